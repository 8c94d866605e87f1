//! Texts that a spreadsheet program would take for formulas.

/// What a formula begins with, in one spreadsheet program or another.
const BEGINNINGS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The text as it is safe in CSV: with an apostrophe before it where a spreadsheet program would
/// take it for a formula, or where an apostrophe of its own would be taken for that.
pub(crate) fn escape_formula(text: &str) -> String {
    let body = text.trim_start_matches('\'');
    if body.starts_with(BEGINNINGS) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The text without the apostrophe that [`escape_formula`] put before it.
pub(crate) fn unescape_formula(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(BEGINNINGS) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_looks_like_a_formula_gets_an_apostrophe() {
        assert_eq!(escape_formula("=1+1"), "'=1+1");
        assert_eq!(escape_formula("'s-Hertogenbosch"), "'s-Hertogenbosch");
        assert_eq!(unescape_formula("'s-Hertogenbosch"), "'s-Hertogenbosch");
        assert_eq!(unescape_formula("'-5"), "-5");
    }

    proptest! {
        #[test]
        fn escaping_loses_nothing_and_leaves_no_formula(text in "[-=+@'a\\t]{0,6}") {
            let escaped = escape_formula(&text);
            prop_assert!(!escaped.starts_with(BEGINNINGS));
            prop_assert_eq!(unescape_formula(&escaped), text);
        }
    }
}
