//! A document's text before it is parsed.

use std::collections::HashSet;

use async_graphql::{Pos, ServerError};

use crate::limits::MAX_ERRORS;

/// How large a text is: a parser goes down with every bracket and keeps every token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TextSize {
    /// How deep brackets stand within each other.
    pub(crate) brackets: usize,
    /// Names, values and marks, each counted once.
    pub(crate) tokens: usize,
    /// The bytes of the longest name or number: names that are like an unknown one are looked for,
    /// which takes as long as it is.
    pub(crate) word: usize,
}

impl TextSize {
    /// Goes through a text once; what stands in strings and comments does not count.
    pub(crate) fn of(document: &str) -> Self {
        let (mut size, mut depth) = (Self::default(), 0usize);
        for token in Tokens::of(document) {
            size.tokens += 1;
            match token.text.first() {
                Some(b'{' | b'[' | b'(') => {
                    depth += 1;
                    size.brackets = size.brackets.max(depth);
                }
                Some(b'}' | b']' | b')') => depth = depth.saturating_sub(1),
                Some(byte) if is_word(*byte) => size.word = size.word.max(token.text.len()),
                _ => {}
            }
        }
        size
    }
}

/// The first fields that an object among a document's values has twice (GraphQL, October 2021,
/// section 5.6.3), which a parser does not tell: it keeps the last.
pub(crate) fn repeated_fields(document: &str) -> Vec<ServerError> {
    // Brackets that are open; those of objects with the names of their fields. Braces within
    // parentheses are objects, others are selections.
    let mut open: Vec<Option<HashSet<&[u8]>>> = Vec::new();
    let mut parentheses = 0usize;
    let mut mistakes = Vec::new();
    let mut tokens = Tokens::of(document).peekable();
    while let Some(token) = tokens.next() {
        match token.text.first() {
            Some(b'(') => {
                parentheses += 1;
                open.push(None);
            }
            Some(b'{') => open.push((parentheses > 0).then(HashSet::new)),
            Some(b'[') => open.push(None),
            Some(b')') => {
                parentheses = parentheses.saturating_sub(1);
                open.pop();
            }
            Some(b'}' | b']') => drop(open.pop()),
            _ => {
                let is_named = tokens.peek().is_some_and(|next| next.text == b":");
                if let Some(Some(names)) = open.last_mut()
                    && is_named
                    && !names.insert(token.text)
                {
                    if mistakes.len() == MAX_ERRORS {
                        break;
                    }
                    let message = format!(
                        "an object has the field \"{}\" twice; give it once",
                        String::from_utf8_lossy(token.text)
                    );
                    mistakes.push(ServerError::new(
                        message,
                        Some(position(document, token.at)),
                    ));
                }
            }
        }
    }
    mistakes
}

/// The line and column of a byte of a text, both from 1.
pub(crate) fn position(document: &str, at: usize) -> Pos {
    let before = document.get(..at).unwrap_or(document);
    let line = before.rsplit('\n').next().unwrap_or_default();
    Pos {
        line: before.matches('\n').count() + 1,
        column: line.chars().count() + 1,
    }
}

/// A name, a value or a mark.
pub(crate) struct Token<'d> {
    pub(crate) text: &'d [u8],
    /// Where in the document it begins, in bytes.
    pub(crate) at: usize,
}

/// The tokens of a document; comments and what stands between tokens are left out.
pub(crate) struct Tokens<'d> {
    rest: &'d [u8],
    at: usize,
}

impl<'d> Tokens<'d> {
    pub(crate) fn of(document: &'d str) -> Self {
        Self {
            rest: document.as_bytes(),
            at: 0,
        }
    }

    fn advance(&mut self, length: usize) -> &'d [u8] {
        let (passed, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        self.at += passed.len();
        passed
    }
}

impl<'d> Iterator for Tokens<'d> {
    type Item = Token<'d>;

