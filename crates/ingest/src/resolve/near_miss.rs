//! Near misses: what somebody may have meant.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};

use strsim::normalized_damerau_levenshtein;
use vanort_model::{FindingCode, fold_name};

use crate::check::{Findings, Position};

/// How alike two folded names must be, from 0 to 1: one slip in a word of four letters.
const ALIKE: f64 = 0.75;

/// How many different texts of an import are compared with all names that are known; a list in
/// which every name is wrong is not worth more of anyone's time.
const MOST_COMPARED: u32 = 2_000;

/// The known name that is most like the one written, when one is alike at all.
pub(crate) fn nearest<'n>(written: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let written = Folded::of(written);
    let mut best: Option<(f64, &str)> = None;
    for name in known {
        if let Some(likeness) = written.likeness(&Folded::of(name))
            && best.is_none_or(|(most, _)| likeness > most)
        {
            best = Some((likeness, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The question that a near miss leads to.
pub(crate) fn did_you_mean(name: &str) -> String {
    format!("Menade du {name}?")
}

/// A folded name, with what tells at a glance that it is not alike another.
#[derive(Debug)]
struct Folded {
    text: String,
    letters: usize,
    /// One bit for each letter and digit that occurs.
    occurring: u64,
}

impl Folded {
    fn of(name: &str) -> Self {
        let text = fold_name(name);
        let occurring = text.bytes().fold(0_u64, |bits, byte| match byte {
            b'a'..=b'z' => bits | 1 << (byte - b'a'),
            b'0'..=b'9' => bits | 1 << (26 + byte - b'0'),
            _ => bits,
        });
        Self {
            letters: text.len(),
            text,
            occurring,
        }
    }

    /// How alike two names are; `None` when they are not alike.
    fn likeness(&self, other: &Self) -> Option<f64> {
        // A quarter of the longer name's letters may differ, and every letter that only one of
        // the names has is a difference.
        let slips = self.letters.max(other.letters) / 4;
        let only = (self.occurring & !other.occurring).count_ones();
        let only = only.max((other.occurring & !self.occurring).count_ones());
        if self.letters.abs_diff(other.letters) > slips || only as usize > slips {
            return None;
        }
        let likeness = normalized_damerau_levenshtein(&self.text, &other.text);
        (likeness >= ALIKE && self.letters > 0).then_some(likeness)
    }
}

/// Names to compare with, each with what it is the name of. Every text is compared once.
#[derive(Debug)]
pub(crate) struct NearNames<V> {
    names: Vec<(Folded, String, V)>,
    asked: RefCell<HashMap<String, Option<usize>>>,
}

impl<V> Default for NearNames<V> {
    fn default() -> Self {
        Self {
            names: Vec::new(),
            asked: RefCell::default(),
        }
    }
}

impl<V> NearNames<V> {
    /// Adds a name, the name to show for it, and what it leads to. Of two names that are as alike
    /// to a text the first added is meant.
    pub(crate) fn add(&mut self, name: &str, shown: &str, value: V) {
        self.names.push((Folded::of(name), shown.to_owned(), value));
    }

    fn nearest(&self, written: &str, left: &Cell<u32>) -> Option<(&str, &V)> {
        let asked = self.asked.borrow().get(written).copied();
        let index = asked.unwrap_or_else(|| {
            left.set(left.get().checked_sub(1)?);
            let folded = Folded::of(written);
            let mut best: Option<(f64, usize)> = None;
            for (index, (name, ..)) in self.names.iter().enumerate() {
                if let Some(likeness) = folded.likeness(name)
                    && best.is_none_or(|(most, _)| likeness > most)
                {
                    best = Some((likeness, index));
                }
            }
            let found = best.map(|(_, index)| index);
            self.asked.borrow_mut().insert(written.to_owned(), found);
            found
        })?;
        let (_, shown, value) = self.names.get(index)?;
        Some((shown, value))
    }
}

/// The suggestions of one import, which are not endless, and which of them are taken.
#[derive(Debug)]
pub(crate) struct Suggestions {
    accepted: BTreeSet<FindingCode>,
    left: Cell<u32>,
}

impl Suggestions {
    /// The suggestions of an import in which those of some findings are taken.
    pub(crate) fn accepting(accepted: &BTreeSet<FindingCode>) -> Self {
        Self {
            accepted: accepted.clone(),
            left: Cell::new(MOST_COMPARED),
        }
    }

    /// Whether the administrator takes the suggestions of this finding.
    pub(crate) fn accepts(&self, code: FindingCode) -> bool {
        self.accepted.contains(&code)
    }

    /// The known name that is most like the one written, and what it is the name of.
    pub(crate) fn near<'n, V>(
        &self,
        names: &'n NearNames<V>,
        written: &str,
    ) -> Option<(&'n str, &'n V)> {
        names.nearest(written, &self.left)
    }

    /// Ends the reading of a text that leads nowhere: what was probably meant is taken when the
    /// administrator asked for that, else the row is refused, with a question.
    pub(crate) fn settle<V: Clone>(
        &self,
        (at, column): (&Position, &str),
        (code, message): (FindingCode, String),
        (written, meant): (&str, Option<(&str, &V)>),
        findings: &mut Findings,
    ) -> Option<V> {
        match meant {
            Some((shown, value)) if self.accepts(code) => {
                let message = taken(written, shown);
                let code = FindingCode::SuggestionTaken;
                findings.info(at, column, code, message, None);
                Some(value.clone())
            }
            _ => {
                let suggestion = meant.map(|(shown, _)| did_you_mean(shown));
                findings.error(at, column, code, message, suggestion);
                None
            }
        }
    }
}

/// What is told of a text that was taken for a name.
pub(crate) fn taken(written: &str, name: &str) -> String {
    format!("\"{written}\" lästes som {name}.")
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

    #[test]
    fn a_text_is_compared_once() {
        let mut names = NearNames::default();
        names.add("Finland", "Finland", 1);
        let suggestions = Suggestions::accepting(&BTreeSet::new());
        for _ in 0..3 {
            let near = suggestions.near(&names, "Finnland");
            assert_eq!(near, Some(("Finland", &1)));
        }
        assert_eq!(suggestions.left.get(), MOST_COMPARED - 1);
    }
}
