//! Rows as they stand in a sheet.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// A sheet as it stands in its workbook: the rows that hold anything, in order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RawSheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<RawRow>,
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
    /// A text, tidied and never empty.
    Text(String),
    /// A number.
    Number(f64),
    /// What Excel writes where a formula failed ("#REF!").
    Failed(String),
}

impl RawCell {
    /// The cell's text, tidied; `None` when nothing of it is left.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        let tidy = tidy(text);
        (!tidy.is_empty()).then_some(Self::Text(tidy))
    }

    /// The cell as a reader of the sheet sees it.
    pub(crate) fn written(&self) -> String {
        match self {
            Self::Text(text) | Self::Failed(text) => text.clone(),
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
        assert_eq!(RawCell::of_text(" \u{a0} "), None);
        assert_eq!(RawCell::Number(1951.0).written(), "1951");
        assert_eq!(RawCell::Number(0.5).written(), "0.5");
    }
}
