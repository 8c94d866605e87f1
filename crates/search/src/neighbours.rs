//! Terms within a few slips of a text, without going through all terms.
//!
//! Every term is cut into one piece more than it may have slips. Slips can spoil at most all pieces
//! but one: the one that is left stands in the text too, moved by no more places than there are
//! slips. So the terms that share a piece with the text are all that there may be, and only they
//! are compared (Li and others 2011, with transpositions). A transposition across the border
//! of two pieces is one slip that spoils both: each is then looked up with the letter from beyond
//! its border. A slip that falls between exchanged letters makes two, and leaves a third piece.

use std::ops::Range;

use crate::slip::{MAX_LETTERS, Pattern};

/// How a whole term is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// In two, for one slip.
    Two,
    /// In three, for two slips.
    Three,
}

impl Cut {
    const ALL: [Self; 2] = [Self::Two, Self::Three];

    fn count(self) -> usize {
        match self {
            Self::Two => 2,
            Self::Three => 3,
        }
    }

    /// The shortest term that is cut so.
    fn shortest(self) -> usize {
        match self {
            Self::Two => 4,
            Self::Three => 5,
        }
    }

    /// Where a term of so many letters is cut.
    fn pieces(self, letters: usize) -> impl Iterator<Item = Range<usize>> {
        let count = self.count();
        (0..count).map(move |number| letters * number / count..letters * (number + 1) / count)
    }
}

/// The pieces of a term's head that are looked up, but for those at its very beginning: the order
/// of the terms leads to these.
const HEAD_PIECES: [Range<usize>; 3] = [3..5, 3..6, 6..9];

/// The pieces of the heads of terms that may begin with a text of so many letters, at least six
/// for one slip and eleven for two: no longer together than what the slips leave of the text.
fn head_pieces(letters: usize, most: usize) -> &'static [Range<usize>] {
    match (most, letters) {
        (1, ..=6) => &[0..3, 3..5],
        (1, _) => &[0..3, 3..6],
        _ => &[0..3, 3..6, 6..9],
    }
}

