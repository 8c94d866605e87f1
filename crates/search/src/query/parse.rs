//! What was typed, read in every sensible way: as a name, as an official form of one, as a name and
//! what stands beside it.

use crate::analysis::Spelling;
use crate::limits::MAX_SPLIT_WORDS;
use crate::official::{Bare, without_form};

/// What was typed, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    /// All of it, as one name.
    pub(crate) whole: Spelling,
    /// It without the form that an official name has.
    pub(crate) bare: Vec<Bare>,
    /// It as two texts, at every space.
    pub(crate) halves: Vec<(Spelling, Spelling)>,
}

/// What stands between the letter of an article and a name.
const APOSTROPHES: [char; 3] = ['\'', '’', '´'];

/// Words between two names that only say that they belong together: "Vejle i Danmark", "Borås och
/// Vejle", "Borås – Vejle" once its dash is gone.
const LINKS: [&str; 13] = [
    "och", "og", "and", "und", "et", "ja", "i", "in", "en", "med", "with", "från", "from",
];

/// The text without the link before it, if it has one and more.
fn without_link(text: &str) -> &str {
    let text = text.trim_start();
    match text.split_once(' ') {
        Some((link, rest)) if LINKS.contains(&link) => rest,
        _ => text,
    }
}

/// How a text was read; the simplest comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ReadAs {
    /// As a name.
    Name,
    /// As an official form of a name.
    Form,
    /// As a name and an area, or an authority and a name.
    Beside,
    /// As a name and an authority.
    BesideTurned,
    /// As a name and the beginning of an area's name.
    BesideUnfinished,
}

impl Typed {
    /// Takes a text apart; `None` when there is nothing to look for in it. A text of very many
    /// words is only read as a name.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let whole = Spelling::of(text);
        if whole.is_empty() {
            return None;
        }
        let spaces: Vec<usize> = whole.kept.match_indices(' ').map(|(at, _)| at).collect();
        if spaces.len() >= MAX_SPLIT_WORDS {
            return Some(Self {
                whole,
                bare: Vec::new(),
                halves: Vec::new(),
            });
        }
        let halves = spaces.into_iter().filter_map(|at| {
            let (left, right) = whole.kept.split_at(at);
            let halves = (Spelling::of(left), Spelling::of(without_link(right)));
            (!halves.0.is_empty() && !halves.1.is_empty()).then_some(halves)
        });
        let mut bare = without_form(&whole);
        if text.contains(APOSTROPHES) {
            // "ville d'Angers": the form's last letter is tied to the name.
            bare.extend(without_form(&Spelling::of(&text.replace(APOSTROPHES, " "))));
        }
        Some(Self {
            halves: halves.collect(),
            bare,
            whole,
        })
    }

    /// The halves in both orders.
    pub(crate) fn both_ways(&self) -> impl Iterator<Item = (&Spelling, &Spelling)> {
        let halves = self.halves.iter();
        halves.flat_map(|(left, right)| [(left, right), (right, left)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_split_at_every_space() {
        let typed = Typed::of("New York, USA").unwrap();
        let both: Vec<_> = (typed.both_ways())
            .map(|(left, right)| (left.kept.as_str(), right.kept.as_str()))
            .collect();
        assert_eq!(
            both,
            [
                ("new", "york usa"),
                ("york usa", "new"),
                ("new york", "usa"),
                ("usa", "new york")
            ]
        );
    }

    #[test]
    fn a_link_between_two_names_is_left_out() {
        let typed = Typed::of("Borås och Vejle").unwrap();
        let halves = typed.halves.iter();
        let halves: Vec<_> = halves
            .map(|(left, right)| (left.kept.as_str(), right.kept.as_str()))
            .collect();
        assert_eq!(halves, [("borås", "vejle"), ("borås och", "vejle")]);
    }

    #[test]
    fn very_many_words_are_one_name() {
        let typed = Typed::of(&"a ".repeat(80)).unwrap();
        assert!(typed.halves.is_empty() && typed.bare.is_empty());
    }

    #[test]
    fn nothing_is_read_out_of_punctuation() {
        for text in ["", "  ", "!?", "\u{301}", "''"] {
            assert_eq!(Typed::of(text), None, "{text:?}");
        }
    }
}
