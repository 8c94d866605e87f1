//! Rows as they stand in a sheet.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// A sheet as it stands in its workbook: the rows that hold anything, in order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RawSheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<RawRow>,
    /// Whether the sheet is hidden from the reader of its workbook, if only a little.
    pub(crate) hidden: bool,
}

/// A row as it stands in its sheet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RawRow {
    /// The row as Excel numbers it, from 1.
    pub(crate) number: u32,
    /// The cells that hold anything, by column from 0.
    pub(crate) cells: BTreeMap<usize, RawCell>,
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RawCell {
    /// A text, tidied and never empty; its lines are kept, with `\n` between them.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date {
        /// The year.
        year: i32,
        /// The month, from 1.
        month: u8,
        /// The day of the month, from 1.
        day: u8,
    },
    /// True or false.
    Bool(bool),
    /// What Excel writes where a formula failed ("#REF!").
    Failed(String),
}

impl RawCell {
    /// The cell's text, tidied; `None` when nothing of it is left.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        let lines: Vec<String> = text
            .split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}'])
            .map(tidy)
            .filter(|line| !line.is_empty())
            .collect();
        (!lines.is_empty()).then(|| Self::Text(lines.join("\n")))
    }

    /// The cell as a reader of the sheet sees it, in one line.
    pub(crate) fn written(&self) -> String {
        match self {
            Self::Text(text) => text.replace('\n', " "),
            Self::Failed(text) => text.clone(),
            Self::Date { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
            Self::Bool(true) => "SANT".to_owned(),
            Self::Bool(false) => "FALSKT".to_owned(),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                format!("{number:.0}")
            }
            Self::Number(number) => number.to_string(),
        }
    }
}

/// Composes letters and marks, and makes every run of spaces, line breaks and control characters
/// one space, with none at the ends.
pub(crate) fn tidy(text: &str) -> String {
    let composed: String = text
        .nfc()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let words: Vec<&str> = composed.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_as_its_reader_sees_it() {
        assert_eq!(tidy(" Go\u{308}teborg\u{a0}\n stad\u{0} "), "Göteborg stad");
        assert_eq!(RawCell::of_text(" \u{a0} \n"), None);
        let two = RawCell::of_text("Hangö \r\n\n Stord");
        assert_eq!(two, Some(RawCell::Text("Hangö\nStord".to_owned())));
        assert_eq!(RawCell::Number(1951.0).written(), "1951");
        assert_eq!(RawCell::Number(0.5).written(), "0.5");
    }
}