/// What a piece is looked up by: where it stands, of a whole term in one of how many letters, and
/// its letters.
fn key(letters: usize, place: &Range<usize>, piece: impl Iterator<Item = u8>) -> u64 {
    let place = [letters, place.start, place.end].map(|it| it.to_le_bytes()[0]);
    place.into_iter().chain(piece).fold(0, |key, byte| {
        // The multiplier of FxHash: it spreads well what differs in few bits.
        (key.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}

/// As [`key`], of a piece of a head, whatever the term's length.
fn head_key(place: &Range<usize>, piece: impl Iterator<Item = u8>) -> u64 {
    key(0, place, piece)
}

/// The terms near a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Near<'t> {
    /// Each once; some may have more slips than were asked for.
    pub(crate) terms: Vec<&'t str>,
    /// How many terms were compared with the text.
    pub(crate) compared: u64,
}

/// The terms of a field by their pieces. A term is identified by its place in the order of all.
#[derive(Debug, Default)]
pub(crate) struct Neighbours {
    /// The terms one behind the other, and where each ends.
    text: String,
    ends: Vec<u32>,
    /// Where in `entries` those of each bucket begin: as many buckets as a power of two, and the
    /// end of the last. The first bits of a key are the number of its bucket.
    buckets: Vec<u32>,
    entries: Vec<Entry>,
}

/// A term with a piece.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    /// Bits of the piece's key, by which it is distinguished from others in its bucket.
    check: u32,
    term: u32,
}

/// The bits of a key that distinguish entries in a bucket: the lowest depend on too few letters.
fn check(key: u64) -> u32 {
    let [_, a, b, c, d, ..] = key.to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// Calls back with the keys of a term's pieces.
fn each_key(term: &str, mut call: impl FnMut(u64)) {
    if term.len() > MAX_LETTERS {
        return;
    }
    let bytes = term.as_bytes();
    for cut in Cut::ALL {
        if term.len() >= cut.shortest() {
            for place in cut.pieces(term.len()) {
                let piece = bytes.get(place.clone()).unwrap_or_default();
                call(key(term.len(), &place, piece.iter().copied()));
            }
        }
    }
    for place in HEAD_PIECES {
        if let Some(piece) = bytes.get(place.clone()) {
            call(head_key(&place, piece.iter().copied()));
        }
    }
}

impl Neighbours {
    /// Puts the terms of a field, in the order of their letters, where their pieces lead to them.
    pub(crate) fn of<T: AsRef<str>>(terms: impl IntoIterator<Item = T>) -> Self {
        let mut it = Self::default();
        for term in terms {
            it.push(term.as_ref());
        }
        it.complete()
    }

    /// Adds the next term.
    pub(crate) fn push(&mut self, term: &str) {
        self.text.push_str(term);
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
    }

    /// Sorts the terms into the buckets of their pieces, once all are there: counted first, so that
    /// nothing is sorted and no memory is used but what stays.
    pub(crate) fn complete(mut self) -> Self {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        let all = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let mut count = 0_usize;
        for term in 0..all {
            each_key(self.term(term), |_| count += 1);
        }
        let mut buckets = vec![0_u32; count.next_power_of_two() + 1];
        let bucket = |key| bucket(buckets_bits(count), key);
        for term in 0..all {
            each_key(self.term(term), |key| {
                if let Some(size) = buckets.get_mut(bucket(key)) {
                    *size += 1;
                }
            });
        }
        // From sizes to ends; filling from behind turns them to beginnings.
        let mut end = 0;
        for size in &mut buckets {
            end += *size;
            *size = end;
        }
        let mut entries = vec![Entry::default(); count];
        for term in 0..all {
            each_key(self.term(term), |key| {
                let Some(place) = buckets.get_mut(bucket(key)) else {
                    return;
                };
                *place -= 1;
                if let Some(entry) = entries.get_mut(*place as usize) {
                    *entry = Entry {
                        check: check(key),
                        term,
                    };
                }
            });
        }
        (self.buckets, self.entries) = (buckets, entries);
        self
    }

    /// The terms within so many slips, one or two, of a text.
    pub(crate) fn within(&self, text: &str, most: usize) -> Near<'_> {
        let cut = if most == 1 { Cut::Two } else { Cut::Three };
        let mut found = Vec::new();
        let lengths = text.len().saturating_sub(most)..=text.len() + most;
        for letters in lengths.filter(|letters| *letters >= cut.shortest()) {
            for place in cut.pieces(letters) {
                // Every letter that the piece has moved, and that what is behind it has, is a slip.
                let may_begin_at = |begin: usize| {
                    let behind = (begin + letters).abs_diff(place.start + text.len());
                    begin.abs_diff(place.start) + behind <= most
                };
                each_reading(text.as_bytes(), &place, most, may_begin_at, |piece| {
                    self.add(key(letters, &place, piece.iter().copied()), &mut found);
                });
            }
        }
        self.compared(text, found, |text, term| text.may_be(term, most))
    }

    /// The terms that begin with a text but for so many slips, one or two; the text has at least
    /// six letters for one and eleven for two.
    pub(crate) fn begun_within(&self, text: &str, most: usize) -> Near<'_> {
        let mut found = Vec::new();
        for place in head_pieces(text.len(), most) {
            each_reading(
                text.as_bytes(),
                place,
                most,
                |_| true,
                |piece| {
                    if place.start == 0 {
                        found.extend(self.beginning(piece));
                    } else {
                        self.add(head_key(place, piece.iter().copied()), &mut found);
                    }
                },
            );
        }
        self.compared(text, found, |text, term| text.may_begin(term, most))
    }

    /// Adds the terms with a piece.
    fn add(&self, key: u64, found: &mut Vec<u32>) {
        let bucket = bucket(buckets_bits(self.entries.len()), key);
        let Some([begin, end]) = self.buckets.get(bucket..bucket + 2) else {
            return;
        };
        let entries = self.entries.get(*begin as usize..*end as usize);
        let check = check(key);
        let same = (entries.unwrap_or_default().iter()).filter(|entry| entry.check == check);
        found.extend(same.map(|entry| entry.term));
    }

    /// The terms that begin with a piece.
    fn beginning(&self, piece: &[u8]) -> Range<u32> {
        let all = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let head = |ordinal: u32| {
            let term = self.term(ordinal).as_bytes();
            term.get(..piece.len()).unwrap_or(term)
        };
        let first = partition(0..all, |ordinal| head(ordinal) < piece);
        first..partition(first..all, |ordinal| head(ordinal) <= piece)
    }

    /// Those of the terms found, each once, that the text may be.
    fn compared(
        &self,
        text: &str,
        mut found: Vec<u32>,
        may_be: impl Fn(&Pattern, &str) -> bool,
    ) -> Near<'_> {
        let Some(pattern) = Pattern::of(text) else {
            return Near::default();
        };
        found.sort_unstable();
        found.dedup();
        let terms = found.iter().map(|ordinal| self.term(*ordinal));
        Near {
            terms: terms.filter(|term| may_be(&pattern, term)).collect(),
            compared: found.len() as u64,
        }
    }

    fn term(&self, ordinal: u32) -> &str {
        let ordinal = ordinal as usize;
        let end = |ordinal: usize| self.ends.get(ordinal).map_or(0, |end| *end as usize);
        let begin = ordinal.checked_sub(1).map_or(0, end);
        self.text.get(begin..end(ordinal)).unwrap_or_default()
    }
}

