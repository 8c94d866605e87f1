//! Codes as scalars: a malformed one is refused before anything is looked up.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use base64::engine::general_purpose::STANDARD;
use base64::{DecodeError, Engine as _};

use crate::document::quoted;

/// Defines a scalar over a code of the register.
macro_rules! code_scalar {
    ($(#[$doc:meta])* $scalar:ident, $url:literal) => {
        #[derive(Clone)]
        pub(crate) struct $scalar(pub(crate) vanort_model::$scalar);

        impl From<$scalar> for vanort_model::$scalar {
            fn from(code: $scalar) -> Self {
                code.0
            }
        }

        $(#[$doc])*
        #[Scalar(specified_by_url = $url)]
        impl ScalarType for $scalar {
            fn parse(value: Value) -> InputValueResult<Self> {
                match &value {
                    Value::String(text) => Ok(Self(text.parse().map_err(InputValueError::custom)?)),
                    _ => Err(InputValueError::expected_type(value)),
                }
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.to_string())
            }
        }
    };
}

code_scalar!(
    /// A Swedish municipality's official code: a string of four digits, leading zero kept, the
    /// county's code first. Example: `"0114"`.
    MunicipalityCode,
    "https://www.scb.se/hitta-statistik/regional-statistik-och-kartor/regionala-indelningar/lan-och-kommuner/"
);
code_scalar!(
    /// A Swedish county's official code: a string of two digits, leading zero kept. A region
    /// carries its county's code. Example: `"13"`.
    CountyCode,
    "https://www.scb.se/hitta-statistik/regional-statistik-och-kartor/regionala-indelningar/lan-och-kommuner/"
);
code_scalar!(
    /// A country's ISO 3166-1 alpha-2 code in capitals, or `XK` for Kosovo. Example: `"FI"`.
    CountryCode,
    "https://www.iso.org/iso-3166-country-codes.html"
);

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

/// A value of any form.
#[derive(Clone)]
pub(crate) struct Json(pub(crate) serde_json::Value);

/// Any JSON value: a text, a number, a truth value, a list or an object. Example: `1951`.
#[Scalar(
    name = "JSON",
    specified_by_url = "https://www.rfc-editor.org/rfc/rfc8259"
)]
impl ScalarType for Json {
    fn parse(value: Value) -> InputValueResult<Self> {
        Ok(Self(value.into_json()?))
    }

    fn to_value(&self) -> Value {
        // What is data through and through always has a form as a value.
        Value::from_json(self.0.clone()).unwrap_or_default()
    }
}

/// What is wrong with a text where a scalar is expected; `None` when nothing is, or when only its
/// own field can tell.
pub(crate) fn scalar_mistake(scalar: &str, text: &str) -> Option<String> {
    match scalar {
        "MunicipalityCode" => mistake(vanort_model::MunicipalityCode::parse(text)),
        "CountyCode" => mistake(vanort_model::CountyCode::parse(text)),
        "CountryCode" => mistake(vanort_model::CountryCode::parse(text)),
        _ => None,
    }
}

fn mistake<T>(parsed: Result<T, vanort_model::ParseError>) -> Option<String> {
    let error = parsed.err()?;
    Some(format!("{} is not {}", quoted(&error.text), error.expected))
}
