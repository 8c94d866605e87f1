//! Slips counted along the dictionary of terms: an automaton that follows all ways of reading a
//! term as what was typed at once, one bit each, and needs no building (Wu and Manber 1992, with
//! transpositions).

use tantivy_fst::Automaton;

/// The longest text that slips are looked for in, in letters: one bit is the empty beginning.
pub(crate) const MAX_LETTERS: usize = 63;

/// The most slips that are followed.
const MAX_SLIPS: usize = 2;

/// Accepts the terms within so many slips of a text, or those that begin with one that is.
pub(crate) struct SlipAutomaton {
    /// For each byte the places in the text where it stands, bit `n` for the `n`th letter.
    places: [u64; 256],
    /// The bit of the whole text.
    whole: u64,
    slips: usize,
    /// The places that may be reached with the last slip.
    with_last_slip: u64,
    /// Whether what follows a match does not matter.
    beginning: bool,
}

/// Where the last slip that is allowed may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LastSlip {
    Anywhere,
    /// Only in the second half. Of the slips of a text one half has at most all but one, so that
    /// asking for this of the text, and of the text read backwards, asks for all; and both leave
    /// almost all of a dictionary aside from the first letters on.
    InSecondHalf,
}

/// How far the text can have been read: bit `n` of `read[s]` when its first `n` letters were, with
/// at most `s` slips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reached {
    read: [u64; MAX_SLIPS + 1],
    /// The same before the last byte, for transpositions.
    before: [u64; MAX_SLIPS],
    last: u8,
    /// Whether a beginning of the term has matched.
    done: bool,
}

impl SlipAutomaton {
    /// The automaton of a folded text; `None` when it is longer than [`MAX_LETTERS`].
    pub(crate) fn new(
        text: &str,
        slips: usize,
        last_slip: LastSlip,
        beginning: bool,
    ) -> Option<Self> {
        if text.is_empty() || text.len() > MAX_LETTERS {
            return None;
        }
        let mut places = [0_u64; 256];
        for (place, byte) in (1..).zip(text.bytes()) {
            if let Some(places) = places.get_mut(usize::from(byte)) {
                *places |= 1 << place;
            }
        }
        let whole = 1 << text.len();
        // What lies behind the text's end leads nowhere.
        let within = whole | (whole - 1);
        let before_half = (1 << (text.len() / 2)) - 1;
        Some(Self {
            places,
            whole,
            slips: slips.min(MAX_SLIPS),
            with_last_slip: match last_slip {
                LastSlip::Anywhere => within,
                LastSlip::InSecondHalf => within & !before_half,
            },
            beginning,
        })
    }

    fn places(&self, byte: u8) -> u64 {
        self.places.get(usize::from(byte)).copied().unwrap_or(0)
    }

    fn allowed(&self, read: [u64; MAX_SLIPS + 1]) -> [u64; MAX_SLIPS + 1] {
        let [none, one, two] = read;
        match self.slips {
            0 => [none, 0, 0],
            1 => [none, one & self.with_last_slip, 0],
            _ => [none, one, two & self.with_last_slip],
        }
    }

    fn matches(&self, reached: &Reached) -> bool {
        let read = reached.read.get(self.slips).copied().unwrap_or(0);
        read & self.whole != 0
    }
}

impl Automaton for SlipAutomaton {
    type State = Reached;

    fn start(&self) -> Reached {
        // Letters at the beginning may have been left out.
        let mut reached = Reached {
            read: self.allowed([1, 0b11, 0b111]),
            before: [0; MAX_SLIPS],
            last: 0,
            done: false,
        };
        reached.done = self.beginning && self.matches(&reached);
        reached
    }

    fn is_match(&self, reached: &Reached) -> bool {
        reached.done || self.matches(reached)
    }

    fn can_match(&self, reached: &Reached) -> bool {
        reached.done || reached.read != [0; MAX_SLIPS + 1]
    }

    fn accept(&self, reached: &Reached, byte: u8) -> Reached {
        if reached.done {
            return *reached;
        }
        let here = self.places(byte);
        let exchanged = (here << 1) & self.places(reached.last);
        let [none, one, two] = reached.read;
        let read_none = (none << 1) & here;
        let mut read_one = ((one << 1) & here)
            | none
            | (none << 1)
            | (read_none << 1)
            | read_none
            | ((reached.before[0] << 2) & exchanged);
        if self.slips == 1 {
            read_one &= self.with_last_slip;
        }
        let read_two = ((two << 1) & here)
            | one
            | (one << 1)
            | (read_one << 1)
            | read_one
            | ((reached.before[1] << 2) & exchanged);
        let mut next = Reached {
            read: self.allowed([read_none, read_one, read_two]),
            before: [none, one],
            last: byte,
            done: false,
        };
        next.done = self.beginning && self.matches(&next);
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slip::{slips, slips_at_beginning};
    use proptest::prelude::*;

    fn accepts(automaton: &SlipAutomaton, term: &str) -> bool {
        let mut state = automaton.start();
        for byte in term.bytes() {
            if !automaton.can_match(&state) {
                return false;
            }
            state = automaton.accept(&state, byte);
        }
        automaton.is_match(&state)
    }

    #[test]
    fn what_is_too_long_has_no_automaton() {
        let automaton = |text: &str| SlipAutomaton::new(text, 2, LastSlip::Anywhere, false);
        assert!(automaton(&"a".repeat(63)).is_some());
        assert!(automaton(&"a".repeat(64)).is_none());
        assert!(automaton("").is_none());
    }

    proptest! {
        #[test]
        fn it_accepts_what_is_within_the_slips(typed in "[abc]{1,9}", term in "[abc]{0,9}", most in 1_usize..3) {
            let whole = SlipAutomaton::new(&typed, most, LastSlip::Anywhere, false).unwrap();
            prop_assert_eq!(accepts(&whole, &term), slips(&typed, &term, most).is_some());
            let beginning = SlipAutomaton::new(&typed, most, LastSlip::Anywhere, true).unwrap();
            prop_assert_eq!(accepts(&beginning, &term), slips_at_beginning(&typed, &term, most).is_some());
        }

        #[test]
        fn both_directions_together_miss_nothing(typed in "[abc]{1,9}", term in "[abc]{0,9}", most in 1_usize..3) {
            let accepts = |typed: &str, term: &str| {
                let automaton = SlipAutomaton::new(typed, most, LastSlip::InSecondHalf, false);
                accepts(&automaton.unwrap(), term)
            };
            let backwards = |text: &str| text.chars().rev().collect::<String>();
            let found = accepts(&typed, &term) || accepts(&backwards(&typed), &backwards(&term));
            prop_assert_eq!(found, slips(&typed, &term, most).is_some());
        }
    }
}
