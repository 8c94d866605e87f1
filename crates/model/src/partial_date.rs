//! Dates that are known to the day, the month or the year.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use crate::error::ParseError;

/// A date as far as a source tells it: a year ("2021"), a month ("2021-01") or a day
/// ("2021-01-31"). How exactly it is known is told by its form, that of ISO 8601 with reduced
/// precision.
///
/// Dates are ordered by when they begin; of those that begin on one day the least exact is first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// A year from 1 to 9999; `None` for another.
    #[must_use]
    pub fn of_year(year: i32) -> Option<Self> {
        let year = u16::try_from(year).ok()?;
        (1..=9_999).contains(&year).then_some(Self {
            year,
            month: None,
            day: None,
        })
    }

    /// A month of such a year; `None` when there is none of that number.
    #[must_use]
    pub fn of_month(year: i32, month: u8) -> Option<Self> {
        let date = Self::of_year(year)?;
        (1..=12).contains(&month).then_some(Self {
            month: Some(month),
            ..date
        })
    }

    /// A day of such a month; `None` when the calendar does not have it.
    #[must_use]
    pub fn of_day(year: i32, month: u8, day: u8) -> Option<Self> {
        let date = Self::of_month(year, month)?;
        let month = Month::try_from(month).ok()?;
        let in_calendar = day >= 1 && day <= month.length(year);
        in_calendar.then_some(Self {
            day: Some(day),
            ..date
        })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year.into()
    }

    /// The first day that it may mean, as a whole number of eight digits: 20210101 for "2021".
    #[must_use]
    pub fn first_day(self) -> i64 {
        number(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that it may mean, as [`PartialDate::first_day`]: 20211231 for "2021".
    #[must_use]
    pub fn last_day(self) -> i64 {
        let month = self.month.unwrap_or(12);
        let length = Month::try_from(month).map_or(31, |month| month.length(self.year.into()));
        number(self.year, month, self.day.unwrap_or(length))
    }
}

fn number(year: u16, month: u8, day: u8) -> i64 {
    i64::from(year) * 10_000 + i64::from(month) * 100 + i64::from(day)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl From<Date> for PartialDate {
    /// A day; one before the year 1 or after 9999 is the nearest within.
    fn from(date: Date) -> Self {
        Self {
            year: u16::try_from(date.year().clamp(1, 9_999)).unwrap_or(1),
            month: Some(date.month().into()),
            day: Some(date.day()),
        }
    }
}

impl FromStr for PartialDate {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let expected =
            "a date: a year, a month or a day, such as \"2021\", \"2021-01\" or \"2021-01-31\"";
        parse(text.trim()).ok_or_else(|| ParseError::new(text, expected))
    }
}

fn parse(text: &str) -> Option<PartialDate> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?.into();
    let month = parts.next();
    let day = parts.next();
    if parts.next().is_some() {
        return None;
    }
    let two = |part: &str| digits(part, 2).and_then(|number| u8::try_from(number).ok());
    match (month, day) {
        (None, _) => PartialDate::of_year(year),
        (Some(month), None) => PartialDate::of_month(year, two(month)?),
        (Some(month), Some(day)) => PartialDate::of_day(year, two(month)?, two(day)?),
    }
}

fn digits(part: &str, length: usize) -> Option<u16> {
    let all = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| part.parse().ok()).flatten()
}

impl TryFrom<String> for PartialDate {
    type Error = ParseError;
    fn try_from(text: String) -> Result<Self, ParseError> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_form_tells_how_exactly_a_date_is_known() {
        for text in ["2021", "2021-01", "2021-01-31", "2024-02-29", "0987"] {
            assert_eq!(date(text).to_string(), text);
        }
        assert_eq!(date(" 2021 "), PartialDate::of_year(2021).unwrap());
        assert_eq!(
            serde_json::to_string(&date("2021-01")).unwrap(),
            "\"2021-01\""
        );
        for wrong in [
            "",
            "21",
            "2021-1",
            "2021-13",
            "2021-00",
            "2023-02-29",
            "2021-01-00",
            "2021-01-01-01",
            "2021-01-",
            "0000",
            "-2021",
            "2021-01-01T00:00",
            "２０２１",
            "+202",
        ] {
            assert!(wrong.parse::<PartialDate>().is_err(), "{wrong}");
        }
        assert_eq!(
            "2021-13".parse::<PartialDate>().unwrap_err().to_string(),
            "\"2021-13\" is not a date: a year, a month or a day, such as \"2021\", \"2021-01\" or \
             \"2021-01-31\""
        );
    }

    #[test]
    fn dates_are_ordered_by_when_they_begin() {
        let mut dates = [
            "2021-01-02",
            "2022",
            "2021-01-01",
            "2021",
            "2020-12-31",
            "2021-01",
        ];
        dates.sort_by_key(|text| date(text));
        assert_eq!(
            dates,
            [
                "2020-12-31",
                "2021",
                "2021-01",
                "2021-01-01",
                "2021-01-02",
                "2022"
            ]
        );
    }

    #[test]
    fn a_date_covers_the_days_that_it_may_mean() {
        let days = |text| (date(text).first_day(), date(text).last_day());
        assert_eq!(days("2021"), (20_210_101, 20_211_231));
        assert_eq!(days("2024-02"), (20_240_201, 20_240_229));
        assert_eq!(days("2021-06-15"), (20_210_615, 20_210_615));
        let day = Date::from_calendar_date(2026, Month::November, 7).unwrap();
        assert_eq!(PartialDate::from(day), date("2026-11-07"));
    }
}
