//! Codes and dates as scalars: a malformed one is refused before anything is looked up.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use time::format_description::StaticFormatDescription;
use time::macros::format_description;

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

#[derive(Clone, Copy)]
pub(crate) struct Date(pub(crate) time::Date);

const DATE: StaticFormatDescription = format_description!("[year]-[month]-[day]");

impl Date {
    fn read(text: &str) -> Result<Self, String> {
        time::Date::parse(text, DATE).map(Self).map_err(|_| {
            format!(
                "{} is not a date: year, month and day, such as \"2027-05-31\"",
                quoted(text)
            )
        })
    }
}

/// A day: year, month and day, as RFC 3339 writes a full date. Example: `"2027-05-31"`.
#[Scalar(specified_by_url = "https://datatracker.ietf.org/doc/html/rfc3339#section-5.6")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => Ok(Self::read(text)?),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        // The format asks for nothing that a date lacks.
        Value::String(self.0.format(DATE).unwrap_or_default())
    }
}

/// What is wrong with a text where a scalar is expected; `None` when nothing is, or when only its
/// own field can tell.
pub(crate) fn scalar_mistake(scalar: &str, text: &str) -> Option<String> {
    match scalar {
        "MunicipalityCode" => mistake(vanort_model::MunicipalityCode::parse(text)),
        "CountyCode" => mistake(vanort_model::CountyCode::parse(text)),
        "CountryCode" => mistake(vanort_model::CountryCode::parse(text)),
        "Date" => Date::read(text).err(),
        _ => None,
    }
}

fn mistake<T>(parsed: Result<T, vanort_model::ParseError>) -> Option<String> {
    let error = parsed.err()?;
    Some(format!("{} is not {}", quoted(&error.text), error.expected))
}
