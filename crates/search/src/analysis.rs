//! How names and queries are analysed: the forms in which they meet, and how well they fit.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use vanort_model::{fold_name, keep_letters, spell_out};

/// Raised with every change of how names are analysed that the probe cannot see.
const ANALYSIS_VERSION: u32 = 1;

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
}

/// How what was typed fits a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fit {
    /// It is only a part of the name.
    pub(crate) part: bool,
    /// It stands inside the name rather than at its beginning.
    pub(crate) inside: bool,
    /// Its last word is the beginning of a word rather than a word.
    pub(crate) unfinished: bool,
}

const WHOLE: Fit = Fit {
    part: false,
    inside: false,
    unfinished: false,
};

impl Spelling {
    /// Analyses a text.
    pub(crate) fn of(text: &str) -> Self {
        let kept = keep_letters(text);
        let folded = fold_name(&kept);
        let spelled = spell_out(&kept).filter(|spelled| *spelled != folded);
        Self {
            kept,
            folded,
            spelled,
        }
    }

    /// The one or two forms that are compared; none when nothing is left of the text.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.folded.as_str())
            .chain(self.spelled.as_deref())
            .filter(|form| !form.is_empty())
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
        let pairs = self
            .forms()
            .flat_map(|form| typed.forms().map(move |typed| (form, typed)));
        pairs.filter_map(|(form, typed)| fit(form, typed)).min()
    }

    /// How `typed` fits this name letter for letter; `None` when it does not.
    pub(crate) fn fit_letters(&self, typed: &Self) -> Option<Fit> {
        fit(&self.kept, &typed.kept)
    }
}

/// How the words of `typed`, the last of which may be unfinished, fit those of `form`.
fn fit(form: &str, typed: &str) -> Option<Fit> {
    if let Some(rest) = form.strip_prefix(typed) {
        if rest.is_empty() {
            return Some(WHOLE);
        }
        return Some(Fit {
            part: true,
            inside: false,
            unfinished: !rest.starts_with(' '),
        });
    }
    let (front, last) = typed.rsplit_once(' ').unwrap_or(("", typed));
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
    })
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
                hash(sum, spelling.spelled.as_deref().unwrap_or_default())
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
            assert_eq!(fits(name, typed), Some(WHOLE), "{name} {typed}");
        }
    }

    #[test]
    fn a_part_tells_where_it_stands_and_whether_it_is_a_word() {
        let part = |inside, unfinished| {
            Some(Fit {
                part: true,
                inside,
                unfinished,
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
        assert_eq!(fits("Baden Baden", "baden baden"), Some(WHOLE));
        assert_eq!(fits("Bad Baden Baden", "baden baden"), part(true, false));
    }

    #[test]
    fn own_letters_are_told_from_folded_ones() {
        let name = Spelling::of("Ås");
        assert_eq!(name.fit_letters(&Spelling::of("ås")), Some(WHOLE));
        assert_eq!(name.fit_letters(&Spelling::of("as")), None);
    }

    #[test]
    fn the_fingerprint_is_the_same_every_time() {
        assert_eq!(hash(OFFSET, "a"), hash(OFFSET, "a"));
        assert_ne!(hash(hash(OFFSET, "a"), "bc"), hash(hash(OFFSET, "ab"), "c"));
        assert!(
            fingerprint().starts_with("analysis 1-"),
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
