//! A document's text before it is parsed.

/// How large a text is: a parser goes down with every bracket and keeps every token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TextSize {
    /// How deep brackets stand within each other.
    pub(crate) brackets: usize,
    /// Names, values and marks, each counted once.
    pub(crate) tokens: usize,
}

impl TextSize {
    /// Goes through a text once; what stands in strings and comments does not count.
    pub(crate) fn of(document: &str) -> Self {
        let (mut size, mut depth) = (Self::default(), 0usize);
        let mut rest = document.as_bytes();
        while let Some((byte, after)) = rest.split_first() {
            let length = match byte {
                b' ' | b'\t' | b'\n' | b'\r' | b',' => {
                    rest = after;
                    continue;
                }
                b'#' => {
                    let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                    rest = rest.get(end.unwrap_or(rest.len())..).unwrap_or_default();
                    continue;
                }
                b'"' => string_length(rest),
                b'{' | b'[' | b'(' => {
                    depth += 1;
                    size.brackets = size.brackets.max(depth);
                    1
                }
                b'}' | b']' | b')' => {
                    depth = depth.saturating_sub(1);
                    1
                }
                byte if is_word(*byte) => rest.iter().take_while(|byte| is_word(**byte)).count(),
                _ => 1,
            };
            size.tokens += 1;
            rest = rest.get(length..).unwrap_or_default();
        }
        size
    }
}

/// Whether a byte belongs to a name, a number, or a letter that no token begins with.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+') || !byte.is_ascii()
}

/// The length in bytes of the string that a text begins with, its quotes included.
fn string_length(text: &[u8]) -> usize {
    let (quote, escape): (&[u8], &[u8]) = if text.starts_with(b"\"\"\"") {
        (b"\"\"\"", b"\\\"\"\"")
    } else {
        (b"\"", b"\\")
    };
    let mut at = quote.len();
    while let Some(rest) = text.get(at..) {
        if rest.is_empty() || (quote.len() == 1 && rest.starts_with(b"\n")) {
            break;
        }
        if rest.starts_with(quote) {
            return at + quote.len();
        }
        // A backslash escapes what follows it; in a block string, only three quotes.
        at += match (rest.starts_with(escape), quote.len()) {
            (false, _) => 1,
            (true, 1) => 2,
            (true, _) => escape.len(),
        };
    }
    at.min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        for (document, depth) in [
            ("{ a(b: [[1]]) { c } }", 4),
            ("{ a(b: \"[[[\\\"[[[\") }", 2),
            ("{ a(b: \"\"\" [ \" [ \\\"\"\" [ \"\"\") } # [[[[[\n{[[", 3),
            ("{ a(b: \"å\\\\\") { b { c } } }", 3),
            ("\"", 0),
            ("\"\\", 0),
            ("\"\"\"[[[", 0),
            ("]]]{{", 2),
            ("\"x\n[[[[", 4),
        ] {
            assert_eq!(TextSize::of(document).brackets, depth, "{document}");
        }
    }

    #[test]
    fn names_values_and_marks_are_tokens() {
        for (document, tokens) in [
            ("", 0),
            (" ,\n# nothing", 0),
            ("{ first: name }", 5),
            ("{a(b:-15e+3 c:\"d e\")@f}", 13),
            ("\"\"\" one \"\"\"", 1),
        ] {
            assert_eq!(TextSize::of(document).tokens, tokens, "{document}");
        }
    }
}
