//! Several partners in one cell, and what marks them as a list.

/// The items of a cell, listed by line breaks or semicolons. Commas are left: a name may hold one.
pub(super) fn split_items(text: &str) -> Vec<&str> {
    text.split(['\n', ';'])
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect()
}

/// The item without the dash, dot or number that a list puts before it.
pub(super) fn strip_bullet(item: &str) -> &str {
    let marks = ["-", "–", "—", "•", "·", "*", "▪", "◦"];
    for mark in marks {
        if let Some(rest) = item.strip_prefix(mark)
            && rest.starts_with(' ')
        {
            return rest.trim_start();
        }
    }
    let rest = item.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = item.len() - rest.len();
    if (1..=2).contains(&digits)
        && let Some(rest) = rest.strip_prefix(['.', ')'])
        && rest.starts_with(' ')
    {
        return rest.trim_start();
    }
    item
}

/// Whether an item may tell its country itself: "Stord (Norge)", "Stord, Norge".
pub(super) fn may_tell_country(item: &str) -> bool {
    item.contains(',') || (item.contains('(') && item.ends_with(')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_split_where_it_lists_and_nowhere_else() {
        assert_eq!(
            split_items("Gentofte\nHangö; Stord;"),
            ["Gentofte", "Hangö", "Stord"]
        );
        assert_eq!(split_items("Frankfurt, Oder"), ["Frankfurt, Oder"]);
    }

    #[test]
    fn marks_of_a_list_are_no_part_of_a_name() {
        let stripped = [
            "- Gentofte",
            "• Hangö",
            "2. Stord",
            "10) Nikopol",
            "-Gentofte",
            "S:t Michel",
        ]
        .map(strip_bullet);
        assert_eq!(
            stripped,
            [
                "Gentofte",
                "Hangö",
                "Stord",
                "Nikopol",
                "-Gentofte",
                "S:t Michel"
            ]
        );
    }
}
