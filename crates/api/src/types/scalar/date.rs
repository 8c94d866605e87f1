//! Days as a scalar.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use time::format_description::StaticFormatDescription;
use time::macros::format_description;

use crate::document::quoted;

#[derive(Clone, Copy)]
pub(crate) struct Date(pub(crate) time::Date);

const DATE: StaticFormatDescription = format_description!("[year]-[month]-[day]");

impl Date {
    pub(super) fn read(text: &str) -> Result<Self, String> {
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
