//! Moments, for people and for programs.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

/// A moment in UTC to the minute, for people.
pub(crate) fn minute(moment: OffsetDateTime) -> String {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]");
    // The format asks for nothing that a time lacks.
    moment.format(format).unwrap_or_default()
}

/// A moment as RFC 3339 writes it, for programs.
pub(crate) fn timestamp(moment: OffsetDateTime) -> String {
    // Every year that is stored has four digits.
    moment.format(&Rfc3339).unwrap_or_default()
}
