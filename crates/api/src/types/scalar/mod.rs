//! The scalars of the schema: a malformed value is refused before anything is looked up.

mod base64;
mod code;
mod date;
mod json;

pub(crate) use base64::Base64;
pub(crate) use code::{CountryCode, CountyCode, LanguageCode, MunicipalityCode, PartialDate};
pub(crate) use date::Date;
pub(crate) use json::Json;

use crate::document::quoted;

/// What is wrong with a text where a scalar is expected; `None` when nothing is, or when only its
/// own field can tell.
pub(crate) fn scalar_mistake(scalar: &str, text: &str) -> Option<String> {
    match scalar {
        "MunicipalityCode" => mistake(vanort_model::MunicipalityCode::parse(text)),
        "CountyCode" => mistake(vanort_model::CountyCode::parse(text)),
        "CountryCode" => mistake(vanort_model::CountryCode::parse(text)),
        "LanguageCode" => mistake(vanort_model::LanguageCode::parse(text)),
        "PartialDate" => mistake(text.parse::<vanort_model::PartialDate>()),
        "Date" => Date::read(text).err(),
        _ => None,
    }
}

fn mistake<T>(parsed: Result<T, vanort_model::ParseError>) -> Option<String> {
    let error = parsed.err()?;
    Some(format!("{} is not {}", quoted(&error.text), error.expected))
}