    fn next(&mut self) -> Option<Token<'d>> {
        loop {
            let length = match self.rest.first()? {
                b' ' | b'\t' | b'\n' | b'\r' | b',' => {
                    self.advance(1);
                    continue;
                }
                _ if self.rest.starts_with(BYTE_ORDER_MARK) => {
                    self.advance(BYTE_ORDER_MARK.len());
                    continue;
                }
                b'#' => {
                    let end = self.rest.iter().position(|it| matches!(it, b'\n' | b'\r'));
                    self.advance(end.unwrap_or(self.rest.len()));
                    continue;
                }
                b'"' => string_length(self.rest),
                byte if is_word(*byte) => word_length(self.rest),
                _ => 1,
            };
            let at = self.at;
            let text = self.advance(length);
            return Some(Token { text, at });
        }
    }
}

/// What may stand between any tokens (GraphQL, October 2021, section 2.1.1).
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The length in bytes of the name or number that a text begins with.
fn word_length(text: &[u8]) -> usize {
    let end = (0..text.len()).find(|at| {
        let rest = text.get(*at..).unwrap_or_default();
        let belongs = rest.first().is_some_and(|byte| is_word(*byte));
        !belongs || rest.starts_with(BYTE_ORDER_MARK)
    });
    end.unwrap_or(text.len())
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
    fn a_field_that_an_object_has_twice_is_told_with_its_place() {
        for (document, told) in [
            ("{ a(b: { c: 1, c: 2 }) }", vec![("c", 1, 16)]),
            ("{ a(b: { \u{feff}c: 1, c: 2 }) }", vec![("c", 1, 17)]),
            (
                "{ a(å: [{ c: \"c:\", d: {c: c} } { c: 1 }]) { c: x c: x } }",
                vec![],
            ),
            (
                "query($v: V = { c: {\n  d: 1 #\n  d: $v } }) { a @e(f: {g: 1 g: 2 g: 3}) }",
                vec![("d", 3, 3), ("g", 3, 30), ("g", 3, 35)],
            ),
            ("{ a(b: 1, b: 2) }", vec![]),
            (")}]{(}:", vec![]),
        ] {
            let found = repeated_fields(document);
            let found: Vec<(String, usize, usize)> = (found.iter())
                .map(|it| {
                    (
                        it.message.clone(),
                        it.locations[0].line,
                        it.locations[0].column,
                    )
                })
                .collect();
            let told: Vec<(String, usize, usize)> = (told.iter())
                .map(|(name, line, column)| {
                    (
                        format!("an object has the field \"{name}\" twice; give it once"),
                        *line,
                        *column,
                    )
                })
                .collect();
            assert_eq!(found, told, "{document}");
        }
    }

    #[test]
    fn no_more_places_are_looked_for_than_are_told() {
        // Each place is counted from the document's begin.
        let many = format!("{{ a(b: {{ {} }}) }}", "c: 1 ".repeat(3_000));
        assert_eq!(repeated_fields(&many).len(), MAX_ERRORS);
    }

    #[test]
    fn names_values_and_marks_are_tokens() {
        for (document, tokens) in [
            ("", 0),
            (" ,\n# nothing", 0),
            ("\u{feff}", 0),
            ("\u{feff}{\u{feff}a\u{feff}b}", 4),
            ("{ first: name }", 5),
            ("{a(b:-15e+3 c:\"d e\")@f}", 13),
            ("\"\"\" one \"\"\"", 1),
        ] {
            assert_eq!(TextSize::of(document).tokens, tokens, "{document}");
        }
    }

    #[test]
    fn the_longest_name_or_number_is_known() {
        for (document, word) in [
            ("{ a(b: \"long texts do not count\") }", 1),
            ("{ abc(b: -1.5) { d } } # comments neither", 3),
            ("", 0),
        ] {
            assert_eq!(TextSize::of(document).word, word, "{document}");
        }
    }
}
