//! Slips of the keyboard: how many letters of one word must be changed, left out, added or
//! exchanged with their neighbour to make it another.

/// The most slips that are ever counted: a name with more is another name.
const MOST: usize = 2;

/// The longest text of which slips are counted by [`Pattern`]: one bit a letter.
pub(crate) const MAX_LETTERS: usize = 64;

/// How many slips lie between a typed word and a name (Damerau and Levenshtein: a transposition is
/// one slip, also where another slip falls between its letters); `None` when there are more than
/// `most`, of which at most two are counted. Both are folded, and so ASCII.
pub(crate) fn slips(typed: &str, name: &str, most: usize) -> Option<usize> {
    let most = most.min(MOST);
    if typed.len().abs_diff(name.len()) > most {
        return None;
    }
    if Pattern::of(typed).is_some_and(|typed| !typed.may_be(name, most)) {
        return None;
    }
    let table = Table::of(typed.as_bytes(), name.as_bytes());
    let slips = table.at(typed.len(), name.len());
    (slips <= most).then_some(slips)
}

/// How many slips lie between a typed word and the beginning of a name that it is closest to;
/// `None` when there are more than `most`.
pub(crate) fn slips_at_beginning(typed: &str, name: &str, most: usize) -> Option<usize> {
    let most = most.min(MOST);
    if typed.len() > name.len().saturating_add(most) {
        return None;
    }
    if Pattern::of(typed).is_some_and(|typed| !typed.may_begin(name, most)) {
        return None;
    }
    // Beyond that a beginning is longer than what was typed could be with all its slips.
    let reach = name.len().min(typed.len().saturating_add(most));
    let name = name.as_bytes().get(..reach)?;
    let table = Table::of(typed.as_bytes(), name);
    let least = (0..=reach).map(|end| table.at(typed.len(), end)).min();
    least.filter(|slips| *slips <= most)
}

/// The table of distances between all beginnings of two words. Distances of more than [`MOST`] may
/// be told too high.
struct Table {
    cells: Vec<usize>,
    width: usize,
}

impl Table {
    fn of(typed: &[u8], name: &[u8]) -> Self {
        let width = name.len() + 1;
        let mut table = Self {
            cells: Vec::with_capacity(width * (typed.len() + 1)),
            width,
        };
        table.cells.extend(0..width);
        for row in 1..=typed.len() {
            table.cells.push(row);
            for column in 1..width {
                let cell = table.cell(typed, name, row, column);
                table.cells.push(cell);
            }
        }
        table
    }

    /// The distance of the first `row` letters of the one and the first `column` of the other.
    fn at(&self, row: usize, column: usize) -> usize {
        let cell = self.cells.get(row * self.width + column);
        cell.copied().unwrap_or(usize::MAX)
    }

    fn cell(&self, typed: &[u8], name: &[u8], row: usize, column: usize) -> usize {
        // The letter so many places back, and the cell as many rows and columns back.
        let letter = |word: &[u8], end: usize, back: usize| {
            let place = end.checked_sub(back)?;
            word.get(place).copied()
        };
        let back = |rows: usize, columns: usize| {
            let cell = row.checked_sub(rows).zip(column.checked_sub(columns));
            cell.map_or(usize::MAX, |(row, column)| self.at(row, column))
        };
        let same = letter(typed, row, 1) == letter(name, column, 1);
        let mut least = back(1, 1)
            .saturating_add(usize::from(!same))
            .min(back(1, 0).saturating_add(1))
            .min(back(0, 1).saturating_add(1));
        let crossed = |rows: usize, columns: usize| {
            row >= rows
                && column >= columns
                && letter(typed, row, 1) == letter(name, column, columns)
                && letter(typed, row, rows) == letter(name, column, 1)
        };
        // Exchanged letters, and such with another that was added or left out between them.
        for (rows, columns, slips) in [(2, 2, 1), (3, 2, 2), (2, 3, 2)] {
            if crossed(rows, columns) {
                least = least.min(back(rows, columns).saturating_add(slips));
            }
        }
        least
    }
}

/// What was typed, prepared to be compared with many words: one bit for each of its letters
/// (Hyyrö 2003, after Myers 1999).
pub(crate) struct Pattern {
    /// For each letter the places where it stands.
    places: [u64; 128],
    /// The bit of the last letter.
    last: u64,
    letters: usize,
}

impl Pattern {
    /// Prepares a folded text; `None` when it is empty or longer than [`MAX_LETTERS`].
    pub(crate) fn of(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > MAX_LETTERS {
            return None;
        }
        let mut places = [0_u64; 128];
        let mut bit = 1_u64;
        let mut last = bit;
        for byte in text.bytes() {
            if let Some(places) = places.get_mut(usize::from(byte)) {
                *places |= bit;
            }
            last = bit;
            bit <<= 1;
        }
        Some(Self {
            places,
            last,
            letters: text.len(),
        })
    }

    /// Whether so many slips may lie between the text and a word: what is no is surely no.
    pub(crate) fn may_be(&self, word: &str, most: usize) -> bool {
        let mut slips = self.letters;
        self.read(word.as_bytes(), |reached| slips = reached);
        slips <= bound(most)
    }

    /// Whether so many slips may lie between the text and the beginning of a word: what is no is
    /// surely no.
    pub(crate) fn may_begin(&self, word: &str, most: usize) -> bool {
        let reach = word.len().min(self.letters + most);
        let mut least = self.letters;
        let beginning = word.as_bytes().get(..reach).unwrap_or_default();
        self.read(beginning, |reached| least = least.min(reached));
        least <= bound(most)
    }

