//! Years as people write them.

use crate::read::RawCell;

/// The years that are believed.
pub(super) const BELIEVED: std::ops::RangeInclusive<i32> = 1000..=2100;

/// What a cell says of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearRead {
    /// A year, in the form that the column has.
    Plain(i32),
    /// A year that was understood from something else: a date, "ca 1975".
    Understood(i32),
    /// A first year and a last one: "1998–2004".
    Range(i32, i32),
    /// That there is none: "pågår".
    Ongoing,
    /// That nobody knows, or not exactly: "okänt", "1990-talet".
    Vague,
    /// A year without its century.
    TwoDigits,
    /// No year at all.
    Wrong,
}

/// Words that may stand beside a year without changing it.
const BESIDE: &[&str] = &[
    "sedan",
    "från",
    "fr",
    "o",
    "m",
    "om",
    "fom",
    "ca",
    "cirka",
    "circa",
    "c",
    "omkring",
    "runt",
    "år",
    "året",
    "since",
    "from",
    "about",
    "around",
    "year",
    "in",
    "avtal",
    "tecknat",
    "undertecknat",
    "start",
    "startade",
    "signed",
    "den",
    "till",
    "t",
    "tom",
    "until",
    "to",
    "och",
    "början",
    "slutet",
    "mitten",
    "av",
    "våren",
    "sommaren",
    "hösten",
    "vintern",
];

const MONTHS: &[&str] = &[
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "okt",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "august",
    "october",
    "oct",
];

const ONGOING: &[&str] = &[
    "pågår",
    "pågående",
    "tills vidare",
    "löpande",
    "ongoing",
    "present",
];

const UNKNOWN: &[&str] = &[
    "okänt",
    "okänd",
    "vet ej",
    "vet inte",
    "uppgift saknas",
    "saknas",
    "oklart",
    "unknown",
    "n/a",
    "na",
    "?",
    "-",
    "–",
    "—",
];

/// Reads the year of a cell.
pub(super) fn read_year(cell: &RawCell) -> YearRead {
    match cell {
        RawCell::Date { year, .. } if BELIEVED.contains(year) => YearRead::Understood(*year),
        RawCell::Number(number) => match whole_number(*number) {
            Some(year) if BELIEVED.contains(&year) => YearRead::Plain(year),
            Some(0..100) => YearRead::TwoDigits,
            _ => YearRead::Wrong,
        },
        RawCell::Text(_) => read_text(&cell.written().to_lowercase()),
        RawCell::Date { .. } | RawCell::Bool(_) | RawCell::Failed(_) => YearRead::Wrong,
    }
}

/// The number, when it is whole and as short as a year.
fn whole_number(number: f64) -> Option<i32> {
    number.to_string().parse().ok()
}

fn read_text(text: &str) -> YearRead {
    let text = text.trim();
    if UNKNOWN.contains(&text) {
        return YearRead::Vague;
    }
    if ONGOING.contains(&text) {
        return YearRead::Ongoing;
    }
    let mut years = Vec::new();
    let mut small = 0;
    let mut months = 0;
    for word in text.split(|letter: char| !letter.is_alphanumeric()) {
        let digits = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let number: Option<i32> = digits.then(|| word.parse().ok()).flatten();
        match number {
            Some(year) if word.len() == 4 && BELIEVED.contains(&year) => years.push(year),
            Some(1..=31) if word.len() <= 2 => small += 1,
            Some(_) if word.len() == 2 => {
                return if years.is_empty() {
                    YearRead::TwoDigits
                } else {
                    YearRead::Wrong
                };
            }
            None if word.is_empty() || BESIDE.contains(&word) => {}
            None if MONTHS.contains(&word) => months += 1,
            // A decade: "1990-talet", "1990s".
            None if is_decade(word, !years.is_empty()) => return YearRead::Vague,
            _ => return YearRead::Wrong,
        }
    }
    match years.as_slice() {
        [] if small == 1 && months == 0 => YearRead::TwoDigits,
        [year] if text.len() == 4 => YearRead::Plain(*year),
        [year] if small <= 2 => YearRead::Understood(*year),
        [first, last] if first <= last && small == 0 => YearRead::Range(*first, *last),
        _ => YearRead::Wrong,
    }
}

fn is_decade(word: &str, after_year: bool) -> bool {
    let century = word
        .strip_suffix('s')
        .is_some_and(|rest| rest.len() == 4 && rest.bytes().all(|byte| byte.is_ascii_digit()));
    century || (after_year && matches!(word, "talet" | "tal" | "s"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_in_the_forms_that_lists_have() {
        use YearRead::{Ongoing, Plain, Range, TwoDigits, Understood, Vague, Wrong};
        let cases = [
            ("1998", Plain(1998)),
            ("sedan 1998", Understood(1998)),
            ("ca 1975", Understood(1975)),
            ("Omkring år 1975", Understood(1975)),
            ("1998-", Understood(1998)),
            ("1998-05-01", Understood(1998)),
            ("1 maj 1998", Understood(1998)),
            ("maj 1998", Understood(1998)),
            ("1998–2004", Range(1998, 2004)),
            ("1998 till 2004", Range(1998, 2004)),
            ("1990-talet", Vague),
            ("1990s", Vague),
            ("okänt", Vague),
            ("?", Vague),
            ("pågår", Ongoing),
            ("98", TwoDigits),
            ("05", TwoDigits),
            ("2004-1998", Wrong),
            ("nyligen", Wrong),
            ("19988", Wrong),
            ("3024", Wrong),
            ("Halmstad 1998", Wrong),
        ];
        for (text, expected) in cases {
            let cell = RawCell::of_text(text).unwrap();
            assert_eq!(read_year(&cell), expected, "{text}");
        }
        assert_eq!(read_year(&RawCell::Number(1951.0)), Plain(1951));
        assert_eq!(read_year(&RawCell::Number(51.0)), TwoDigits);
        assert_eq!(read_year(&RawCell::Number(1951.5)), Wrong);
        let date = RawCell::Date {
            year: 1998,
            month: 5,
            day: 1,
        };
        assert_eq!(read_year(&date), Understood(1998));
    }
}
