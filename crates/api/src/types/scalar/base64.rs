//! Bytes of files as a scalar.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use base64::engine::general_purpose::STANDARD;
use base64::{DecodeError, Engine as _};

/// A file's bytes as text, as they were sent: decoded only where they are read, apart from the
/// work on other requests.
#[derive(Clone)]
pub(crate) struct Base64(pub(crate) String);

/// The bytes of a file in base64 with padding. What a browser's `readAsDataURL` gives is taken too,
/// with its beginning up to the comma. Example: `"S29tbXVuO1bDpG5vcnQ="`.
#[Scalar(specified_by_url = "https://www.rfc-editor.org/rfc/rfc4648#section-4")]
impl ScalarType for Base64 {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => Ok(Self(text)),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

impl Base64 {
    /// The text of some bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(STANDARD.encode(bytes))
    }

    /// The bytes.
    ///
    /// # Errors
    /// When the text is not base64: what is wrong with it.
    pub(crate) fn decode(&self) -> Result<Vec<u8>, DecodeError> {
        let text = match self.0.split_once(";base64,") {
            Some((head, text)) if head.starts_with("data:") => text,
            _ => &self.0,
        };
        STANDARD.decode(text.trim_ascii())
    }
}