    /// Tells after each letter of a word how many slips lie between the text and the word up to
    /// there, counting a transposition with a slip between its letters as three.
    fn read(&self, word: &[u8], mut reached: impl FnMut(usize)) {
        let (mut up, mut down, mut diagonal) = (u64::MAX, 0_u64, 0_u64);
        let mut here_before = 0_u64;
        let mut slips = self.letters;
        for byte in word {
            let here = self.places.get(usize::from(*byte)).copied().unwrap_or(0);
            let exchanged = ((!diagonal & here) << 1) & here_before;
            diagonal = ((here & up).wrapping_add(up) ^ up) | here | down | exchanged;
            let mut right = down | !(diagonal | up);
            let mut left = diagonal & up;
            if right & self.last != 0 {
                slips += 1;
            }
            if left & self.last != 0 {
                slips = slips.saturating_sub(1);
            }
            right = (right << 1) | 1;
            left <<= 1;
            up = left | !(diagonal | right);
            down = right & diagonal;
            here_before = here;
            reached(slips);
        }
    }
}

/// How many slips [`Pattern`] may count where there are `most`.
fn bound(most: usize) -> usize {
    if most < MOST { most } else { most + 1 }
}

/// How many slips may lie between a typed word and a name: none in a name of up to three letters,
/// one from four, two from eight. The longer of both counts, for a letter may have been left out.
pub(crate) fn allowed(typed: usize, name: usize) -> usize {
    match (typed, name) {
        (0..=2, _) | (_, 0..=3) => 0,
        _ if typed.max(name) < 8 => 1,
        _ => 2,
    }
}

/// How many slips [`allowed`] may allow for a typed word at most, whatever the name.
pub(crate) fn allowed_at_most(typed: usize) -> usize {
    allowed(typed, typed.saturating_add(2))
}

/// How many slips the typed beginning of a name may have: a short one would begin too much.
pub(crate) fn allowed_at_beginning(typed: usize) -> usize {
    match typed {
        0..=5 => 0,
        6..=10 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_transposition_is_one_slip() {
        assert_eq!(slips("vejel", "vejle", 2), Some(1));
        assert_eq!(slips("goetebrog", "goeteborg", 2), Some(1));
        assert_eq!(slips("oteborg", "goteborg", 1), Some(1));
        assert_eq!(slips("hoteborg", "goteborg", 1), Some(1));
        assert_eq!(slips("lund", "lund", 0), Some(0));
        assert_eq!(slips("lund", "land", 0), None);
        assert_eq!(slips("", "ab", 2), Some(2));
        assert_eq!(slips("kopnhamm", "kopenhamn", 2), Some(2));
    }

    #[test]
    fn a_slip_may_fall_between_exchanged_letters() {
        assert_eq!(slips("vedelarax", "vederlax", 2), Some(2));
        assert_eq!(slips("vederlax", "vedelarax", 2), Some(2));
        assert_eq!(slips("vedelarax", "vederlax", 1), None);
    }

    #[test]
    fn a_beginning_may_have_slips() {
        assert_eq!(slips_at_beginning("gotbo", "goteborg", 1), Some(1));
        assert_eq!(slips_at_beginning("goteb", "goteborg", 1), Some(0));
        assert_eq!(slips_at_beginning("xxxxx", "goteborg", 2), None);
    }

    /// The textbook's unrestricted distance, without any short cut.
    fn plain(one: &[u8], other: &[u8]) -> usize {
        let most = one.len() + other.len();
        let mut table = vec![vec![0; other.len() + 2]; one.len() + 2];
        table[0][0] = most;
        for i in 0..=one.len() {
            table[i + 1][0] = most;
            table[i + 1][1] = i;
        }
        for j in 0..=other.len() {
            table[0][j + 1] = most;
            table[1][j + 1] = j;
        }
        let mut last_row = [0_usize; 256];
        for i in 1..=one.len() {
            let mut last_column = 0;
            for j in 1..=other.len() {
                let row = last_row[usize::from(other[j - 1])];
                let column = last_column;
                let same = one[i - 1] == other[j - 1];
                if same {
                    last_column = j;
                }
                let exchanged = table[row][column] + (i - row - 1) + 1 + (j - column - 1);
                table[i + 1][j + 1] = (table[i][j] + usize::from(!same))
                    .min(table[i + 1][j] + 1)
                    .min(table[i][j + 1] + 1)
                    .min(exchanged);
            }
            last_row[usize::from(one[i - 1])] = i;
        }
        table[one.len() + 1][other.len() + 1]
    }

    proptest! {
        #[test]
        fn slips_are_those_of_the_textbook(one in "[abc]{0,9}", other in "[abc]{0,9}", most in 0_usize..3) {
            let expected = plain(one.as_bytes(), other.as_bytes());
            prop_assert_eq!(slips(&one, &other, most), Some(expected).filter(|it| *it <= most));
            let beginnings = (0..=other.len()).map(|end| plain(one.as_bytes(), &other.as_bytes()[..end]));
            let least = beginnings.min().unwrap();
            prop_assert_eq!(slips_at_beginning(&one, &other, most), Some(least).filter(|it| *it <= most));
        }

        #[test]
        fn what_is_ruled_out_at_once_has_too_many_slips(one in "[a-d]{1,12}", other in "[a-d]{0,12}", most in 1_usize..3) {
            let pattern = Pattern::of(&one).unwrap();
            if plain(one.as_bytes(), other.as_bytes()) <= most {
                prop_assert!(pattern.may_be(&other, most) && pattern.may_begin(&other, most));
            }
        }
    }
}
