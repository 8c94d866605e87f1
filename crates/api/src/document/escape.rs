//! Unicode escapes in the strings of a document: `\\u{1F600}`, and `\\uD83D\\uDE00` for the same
//! character (GraphQL, September 2025, section 2.9.4), which the parser does not read.

use std::borrow::Cow;

use crate::document::refusal::Refusal;
use crate::document::text::{Tokens, position};

/// A document with these escapes written as the characters that they stand for. Spaces behind each
/// string make up for what has become shorter, so that all else keeps its place.
///
/// # Errors
/// The first escape that stands for no character, with its place.
pub(crate) fn read_escapes(document: &str) -> Result<Cow<'_, str>, Refusal> {
    // Most documents have none.
    if !document.contains("\\u") {
        return Ok(Cow::Borrowed(document));
    }
    let mut text = String::with_capacity(document.len());
    let mut written = 0;
    for token in Tokens::of(document) {
        if token.text.first() != Some(&b'"') || token.text.starts_with(b"\"\"\"") {
            continue;
        }
        let end = token.at + token.text.len();
        let parts = (document.get(written..token.at), document.get(token.at..end));
        let (Some(before), Some(string)) = parts else {
            continue;
        };
        let (read, shorter) = read_string(string).map_err(|wrong| {
            let at = position(document, token.at + wrong.at);
            let message = format!(
                "the query cannot be parsed: {} stands for no character; write the one that is \
                 meant, or its number as in \\u{{1F600}}",
                wrong.escape
            );
            Refusal::mistake(message, Some(at))
        })?;
        text.push_str(before);
        text.push_str(&read);
        text.extend(std::iter::repeat_n(' ', shorter));
        written = end;
    }
    text.push_str(document.get(written..).unwrap_or_default());
    Ok(Cow::Owned(text))
}

/// An escape that stands for no character.
struct WrongEscape {
    /// Where in its string it begins, in bytes.
    at: usize,
    escape: String,
}

/// A string with its Unicode escapes read, and by how many characters it has become shorter.
fn read_string(string: &str) -> Result<(String, usize), WrongEscape> {
    let mut read = String::with_capacity(string.len());
    let mut rest = string;
    while let Some(start) = rest.find('\\') {
        let (before, escape) = rest.split_at(start);
        read.push_str(before);
        if let Some((character, length)) = unicode_escape(escape) {
            let Some(character) = character else {
                let at = string.len() - escape.len();
                let escape = escape.get(..length).unwrap_or(escape);
                let escape = escape.chars().take(LONGEST_ESCAPE).collect();
                return Err(WrongEscape { at, escape });
            };
            match character {
                '"' | '\\' => read.extend(['\\', character]),
                '\n' => read.push_str("\\n"),
                '\r' => read.push_str("\\r"),
                character => read.push(character),
            }
            rest = escape.get(length..).unwrap_or_default();
        } else {
            // Another escape, or none that is whole: the parser's matter.
            let mut characters = escape.chars();
            read.extend(characters.by_ref().take(2));
            rest = characters.as_str();
        }
    }
    read.push_str(rest);
    let shorter = string.chars().count() - read.chars().count();
    Ok((read, shorter))
}

/// Characters of a wrong escape that a message repeats.
const LONGEST_ESCAPE: usize = 20;

/// The Unicode escape that a text begins with: its character, where there is one of its number, and
/// its length in bytes.
fn unicode_escape(text: &str) -> Option<(Option<char>, usize)> {
    let digits = text.strip_prefix("\\u")?;
    if let Some(braced) = digits.strip_prefix('{') {
        let (digits, _) = braced.split_once('}')?;
        let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_number);
        return Some((number.and_then(char::from_u32), digits.len() + 4));
    }
    let unit = |text: &str| {
        let digits = text.get(..4)?;
        let is_number = digits.bytes().all(|it| it.is_ascii_hexdigit());
        u16::from_str_radix(digits, 16).ok().filter(|_| is_number)
    };
    let first = unit(digits)?;
    let second = digits
        .get(4..)
        .and_then(|rest| unit(rest.strip_prefix("\\u")?));
    let units = std::iter::once(first).chain(second);
    let character = char::decode_utf16(units).next()?.ok();
    // A character beyond the first plane takes both.
    let length = character.map_or(1, char::len_utf16) * 6;
    Some((character, length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;

    #[test]
    fn escapes_are_read_and_the_rest_keeps_its_place() {
        for (document, read) in [
            (r#"{ a(b: "\u{1F600}") c }"#, r#"{ a(b: "😀"        ) c }"#),
            (
                r#"{ a(b: "\uD83D\uDE00x") }"#,
                r#"{ a(b: "😀x"           ) }"#,
            ),
            (r#"{ a(b: "\u00e5\n") }"#, r#"{ a(b: "å\n"     ) }"#),
            (
                r#"{ a(b: "\u{22}\u{5c}\u{0a}\u000D") }"#,
                r#"{ a(b: "\"\\\n\r"                ) }"#,
            ),
            // No escapes: in a block string, behind a backslash, in a comment.
            (r#"{ a(b: """\u{41}""") }"#, r#"{ a(b: """\u{41}""") }"#),
            (r#"{ a(b: "\\u{41}") }"#, r#"{ a(b: "\\u{41}") }"#),
            ("{ a } # \"\\u{41}\"", "{ a } # \"\\u{41}\""),
            // What is no whole escape is left to the parser.
            (r#"{ a(b: "\u{41") }"#, r#"{ a(b: "\u{41") }"#),
            (r#"{ a(b: "\u00") }"#, r#"{ a(b: "\u00") }"#),
            ("{ a(b: \"\\", "{ a(b: \"\\"),
        ] {
            let found = read_escapes(document).unwrap_or_else(|_| panic!("{document}"));
            assert_eq!(found, read);
            assert_eq!(
                found.chars().count(),
                document.chars().count(),
                "{document}"
            );
        }
    }

    #[test]
    fn what_follows_a_string_with_escapes_has_its_own_place() {
        let document = "{ a(b: \"\\u{1F600} \\u{41}\") c\n d }";
        let read = parse_query(read_escapes(document).unwrap()).unwrap();
        let (_, operation) = read.operations.iter().next().unwrap();
        let places: Vec<(usize, usize)> = (operation.node.selection_set.node.items.iter())
            .map(|item| (item.pos.line, item.pos.column))
            .collect();
        let column = document.find(" c\n").unwrap() + 2;
        assert_eq!(places, [(1, 3), (1, column), (2, 2)]);
    }

    #[test]
    fn an_escape_that_stands_for_no_character_is_refused_with_its_place() {
        for escape in [
            "\\u{}",
            "\\u{110000}",
            "\\u{D800}",
            "\\u{1F60G}",
            "\\u{+41}",
            "\\u{fffffffff}",
            "\\uD83D",
            "\\uDE00",
        ] {
            for after in ["", "x", "\\n", "\\u0041"] {
                let document = format!("{{ a\n(b: \"å{escape}{after}\") }}");
                let refusal = read_escapes(&document).unwrap_err();
                let error = &refusal.errors[0];
                let start = format!("the query cannot be parsed: {escape} stands for no character");
                assert!(error.message.starts_with(&start), "{}", error.message);
                assert_eq!((error.locations[0].line, error.locations[0].column), (2, 7));
            }
        }
    }
}
