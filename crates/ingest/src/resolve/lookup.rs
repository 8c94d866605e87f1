//! Near misses: what somebody may have meant.

use std::cell::Cell;

use strsim::normalized_damerau_levenshtein;
use vanort_model::fold_name;

/// How alike two folded names must be, from 0 to 1: one slip in a word of four letters.
const ALIKE: f64 = 0.75;

/// How many names of an import are compared with all that are known; a list in which every name
/// is wrong is not worth more of anyone's time.
const MOST_COMPARED: u32 = 300;

/// The known name that is most like the one written, when one is alike at all.
pub(crate) fn nearest<'n>(written: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let written = fold_name(written);
    let letters = written.chars().count();
    let mut best: Option<(f64, &str)> = None;
    for name in known {
        let folded = fold_name(name);
        // Names of very different length cannot be alike.
        if folded.chars().count().abs_diff(letters) > letters / 3 + 1 {
            continue;
        }
        let likeness = normalized_damerau_levenshtein(&written, &folded);
        if likeness >= ALIKE && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The question that a near miss leads to.
pub(crate) fn did_you_mean(name: &str) -> String {
    format!("Menade du {name}?")
}

/// The suggestions of one import, which are not endless.
#[derive(Debug)]
pub(crate) struct Suggestions {
    left: Cell<u32>,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self {
            left: Cell::new(MOST_COMPARED),
        }
    }
}

impl Suggestions {
    /// Asks for the known name that is most like the one written.
    pub(crate) fn ask<'n>(
        &self,
        written: &str,
        known: impl Iterator<Item = &'n str>,
    ) -> Option<String> {
        self.left.set(self.left.get().checked_sub(1)?);
        nearest(written, known).map(did_you_mean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_name_is_not() {
        let known = ["Finland", "Frankrike", "Färöarna"];
        assert_eq!(nearest("Finnland", known.into_iter()), Some("Finland"));
        assert_eq!(nearest("FRANKRIK", known.into_iter()), Some("Frankrike"));
        assert_eq!(nearest("Utopia", known.into_iter()), None);
        assert_eq!(nearest("", known.into_iter()), None);
    }
}