/// How many bits number the buckets of so many entries.
fn buckets_bits(entries: usize) -> u32 {
    entries.next_power_of_two().trailing_zeros()
}

/// The bucket of a key: its first bits.
fn bucket(bits: u32, key: u64) -> usize {
    let number = key.checked_shr(u64::BITS - bits).unwrap_or_default();
    usize::try_from(number).unwrap_or_default()
}

/// Goes through what a piece of a term may be in a text: the letters in its place, or moved by as
/// many as slips allow; each as it is, and with the letter before or behind it exchanged for the
/// one at its border.
fn each_reading(
    text: &[u8],
    place: &Range<usize>,
    most: usize,
    may_begin_at: impl Fn(usize) -> bool,
    mut look_up: impl FnMut(&[u8]),
) {
    let mut reading = Vec::with_capacity(place.len());
    for begin in place.start.saturating_sub(most)..=place.start + most {
        let end = begin + place.len();
        let Some(piece) = text.get(begin..end).filter(|_| may_begin_at(begin)) else {
            continue;
        };
        look_up(piece);
        let before = begin.checked_sub(1).and_then(|it| text.get(it));
        if let (Some(before), Some(rest)) = (before, piece.get(1..)) {
            reading.clear();
            reading.push(*before);
            reading.extend_from_slice(rest);
            look_up(&reading);
        }
        if let (Some(behind), Some((_, rest))) = (text.get(end), piece.split_last()) {
            reading.clear();
            reading.extend_from_slice(rest);
            reading.push(*behind);
            look_up(&reading);
        }
    }
}

/// Where in a range what holds for its beginning ends to hold.
fn partition(range: Range<u32>, holds: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slip::{slips, slips_at_beginning};
    use proptest::prelude::*;

    fn neighbours(terms: &[String]) -> Neighbours {
        Neighbours::of(terms.iter().cloned())
    }

    #[test]
    fn only_what_shares_a_piece_is_compared() {
        let terms = ["bergen", "goteborg", "halmstad", "kobenhavn"].map(str::to_owned);
        let neighbours = neighbours(&terms);
        let near = neighbours.within("gotebrog", 1);
        assert_eq!((near.terms, near.compared), (vec!["goteborg"], 1));
        assert_eq!(neighbours.within("xxxxxxxx", 2), Near::default());
    }

    proptest! {
        #[test]
        fn no_term_within_the_slips_is_missed(
            terms in proptest::collection::vec("[ab]{4,12}|[a-d]{4,14}", 1..40),
            text in "[ab]{4,13}|[a-d]{4,14}",
            most in 1_usize..3,
        ) {
            let neighbours = neighbours(&terms);
            let near = neighbours.within(&text, most);
            let shortest = if most == 1 { 4 } else { 5 };
            for term in terms.iter().filter(|term| term.len() >= shortest) {
                let is_near = slips(&text, term, most).is_some();
                prop_assert!(!is_near || near.terms.contains(&term.as_str()), "{text} {term}");
            }
        }

        #[test]
        fn no_beginning_within_the_slips_is_missed(
            mut terms in proptest::collection::vec("[ab]{4,16}|[a-d]{4,16}", 1..40),
            text in "[ab]{6,15}|[a-d]{6,13}",
            most in 1_usize..3,
        ) {
            terms.sort();
            let most = if text.len() < 11 { 1 } else { most };
            let neighbours = neighbours(&terms);
            let near = neighbours.begun_within(&text, most);
            for term in &terms {
                let is_near = slips_at_beginning(&text, term, most).is_some();
                prop_assert!(!is_near || near.terms.contains(&term.as_str()), "{text} {term}");
            }
        }
    }
}
