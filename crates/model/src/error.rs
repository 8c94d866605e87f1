//! What is wrong with a text that should have been a code, a key or a word of the register.

/// A text that does not have the form of the value it should become.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is not {expected}")]
pub struct ParseError {
    /// The text as it was given.
    pub text: String,
    /// The form that was expected, with an example, to stand after "is not".
    pub expected: &'static str,
}

impl ParseError {
    pub(crate) fn new(text: &str, expected: &'static str) -> Self {
        Self {
            text: text.to_owned(),
            expected,
        }
    }
}
