//! Dates as people write them: days, months or years.

use vanort_model::{FindingCode, PartialDate};

use crate::check::row::Cell;
use crate::check::row_reader::RowReader;
use crate::check::year::{BELIEVED, YearRead, read_year};
use crate::read::RawCell;

/// What a cell says of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateRead {
    /// A date, in a form that the column has.
    Plain(PartialDate),
    /// A date that was understood from something else: "2021/1/5", "sedan 2021".
    Understood(PartialDate),
    /// That there is none: "tills vidare".
    Ongoing,
    /// That nobody knows, or not exactly: "okänt", "1990-talet".
    Vague,
    /// No date at all.
    Wrong,
}

fn read_date(cell: &RawCell) -> DateRead {
    match cell {
        RawCell::Date { year, month, day } => {
            believed(PartialDate::of_day(*year, *month, *day), DateRead::Plain)
        }
        RawCell::Text(_) => {
            let text = cell.written();
            match text.parse() {
                Ok(date) => believed(Some(date), DateRead::Plain),
                Err(_) if is_numeric(&text) => believed(respelled(&text), DateRead::Understood),
                Err(_) => of_year(cell),
            }
        }
        RawCell::Number(_) | RawCell::Bool(_) | RawCell::Failed(_) => of_year(cell),
    }
}

/// The year of a cell that tells no more.
fn of_year(cell: &RawCell) -> DateRead {
    match read_year(cell) {
        YearRead::Plain(year) => believed(PartialDate::of_year(year), DateRead::Plain),
        YearRead::Understood(year) => believed(PartialDate::of_year(year), DateRead::Understood),
        YearRead::Ongoing => DateRead::Ongoing,
        YearRead::Vague => DateRead::Vague,
        YearRead::Range(..) | YearRead::TwoDigits | YearRead::Wrong => DateRead::Wrong,
    }
}

fn believed(date: Option<PartialDate>, read: fn(PartialDate) -> DateRead) -> DateRead {
    let date = date.filter(|date| BELIEVED.contains(&date.year()));
    date.map_or(DateRead::Wrong, read)
}

/// Whether a text is of numbers alone, and long enough to be more than a mark for nothing.
fn is_numeric(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && !text.contains(|letter: char| !letter.is_ascii_digit() && !SEPARATORS.contains(&letter))
}

const SEPARATORS: [char; 5] = ['-', '–', '/', '.', ' '];

/// A date of numbers from the year to the day, otherwise separated or without leading zeros.
fn respelled(text: &str) -> Option<PartialDate> {
    let numbers: Vec<&str> = text.split(SEPARATORS).collect();
    let (year, rest) = numbers.split_first()?;
    let short = |number: &&str| (1..=2).contains(&number.len());
    if year.len() != 4 || rest.is_empty() || !rest.iter().all(short) {
        return None;
    }
    let rest: Vec<String> = rest.iter().map(|number| format!("{number:0>2}")).collect();
    format!("{year}-{}", rest.join("-")).parse().ok()
}

impl RowReader<'_> {
    /// A date of the years 1000 to 2100: a day, a month or a year.
    pub(super) fn date(&mut self, column: &str) -> Cell<PartialDate> {
        let cell = self.raw(column);
        let Some(raw) = cell.filled() else {
            return cell.map_empty();
        };
        let written = raw.written();
        match read_date(raw) {
            DateRead::Plain(date) => return Cell::Filled(date),
            DateRead::Understood(date) => {
                self.tell_read(column, format!("\"{written}\" lästes som {date}."));
                return Cell::Filled(date);
            }
            DateRead::Ongoing => {
                self.tell_read(column, format!("\"{written}\" lästes som inget datum."));
            }
            DateRead::Vague => {
                let message =
                    format!("\"{written}\" är inget bestämt datum; raden togs in utan {column}.");
                self.warn(column, message, None);
            }
            DateRead::Wrong => {
                let (message, suggestion) = match raw {
                    RawCell::Failed(error) => {
                        (format!("formeln i cellen ger felet {error}."), None)
                    }
                    _ => (
                        format!("\"{written}\" är inget datum."),
                        Some("Skriv som 2021, 2021-01 eller 2021-01-31.".to_owned()),
                    ),
                };
                self.refuse(column, FindingCode::InvalidValue, message, suggestion);
            }
        }
        Cell::Empty
    }

    /// Refuses a row in which something ends before it begins.
    pub(super) fn check_dates(
        &mut self,
        column: &str,
        from: &Cell<PartialDate>,
        until: &Cell<PartialDate>,
    ) {
        if let (Some(from), Some(until)) = (from.filled(), until.filled())
            && until.last_day() < from.first_day()
        {
            let message = format!("slutet {until} ligger före början {from}.");
            self.refuse(column, FindingCode::InvalidValue, message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_that_lists_have() {
        let plain = |text: &str| DateRead::Plain(text.parse().unwrap());
        let understood = |text: &str| DateRead::Understood(text.parse().unwrap());
        let cases = [
            ("2021", plain("2021")),
            ("2021-01", plain("2021-01")),
            ("2021-01-31", plain("2021-01-31")),
            ("2021-1-5", understood("2021-01-05")),
            ("2021/01", understood("2021-01")),
            ("2021.12.31", understood("2021-12-31")),
            ("sedan 2021", understood("2021")),
            ("tills vidare", DateRead::Ongoing),
            ("okänt", DateRead::Vague),
            ("-", DateRead::Vague),
            ("1990-talet", DateRead::Vague),
            ("2021-13", DateRead::Wrong),
            ("2023-02-29", DateRead::Wrong),
            ("2020-2024", DateRead::Wrong),
            ("20210131", DateRead::Wrong),
            ("21", DateRead::Wrong),
            ("31/12/2020", DateRead::Wrong),
            ("0987", DateRead::Wrong),
            ("9999", DateRead::Wrong),
            ("snart", DateRead::Wrong),
        ];
        for (text, expected) in cases {
            let cell = RawCell::of_text(text).unwrap();
            assert_eq!(read_date(&cell), expected, "{text}");
        }
        assert_eq!(read_date(&RawCell::Number(2021.0)), plain("2021"));
        assert_eq!(read_date(&RawCell::Number(2021.5)), DateRead::Wrong);
        assert_eq!(read_date(&RawCell::Bool(true)), DateRead::Wrong);
        let date = RawCell::Date {
            year: 2021,
            month: 1,
            day: 31,
        };
        assert_eq!(read_date(&date), plain("2021-01-31"));
    }
}
