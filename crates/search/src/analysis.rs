//! How names and queries are analysed: the forms in which they meet, and how well they fit.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use vanort_model::{fold_name, keep_letters, spell_out};

use crate::slip::{allowed, allowed_at_beginning, slips, slips_at_beginning};
use crate::transliteration::transliterations;

/// Raised with every change of how names are analysed that the probe cannot see.
const ANALYSIS_VERSION: u32 = 3;

/// The forms of a name or of what was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Spelling {
    /// With its own letters, in lower case.
    #[serde(rename = "k")]
    pub(crate) kept: String,
    /// Folded; empty when nothing in it is a letter or digit.
    #[serde(rename = "f")]
    pub(crate) folded: String,
    /// With å, ä, ö, æ, ø and ü written as two letters, where that is another form.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub(crate) spelled: Option<String>,
    /// With aa, ae, oe and ue written as one letter, where that is another form.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub(crate) collapsed: Option<String>,
    /// Otherwise transliterated, where it is in Cyrillic or Greek letters.
    #[serde(rename = "l", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) transliterated: Vec<String>,
}

/// How what was typed fits a name. The fields decide in their order, `false` is closer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one step of the order, told by its name"
)]
pub(crate) struct Fit {
    /// It is only a part of the name.
    pub(crate) part: bool,
    /// Its last word is the beginning of a word rather than a word.
    pub(crate) unfinished: bool,
    /// It stands inside the name rather than at its beginning.
    pub(crate) inside: bool,
    /// Its spaces are not those of the name.
    pub(crate) respaced: bool,
    /// One letter in it was taken for two of the name, or two for one; or the name was written in
    /// Latin letters otherwise than it is usually.
    pub(crate) loosened: bool,
}

impl Fit {
    /// The whole name, as it is.
    pub(crate) const WHOLE: Self = Self {
        part: false,
        inside: false,
        unfinished: false,
        respaced: false,
        loosened: false,
    };
}

impl Spelling {
    /// Analyses a text.
    pub(crate) fn of(text: &str) -> Self {
        let kept = keep_letters(text);
        let folded = fold_name(&kept);
        let spelled = spell_out(&kept).filter(|spelled| *spelled != folded);
        let collapsed = collapse(&folded);
        let transliterated = other_transliterations(&kept, &folded);
        Self {
            kept,
            folded,
            spelled,
            collapsed,
            transliterated,
        }
    }

    /// The forms in which a name is found; none when nothing is left of the text.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &str> {
        let transliterated = self.transliterated.iter().map(String::as_str);
        let forms = self.typed_forms().chain(self.collapsed.as_deref());
        forms.chain(transliterated)
    }

    /// The forms that a typed text stands for: whoever types two letters for one means a name
    /// with either; see [`Spelling::loose_forms`] for the rest.
    pub(crate) fn typed_forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.folded.as_str())
            .chain(self.spelled.as_deref())
            .filter(|form| !form.is_empty())
    }

    /// All forms of a typed text but its other transliterations, for when the closer ones have
    /// found no whole name.
    pub(crate) fn loose_forms(&self) -> impl Iterator<Item = &str> {
        self.typed_forms().chain(self.collapsed.as_deref())
    }

    /// A text in Cyrillic or Greek letters in the other ways to write it in Latin ones: for when
    /// the place has no name in those letters.
    pub(crate) fn other_ways(&self) -> impl Iterator<Item = Self> {
        self.transliterated.iter().map(|way| Self::of(way))
    }

    fn is_transliterated(&self, form: &str) -> bool {
        self.transliterated.iter().any(|other| other == form)
    }

    /// Whether something is left of the text to compare.
    pub(crate) fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Whether it was typed with letters that not every keyboard has.
    pub(crate) fn has_own_letters(&self) -> bool {
        !self.kept.is_ascii()
    }

    /// How `typed` fits this name in its best form; `None` when it does not.
    pub(crate) fn fit(&self, typed: &Self) -> Option<Fit> {
        let mut best = None;
        for form in self.forms() {
            for typed in typed.typed_forms() {
                let mut fit = fit(form, typed);
                if let Some(fit) = &mut fit {
                    fit.loosened = self.is_transliterated(form);
                }
                if fit.is_some() && (best.is_none() || fit < best) {
                    best = fit;
                }
            }
        }
        best
    }

    /// How `typed` fits this name letter for letter; `None` when it does not.
    pub(crate) fn fit_letters(&self, typed: &Self) -> Option<Fit> {
        fit(&self.kept, &typed.kept)
    }

    /// How `typed` fits this name in its best form when it may have slips, and how many it has;
    /// `None` when it does not. Two letters for one are no slip.
    pub(crate) fn fit_nearly(&self, typed: &Self, slips: Slips) -> Option<(usize, Fit)> {
        // "Åre" has three letters, however they are spelled out.
        if joined(&self.folded).len() <= 3 {
            return None;
        }
        let loosened = typed.collapsed.as_deref();
        let mut best: Option<(usize, Fit)> = None;
        for form in self.forms() {
            for written in typed.loose_forms() {
                let Some((slips, mut fit)) = fit_nearly(form, written, slips) else {
                    continue;
                };
                fit.loosened = Some(written) == loosened;
                if best.is_none_or(|best| (slips, fit) < best) {
                    best = Some((slips, fit));
                }
            }
        }
        best
    }
}

