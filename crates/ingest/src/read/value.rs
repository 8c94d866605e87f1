//! The values of cells: calamine's, and what is kept of them.

use calamine::{Data, DataRef, ExcelDateTime};

use crate::read::raw_row::RawCell;

/// The cell as it is kept; `None` when it holds nothing. A text longer than `max_chars` is kept as
/// it is, for the limits to refuse.
pub(super) fn raw_cell(value: &Data, max_chars: usize) -> Option<RawCell> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "Excel's own numbers have no more digits than a float"
    )]
    match value {
        Data::Empty => None,
        Data::Int(number) => Some(RawCell::Number(*number as f64)),
        Data::Float(number) => Some(RawCell::Number(*number)),
        Data::String(text) => text_cell(text, max_chars),
        Data::DateTimeIso(text) => date_of_iso(text).or_else(|| text_cell(text, max_chars)),
        Data::DurationIso(text) => time_of_iso(text)
            .map(time_cell)
            .or_else(|| text_cell(text, max_chars)),
        Data::Bool(value) => Some(RawCell::Bool(*value)),
        Data::DateTime(moment) => Some(moment_cell(moment)),
        Data::Error(error) => Some(RawCell::Failed(error.to_string())),
    }
}

/// The same, of a value that is borrowed from its workbook.
pub(super) fn raw_cell_of(value: &DataRef<'_>, max_chars: usize) -> Option<RawCell> {
    match value {
        DataRef::SharedString(text) => text_cell(text, max_chars),
        other => raw_cell(&Data::from(other.clone()), max_chars),
    }
}

/// The cell of a text; `None` when nothing of it is left.
pub(super) fn text_cell(text: &str, max_chars: usize) -> Option<RawCell> {
    // However much of it is spaces: tidying would take several times its memory.
    if text.len() > max_chars.saturating_mul(16) {
        return Some(RawCell::Text(text.to_owned()));
    }
    RawCell::of_text(text)
}

/// A date, or the time of day where there is no date: day 0 of Excel's calendar is none.
fn moment_cell(moment: &ExcelDateTime) -> RawCell {
    let days = moment.as_f64();
    if !days.is_finite() || days < 0.0 {
        return RawCell::Number(days);
    }
    if moment.is_duration() || days < 1.0 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative, and a number too large for it becomes the largest"
        )]
        return time_cell((days * 86_400.0).round() as u64);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    RawCell::Date {
        year: i32::from(year),
        month,
        day,
    }
}

/// A time as it is read: hours and minutes, and seconds where there are any.
fn time_cell(seconds: u64) -> RawCell {
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    RawCell::Text(if rest == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{rest:02}")
    })
}

/// The day of a date in ISO 8601 ("2011-05-01", or with a time after it).
fn date_of_iso(text: &str) -> Option<RawCell> {
    let date = text.trim().split(['T', ' ']).next()?;
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = year.len() == 4 && digits(year) && parts.next().is_none();
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    (whole && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some(RawCell::Date {
        year: year.parse().ok()?,
        month,
        day,
    })
}

/// The whole seconds of a duration in ISO 8601 as it stands in a cell ("PT12H30M00S").
fn time_of_iso(text: &str) -> Option<u64> {
    let mut rest = text.trim().strip_prefix("PT")?;
    let mut seconds: u64 = 0;
    for (unit, length) in [('H', 3_600), ('M', 60), ('S', 1)] {
        let Some((number, after)) = rest.split_once(unit) else {
            continue;
        };
        let whole = number.split(['.', ',']).next()?;
        seconds = whole
            .parse::<u64>()
            .ok()?
            .checked_mul(length)?
            .checked_add(seconds)?;
        rest = after;
    }
    rest.is_empty().then_some(seconds)
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    fn date(year: i32, month: u8, day: u8) -> RawCell {
        RawCell::Date { year, month, day }
    }

    fn text(text: &str) -> RawCell {
        RawCell::Text(text.to_owned())
    }

    #[test]
    fn a_day_is_the_same_in_all_calendars() {
        let iso = |text: &str| raw_cell(&Data::DateTimeIso(text.to_owned()), 100).unwrap();
        assert_eq!(iso("2011-05-01"), date(2011, 5, 1));
        assert_eq!(iso("2011-05-01T12:30:00"), date(2011, 5, 1));
        assert_eq!(iso("2011-13-01"), text("2011-13-01"));
        assert_eq!(iso("våren 2011"), text("våren 2011"));
        let excel = |days| {
            let moment = ExcelDateTime::new(days, ExcelDateTimeType::DateTime, false);
            raw_cell(&Data::DateTime(moment), 100).unwrap()
        };
        assert_eq!(excel(40_664.0), date(2011, 5, 1));
        assert_eq!(excel(-1.0), RawCell::Number(-1.0));
    }

    #[test]
    fn a_time_of_day_is_no_day() {
        let iso = |text: &str| raw_cell(&Data::DurationIso(text.to_owned()), 100).unwrap();
        assert_eq!(iso("PT12H30M00S"), text("12:30"));
        assert_eq!(iso("PT45S"), text("00:00:45"));
        assert_eq!(iso("P1D"), text("P1D"));
        let moment = ExcelDateTime::new(0.520_833_333_333, ExcelDateTimeType::DateTime, false);
        assert_eq!(raw_cell(&Data::DateTime(moment), 100), Some(text("12:30")));
    }
}
