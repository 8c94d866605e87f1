//! Names that only lists tell, and which of their spellings is kept.

use std::cmp::Reverse;

/// The source of a place, network or authority that only lists name.
pub(super) const LISTS: &str = "Vänortslistor; se observationerna";

/// Whether a spelling is kept rather than another that folds alike. So that the order in which
/// lists are imported does not matter, the rule knows only the two: the one with more letters of
/// its own ("Hangö" rather than "Hango"), then the one that is not all capitals, then the first in
/// Unicode's order.
pub(super) fn is_better(spelling: &str, than: &str) -> bool {
    preference(spelling) < preference(than)
}

/// What spellings are ordered by, the best first.
pub(super) fn preference(spelling: &str) -> (Reverse<usize>, bool, &str) {
    let own_letters = spelling.chars().filter(|letter| !letter.is_ascii()).count();
    let all_capitals = !spelling.chars().any(char::is_lowercase);
    (Reverse(own_letters), all_capitals, spelling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_letters_win_over_none_and_over_capitals() {
        let mut spellings = ["hangö", "HANGÖ", "Hango", "Hangö", "HANGO"];
        spellings.sort_by_key(|spelling| preference(spelling));
        assert_eq!(spellings, ["Hangö", "hangö", "HANGÖ", "Hango", "HANGO"]);
        assert!(!is_better("Hangö", "Hangö"));
    }
}