/// The ways to write a text in Latin letters that are not the one it is folded in.
fn other_transliterations(kept: &str, folded: &str) -> Vec<String> {
    let mut ways: Vec<String> = Vec::new();
    for way in transliterations(kept) {
        let way = fold_name(&way);
        if way != folded && !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// Writes aa, ae, oe and ue as one letter; `None` when there is none of them.
fn collapse(folded: &str) -> Option<String> {
    let mut collapsed = String::with_capacity(folded.len());
    // The letter that the next one may be written beside, as one of two.
    let mut first = None;
    for letter in folded.chars() {
        let pair = matches!(
            (first, letter),
            (Some('a'), 'a') | (Some('a' | 'o' | 'u'), 'e')
        );
        if pair {
            first = None;
        } else {
            collapsed.push(letter);
            first = Some(letter);
        }
    }
    (collapsed.len() < folded.len()).then_some(collapsed)
}

/// The text without its spaces.
pub(crate) fn joined(form: &str) -> Cow<'_, str> {
    if form.contains(' ') {
        Cow::Owned(form.replace(' ', ""))
    } else {
        Cow::Borrowed(form)
    }
}

/// How the words of `typed`, the last of which may be unfinished, fit those of `form`.
fn fit(form: &str, typed: &str) -> Option<Fit> {
    if let Some(rest) = form.strip_prefix(typed) {
        if rest.is_empty() {
            return Some(Fit::WHOLE);
        }
        return Some(Fit {
            part: true,
            unfinished: !rest.starts_with(' '),
            ..Fit::WHOLE
        });
    }
    if let Some(whole) = starts_respaced(form, typed) {
        return Some(Fit {
            part: !whole,
            unfinished: !whole,
            respaced: true,
            ..Fit::WHOLE
        });
    }
    // One word fits only inside a name of several.
    if !form.contains(' ') {
        return None;
    }
    let (front, last) = typed.rsplit_once(' ').unwrap_or(("", typed));
    if front.is_empty() {
        let mut found = (form.split(' ')).filter(|own| own.starts_with(last));
        let first = found.next()?;
        return Some(Fit {
            part: true,
            inside: true,
            unfinished: first != last && found.all(|own| own != last),
            ..Fit::WHOLE
        });
    }
    let mut own: Vec<&str> = form.split(' ').collect();
    for word in front.split(' ').filter(|word| !word.is_empty()) {
        // A word that was typed twice must be there twice.
        let place = own.iter().position(|own| *own == word)?;
        own.swap_remove(place);
    }
    own.iter().any(|own| own.starts_with(last)).then(|| Fit {
        part: true,
        inside: true,
        unfinished: !own.contains(&last),
        ..Fit::WHOLE
    })
}

/// Whether `typed` is the whole of `form` (`Some(true)`) or begins it (`Some(false)`) once neither
/// has spaces.
fn starts_respaced(form: &str, typed: &str) -> Option<bool> {
    let mut form = form.bytes().filter(|byte| *byte != b' ');
    for byte in typed.bytes().filter(|byte| *byte != b' ') {
        if form.next() != Some(byte) {
            return None;
        }
    }
    Some(form.next().is_none())
}

/// How many slips are allowed, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slips {
    /// At most so many; a short name allows fewer.
    pub(crate) most: usize,
    /// Also in the beginning of a name and in words of it, not only in the whole.
    pub(crate) in_part: bool,
}

