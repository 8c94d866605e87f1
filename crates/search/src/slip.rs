//! Slips of the keyboard: how many letters of one word must be changed, left out, added or
//! exchanged with their neighbour to make it another.

/// How many slips lie between a typed word and a name (optimal string alignment: a transposition
/// is one slip); `None` when there are more than `most`. Both are folded, and so ASCII.
pub(crate) fn slips(typed: &str, name: &str, most: usize) -> Option<usize> {
    if typed.len().abs_diff(name.len()) > most {
        return None;
    }
    let rows = Rows::of(typed.as_bytes(), name.as_bytes(), most)?;
    rows.last.last().copied().filter(|slips| *slips <= most)
}

/// How many slips lie between a typed word and the beginning of a name that it is closest to;
/// `None` when there are more than `most`.
pub(crate) fn slips_at_beginning(typed: &str, name: &str, most: usize) -> Option<usize> {
    if typed.len() > name.len().saturating_add(most) {
        return None;
    }
    // Beyond that a beginning is longer than what was typed could be with all its slips.
    let reach = name.len().min(typed.len().saturating_add(most));
    let name = name.as_bytes().get(..reach)?;
    let rows = Rows::of(typed.as_bytes(), name, most)?;
    rows.last
        .iter()
        .copied()
        .min()
        .filter(|slips| *slips <= most)
}

/// The last row of the table of distances.
struct Rows {
    last: Vec<usize>,
}

impl Rows {
    /// Fills the table row by row; `None` as soon as no more than `most` slips are out of reach.
    fn of(typed: &[u8], name: &[u8], most: usize) -> Option<Self> {
        let mut before: Vec<usize> = Vec::new();
        let mut above: Vec<usize> = (0..=name.len()).collect();
        let mut previous = None;
        for (number, letter) in (1..).zip(typed.iter().copied()) {
            let mut row = Vec::with_capacity(name.len() + 1);
            row.push(number);
            let mut least = number;
            let mut left = number;
            let mut diagonal = above.first().copied()?;
            let mut own_previous = None;
            for (column, own) in (1..).zip(name.iter().copied()) {
                let over = above.get(column).copied()?;
                let same = usize::from(letter != own);
                let mut slips = (over + 1).min(left + 1).min(diagonal + same);
                if Some(own) == previous && own_previous == Some(letter) {
                    let exchanged = column.checked_sub(2).and_then(|it| before.get(it));
                    slips = exchanged.map_or(slips, |exchanged| slips.min(exchanged + 1));
                }
                row.push(slips);
                least = least.min(slips);
                left = slips;
                diagonal = over;
                own_previous = Some(own);
            }
            if least > most {
                return None;
            }
            before = std::mem::replace(&mut above, row);
            previous = Some(letter);
        }
        Some(Self { last: above })
    }
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
        0..=4 => 0,
        5..=8 => 1,
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
    fn a_beginning_may_have_slips() {
        assert_eq!(slips_at_beginning("gotbo", "goteborg", 1), Some(1));
        assert_eq!(slips_at_beginning("goteb", "goteborg", 1), Some(0));
        assert_eq!(slips_at_beginning("xxxxx", "goteborg", 2), None);
    }

    /// The textbook's definition, without any short cut.
    fn plain(one: &[u8], other: &[u8]) -> usize {
        let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
        for i in 0..=one.len() {
            for j in 0..=other.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let cost = usize::from(one[i - 1] != other[j - 1]);
                    let mut least = (table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1)
                        .min(table[i - 1][j - 1] + cost);
                    if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                        least = least.min(table[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        table[one.len()][other.len()]
    }

    proptest! {
        #[test]
        fn slips_are_those_of_the_textbook(one in "[abc]{0,8}", other in "[abc]{0,8}") {
            let expected = plain(one.as_bytes(), other.as_bytes());
            prop_assert_eq!(slips(&one, &other, 2), Some(expected).filter(|it| *it <= 2));
            let beginnings = (0..=other.len()).map(|end| plain(one.as_bytes(), &other.as_bytes()[..end]));
            let least = beginnings.min().unwrap();
            prop_assert_eq!(slips_at_beginning(&one, &other, 2), Some(least).filter(|it| *it <= 2));
        }
    }
}
