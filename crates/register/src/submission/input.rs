//! Texts as they were sent in, held to their form. All that is wrong is gathered and told at once.

use super::address::{after_scheme, is_email, is_web_address};
use super::error::{InputMistake, SubmissionError};
use crate::limits::{MAX_ADDRESS, MAX_EMAIL};

/// How a text may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// On one line.
    One,
    /// On several.
    Many,
}

/// Gathers what is wrong with what was sent in.
#[derive(Debug, Default)]
pub struct InputReader {
    mistakes: Vec<InputMistake>,
}

impl InputReader {
    /// Notes a mistake.
    pub fn tell(&mut self, field: &'static str, problem: impl Into<String>) {
        let problem = problem.into();
        self.mistakes.push(InputMistake { field, problem });
    }

    /// A text that must be there, with a letter or digit in it; empty where it is wrong.
    pub fn text(&mut self, field: &'static str, text: &str, most: usize, lines: Lines) -> String {
        let read = self
            .optional(field, Some(text), most, lines)
            .unwrap_or_default();
        if text.trim().is_empty() {
            self.tell(field, "is empty; it must be there");
        } else if !read.is_empty() && !read.contains(char::is_alphanumeric) {
            self.tell(field, "has no letter or digit; write it in words");
        }
        read
    }

    /// A text that may be missing, without white space around it; `None` where it is empty or wrong.
    pub fn optional(
        &mut self,
        field: &'static str,
        text: Option<&str>,
        most: usize,
        lines: Lines,
    ) -> Option<String> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        let text = match lines {
            Lines::One => text.to_owned(),
            Lines::Many => text.replace("\r\n", "\n").replace('\r', "\n"),
        };
        let length = text.chars().count();
        if length > most {
            self.tell(
                field,
                format!("has {length} characters; at most {most} are allowed"),
            );
            return None;
        }
        let is_allowed = |letter: char| lines == Lines::Many && matches!(letter, '\n' | '\t');
        if let Some(letter) = text.chars().find(|it| is_control(*it) && !is_allowed(*it)) {
            let problem = format!(
                "has the control character U+{:04X}, which no text needs; leave it out",
                u32::from(letter)
            );
            self.tell(field, problem);
            return None;
        }
        Some(text)
    }

    /// An e-mail address.
    pub(super) fn email(&mut self, field: &'static str, text: &str) -> String {
        let read = self.text(field, text, MAX_EMAIL, Lines::One);
        if !read.is_empty() && !is_email(&read) {
            self.tell(
                field,
                "is no e-mail address; write one, such as anna@example.org",
            );
        }
        read
    }

    /// An address on the web that may be missing.
    pub(super) fn website(&mut self, field: &'static str, text: Option<&str>) -> Option<String> {
        let read = self.optional(field, text, MAX_ADDRESS, Lines::One)?;
        if !is_web_address(&read) {
            self.tell(
                field,
                "is no address on the web; write it in full, such as https://example.org/",
            );
        }
        Some(read)
    }

    /// What something is about, which may be missing: a page's address, or an id.
    pub(super) fn page(&mut self, field: &'static str, text: Option<&str>) -> Option<String> {
        let read = self.optional(field, text, MAX_ADDRESS, Lines::One)?;
        let is_of_id = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        let is_address =
            read.starts_with('/') || after_scheme(&read).is_some_and(|it| !it.is_empty());
        let is_page = is_address && !read.contains(char::is_whitespace);
        if !is_page && !read.chars().all(is_of_id) {
            self.tell(
                field,
                "is neither a page's address, such as https://example.org/halmstad, nor an id as it was returned",
            );
        }
        Some(read)
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// When anything is wrong: all that is.
    pub fn end(self) -> Result<(), SubmissionError> {
        if self.mistakes.is_empty() {
            return Ok(());
        }
        Err(SubmissionError::Mistakes(self.mistakes))
    }
}

/// Characters that show nothing and change how others are shown: controls, and those that turn the
/// direction of writing.
fn is_control(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, lines: Lines) -> (Option<String>, Vec<String>) {
        let mut reader = InputReader::default();
        let read = reader.optional("text", Some(text), 5, lines);
        let told = reader.mistakes.iter().map(|it| it.problem.clone());
        (read, told.collect())
    }

    #[test]
    fn a_text_is_trimmed_and_bounded_in_characters() {
        assert_eq!(read(" åäö ", Lines::One), (Some("åäö".to_owned()), vec![]));
        assert_eq!(read(" \n ", Lines::One), (None, vec![]));
        assert_eq!(read("ååååå", Lines::One).1, Vec::<String>::new());
        let (none, told) = read("åååååå", Lines::One);
        assert_eq!((none, told.len()), (None, 1));
        assert!(told[0].contains("6 characters; at most 5"), "{told:?}");
    }

    #[test]
    fn control_characters_are_refused_but_for_the_ends_of_lines_where_there_are_several() {
        assert_eq!(
            read("a\r\nb", Lines::Many),
            (Some("a\nb".to_owned()), vec![])
        );
        for (text, lines) in [
            ("a\nb", Lines::One),
            ("a\0b", Lines::Many),
            ("a\u{202e}b", Lines::Many),
            ("a\u{1b}b", Lines::One),
        ] {
            let (none, told) = read(text, lines);
            assert_eq!((none, told.len()), (None, 1), "{text:?}");
            assert!(told[0].contains("U+"), "{told:?}");
        }
    }

    #[test]
    fn a_needed_text_is_told_once() {
        for (text, told) in [
            ("", "is empty"),
            ("  ", "is empty"),
            ("--", "no letter"),
            ("123456", "at most 5"),
        ] {
            let mut reader = InputReader::default();
            reader.text("name", text, 5, Lines::One);
            let Err(SubmissionError::Mistakes(mistakes)) = reader.end() else {
                panic!("{text} is wrong");
            };
            assert_eq!(mistakes.len(), 1, "{text}: {mistakes:?}");
            assert!(mistakes[0].problem.contains(told), "{mistakes:?}");
        }
    }

    #[test]
    fn what_feedback_is_about_is_a_page_or_an_id() {
        for (text, is_right) in [
            ("https://example.org/a?b=c", true),
            ("http://localhost:3000/halmstad", true),
            ("/kommun/1380", true),
            ("QXV0aG9yaXR5OjEzODA", true),
            ("https://", false),
            ("two words", false),
            ("javascript:alert(1)", false),
            ("/a b", false),
        ] {
            let mut reader = InputReader::default();
            reader.page("about", Some(text));
            assert_eq!(reader.end().is_ok(), is_right, "{text}");
        }
    }
}