/// As [`fit`], with slips: of the whole name, else of its beginning, else of words of it.
fn fit_nearly(form: &str, typed: &str, allowance: Slips) -> Option<(usize, Fit)> {
    let (own, written) = (joined(form), joined(typed));
    let most = allowed(written.len(), own.len()).min(allowance.most);
    if let Some(slips) = slips(&written, &own, most) {
        let respaced = form.contains(' ') != typed.contains(' ');
        return Some((
            slips,
            Fit {
                respaced,
                ..Fit::WHOLE
            },
        ));
    }
    if !allowance.in_part {
        return None;
    }
    let most = allowed_at_beginning(written.len()).min(allowance.most);
    if most > 0
        && own.len() > 3
        && let Some(slips) = slips_of_beginning(&written, &own, most)
    {
        let fit = Fit {
            part: true,
            unfinished: true,
            ..Fit::WHOLE
        };
        return Some((slips, fit));
    }
    form.contains(' ')
        .then(|| fit_words_nearly(form, typed, allowance.most))?
}

/// How many slips the beginning of a name was typed with. Its first letter must be right: a wrong
/// one and an end that is missing leave too little to know a name by.
fn slips_of_beginning(typed: &str, name: &str, most: usize) -> Option<usize> {
    if typed.as_bytes().first() != name.as_bytes().first() {
        return None;
    }
    slips_at_beginning(typed, name, most)
}

/// As [`fit`], of words that have slips, each at most those of a word, all at most `most`.
fn fit_words_nearly(form: &str, typed: &str, most: usize) -> Option<(usize, Fit)> {
    let mut own: Vec<&str> = form.split(' ').collect();
    let mut words = typed.split(' ').peekable();
    let mut sum = 0;
    let mut unfinished = false;
    while let Some(word) = words.next() {
        let is_last = words.peek().is_none();
        let nearest = (own.iter().enumerate())
            .filter_map(|(place, own)| {
                let whole = slips(word, own, allowed(word.len(), own.len()));
                let begun = (is_last && own.len() > 3)
                    .then(|| slips_of_beginning(word, own, allowed_at_beginning(word.len())))
                    .flatten();
                let whole = whole.map(|slips| (slips, false, place));
                whole
                    .into_iter()
                    .chain(begun.map(|slips| (slips, true, place)))
                    .min()
            })
            .min()?;
        own.swap_remove(nearest.2);
        sum += nearest.0;
        unfinished |= nearest.1;
    }
    (sum <= most).then_some((
        sum,
        Fit {
            part: true,
            inside: true,
            unfinished,
            ..Fit::WHOLE
        },
    ))
}

/// The fingerprint of the analysis: it changes when names would be indexed in another form.
pub(crate) fn fingerprint() -> &'static str {
    static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
        // Latin with its diacritics, Greek, Cyrillic, Hebrew and Arabic, and a few signs.
        let probe: String = ('\u{20}'..='\u{6ff}')
            .chain('\u{1e00}'..='\u{1fff}')
            .collect();
        let mut forms = probe
            .chars()
            .map(|letter| letter.to_string())
            .collect::<Vec<_>>();
        forms.extend(["L’Aquila", "S:t Michel", "北京", "서울", "東京"].map(str::to_owned));
        let sum = forms
            .iter()
            .map(|text| Spelling::of(text))
            .fold(OFFSET, |sum, spelling| {
                let sum = hash(sum, &spelling.kept);
                let sum = hash(sum, &spelling.folded);
                let sum = hash(sum, spelling.spelled.as_deref().unwrap_or_default());
                let sum = hash(sum, spelling.collapsed.as_deref().unwrap_or_default());
                hash(sum, &spelling.transliterated.join(" "))
            });
        format!(
            "analysis {ANALYSIS_VERSION}-{sum:016x}, schema {}, tantivy {}",
            crate::field::SCHEMA_VERSION,
            tantivy::version_string()
        )
    });
    &FINGERPRINT
}

/// The offset basis of the 64-bit FNV-1a hash, which unlike the standard library's never changes.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a text: the same on every machine and in every version.
pub(crate) fn stable_hash(text: &str) -> u64 {
    hash(OFFSET, text)
}

fn hash(sum: u64, text: &str) -> u64 {
    let bytes = text.bytes().chain(std::iter::once(0xff));
    bytes.fold(sum, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fits(name: &str, typed: &str) -> Option<Fit> {
        Spelling::of(name).fit(&Spelling::of(typed))
    }

    #[test]
    fn a_whole_name_fits_in_every_spelling_of_it() {
        for (name, typed) in [
            ("Göteborg", "göteborg"),
            ("Göteborg", "GOTEBORG"),
            ("Göteborg", "goeteborg"),
            ("Goeteborg", "göteborg"),
            ("Ålesund", "Aalesund"),
            ("Aarhus", "århus"),
            ("Калининград", "kaliningrad"),
            ("Upplands-Bro", "upplands bro"),
        ] {
            assert_eq!(fits(name, typed), Some(Fit::WHOLE), "{name} {typed}");
        }
    }

    #[test]
    fn slips_are_counted_in_the_best_form() {
        let nearly = |name, typed| {
            let fit = Spelling::of(name).fit_nearly(
                &Spelling::of(typed),
                Slips {
                    most: 2,
                    in_part: true,
                },
            );
            fit.map(|(slips, fit)| (slips, fit.part))
        };
        assert_eq!(nearly("Göteborg", "goetebrog"), Some((1, false)));
        assert_eq!(
            nearly("Västra Frölunda", "vaestra frolunda"),
            Some((0, false))
        );
        assert_eq!(nearly("Bad Berka", "bad bekra"), Some((1, false)));
        assert_eq!(nearly("Bad Berka", "bekra"), Some((1, true)));
        assert_eq!(nearly("Kristianstad", "kristainsatd"), Some((2, false)));
        assert_eq!(nearly("Kristianstad", "kritian"), Some((1, true)));
        assert_eq!(nearly("Kristianstad", "xristian"), None);
        assert_eq!(nearly("Kristianstad", "krita"), None);
        assert_eq!(nearly("Åre", "åra"), None);
        assert_eq!(nearly("Lund", "linn"), None);
    }

    #[test]
    fn a_part_tells_where_it_stands_and_whether_it_is_a_word() {
        let part = |inside, unfinished| {
            Some(Fit {
                part: true,
                inside,
                unfinished,
                ..Fit::WHOLE
            })
        };
        assert_eq!(fits("Upplands Väsby", "upplands"), part(false, false));
        assert_eq!(fits("Upplands Väsby", "uppl"), part(false, true));
        assert_eq!(fits("Upplands Väsby", "väsby"), part(true, false));
        assert_eq!(fits("Upplands Väsby", "vaes"), part(true, true));
        assert_eq!(fits("Upplands Väsby", "vasby upp"), part(true, true));
        assert_eq!(fits("Upplands Väsby", "uppl väsby"), None);
        assert_eq!(fits("Upplands Väsby", "plands"), None);
        assert_eq!(fits("San Marino", "san marino san"), None);
        assert_eq!(fits("Baden Baden", "baden baden"), Some(Fit::WHOLE));
        assert_eq!(fits("Bad Baden Baden", "baden baden"), part(true, false));
    }

    #[test]
    fn own_letters_are_told_from_folded_ones() {
        let name = Spelling::of("Ås");
        assert_eq!(name.fit_letters(&Spelling::of("ås")), Some(Fit::WHOLE));
        assert_eq!(name.fit_letters(&Spelling::of("as")), None);
    }

    #[test]
    fn the_fingerprint_is_the_same_every_time() {
        assert_eq!(hash(OFFSET, "a"), hash(OFFSET, "a"));
        assert_ne!(hash(hash(OFFSET, "a"), "bc"), hash(hash(OFFSET, "ab"), "c"));
        assert!(
            fingerprint().starts_with("analysis 3-"),
            "{}",
            fingerprint()
        );
    }

    proptest! {
        #[test]
        fn every_beginning_of_a_name_fits_it(name in "[\\p{Latin}\\p{Cyrillic}\\p{Greek} '-]{1,20}") {
            let analysed = Spelling::of(&name);
            let mut typed = String::new();
            for letter in name.chars() {
                typed.push(letter);
                let typed = Spelling::of(&typed);
                prop_assert!(typed.is_empty() || analysed.fit(&typed).is_some(), "{typed:?}");
            }
        }
    }
}
