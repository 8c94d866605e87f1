//! Lists in text: one row a line, with commas, semicolons or tabs between the cells.

use std::collections::BTreeMap;

use csv::{ByteRecord, ReaderBuilder};

use crate::error::WorkbookError;
use crate::limits::WorkbookLimits;
use crate::read::formula::unescape_formula;
use crate::read::raw_row::{RawCell, RawSheet};
use crate::read::sheet_draft::SheetDraft;
use crate::read::tally::Tally;
use crate::read::text::decode_text;
use crate::read::value::text_cell;

/// What may stand between two cells; of equals the last one is taken, as Excel in Swedish writes.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// How many rows are looked at to find out what stands between the cells.
const SAMPLE_ROWS: usize = 64;

/// A row put last, to see that no quotation mark before it has swallowed it.
const END: &[u8] = b"\x1e";

/// What spreadsheet programs write where a formula failed, in English and Swedish.
const FAILED: [&str; 16] = [
    "#DIV/0!",
    "#DIVISION/0!",
    "#N/A",
    "#SAKNAS!",
    "#NAME?",
    "#NAMN?",
    "#NULL!",
    "#SKÄRNING!",
    "#NUM!",
    "#OGILTIGT!",
    "#REF!",
    "#REFERENS!",
    "#VALUE!",
    "#VÄRDEFEL!",
    "#SPILL!",
    "#CALC!",
];

/// Reads a list in text as a sheet of this name. All cells are texts, with their leading zeros, or
/// what is left of formulas that failed; rows
/// are numbered as a spreadsheet program would, empty lines counted and line breaks within quotation
/// marks not.
pub(crate) fn read_delimited(
    file: &str,
    sheet: &str,
    bytes: &[u8],
    limits: &WorkbookLimits,
) -> Result<RawSheet, WorkbookError> {
    let mut tally = Tally::new(file, limits);
    let text = decode_text(bytes).map_err(|line| WorkbookError::NotAText {
        file: file.to_owned(),
        line,
    })?;
    let (told, body) = split_told_delimiter(&text);
    let delimiter = told.unwrap_or_else(|| find_delimiter(body));
    let mut draft = SheetDraft::new(sheet.to_owned(), false);
    let mut last = (0, false);
    for (row, record) in Records::new(&[body.as_bytes(), b"\n", END].concat(), delimiter) {
        let is_end = record.len() == 1 && record.get(0) == Some(END);
        last = (row, is_end);
        if is_end {
            continue;
        }
        for (column, cell) in record.iter().enumerate() {
            // The text was whole before it was cut at ASCII letters.
            let cell = String::from_utf8_lossy(cell);
            let cell = match text_cell(shown(&cell), limits.max_text_chars) {
                Some(RawCell::Text(text)) if FAILED.contains(&text.as_str()) => {
                    RawCell::Failed(text)
                }
                Some(cell) => cell,
                None => continue,
            };
            draft.put(row, column, cell, &mut tally)?;
        }
    }
    match last {
        (_, true) => draft.finish(&mut tally),
        (row, false) => Err(WorkbookError::UnclosedQuote {
            file: file.to_owned(),
            row: row.saturating_add(1),
        }),
    }
}

/// The delimiter that a first line tells, as Excel reads it ("sep=;"), and the rest of the text.
fn split_told_delimiter(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_end_matches('\r').as_bytes();
    match first.split_at_checked(4) {
        Some((word, [delimiter]))
            if word.eq_ignore_ascii_case(b"sep=") && !matches!(delimiter, b'"' | b'\r') =>
        {
            (Some(*delimiter), rest)
        }
        _ => (None, text),
    }
}

/// The delimiter with which most of the first rows have equally many cells, and more than one.
fn find_delimiter(text: &str) -> u8 {
    let score = |delimiter: &u8| {
        let mut rows = 0_usize;
        let mut by_width: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, record) in Records::new(text.as_bytes(), *delimiter).take(SAMPLE_ROWS) {
            rows += 1;
            *by_width.entry(record.len()).or_default() += 1;
        }
        let several = by_width.into_iter().filter(|(width, _)| *width > 1);
        several
            .map(|(width, count)| (count * 1_000 / rows.max(1), width))
            .max()
    };
    DELIMITERS.into_iter().max_by_key(score).unwrap_or(b';')
}

/// The text that a spreadsheet program would show: a formula that is but a text (="0114") is how
/// some programs keep leading zeros. An apostrophe that keeps a text from being a formula is none
/// of its letters, and what follows it is no formula.
fn shown(cell: &str) -> &str {
    let text_formula = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|text| !text.contains('"'));
    text_formula.unwrap_or_else(|| unescape_formula(cell))
}

/// The rows of a text that are not empty lines, with their numbers from 0.
struct Records<'t> {
    text: &'t [u8],
    reader: csv::Reader<&'t [u8]>,
    next_row: u32,
}

impl<'t> Records<'t> {
    fn new(text: &'t [u8], delimiter: u8) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text);
        Self {
            text,
            reader,
            next_row: 0,
        }
    }

    /// How many empty lines, which the reader passes over, follow where the last row ended.
    fn empty_lines(&self) -> u32 {
        let at = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let (before, mut rest) = self.text.split_at_checked(at).unwrap_or_default();
        // The row may have been taken to end between the two letters of its line break.
        if before.ends_with(b"\r")
            && let Some(after) = rest.strip_prefix(b"\n")
        {
            rest = after;
        }
        let mut lines = 0;
        loop {
            rest = match rest {
                [b'\r', b'\n', after @ ..] | [b'\r' | b'\n', after @ ..] => after,
                _ => return lines,
            };
            lines += 1;
        }
    }
}

impl Iterator for Records<'_> {
    type Item = (u32, ByteRecord);

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.next_row.saturating_add(self.empty_lines());
        let mut record = ByteRecord::new();
        // Bytes in memory, of rows that may be of any length, have nothing to fail with.
        if !self.reader.read_byte_record(&mut record).unwrap_or(false) {
            return None;
        }
        self.next_row = row.saturating_add(1);
        Some((row, record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let limits = WorkbookLimits::default();
        let sheet = read_delimited("l.csv", "l", text.as_bytes(), &limits).unwrap();
        let written = |row: &crate::read::RawRow| {
            let cells = row.cells.iter();
            let cells = cells.map(|(column, cell)| format!("{column}={}", cell.written()));
            (row.number, cells.collect())
        };
        sheet.rows.iter().map(written).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (
            number,
            cells.iter().map(|cell| (*cell).to_owned()).collect(),
        )
    }

    #[test]
    fn each_delimiter_is_found() {
        for text in [
            "Kommun;Vänort\nHabo;\"Hangö; stad\"\nHalmstad;Hangö, Stord\n",
            "Kommun,Vänort\nHabo,Hangö; stad\nHalmstad,\"Hangö, Stord\"\n",
            "Kommun\tVänort\nHabo\tHangö; stad\nHalmstad\tHangö, Stord",
            "sep=|\r\nKommun|Vänort\r\nHabo|Hangö; stad\r\nHalmstad|Hangö, Stord\r\n",
        ] {
            let expected = [
                row(1, &["0=Kommun", "1=Vänort"]),
                row(2, &["0=Habo", "1=Hangö; stad"]),
                row(3, &["0=Halmstad", "1=Hangö, Stord"]),
            ];
            assert_eq!(rows(text), expected, "{text}");
        }
    }

    #[test]
    fn a_cell_has_the_text_that_a_spreadsheet_program_shows() {
        for (cell, text) in [
            ("=\"0114\"", "0114"),
            ("'=\"\"", "=\"\""),
            ("'=\"0114\"", "=\"0114\""),
            ("'-5", "-5"),
            ("=1+1", "=1+1"),
        ] {
            assert_eq!(shown(cell), text, "{cell}");
        }
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_program_would() {
        for line_break in ["\n", "\r\n", "\r"] {
            let text = "\n\nKod;Namn\n\n\n\"0114\";\"två\nrader\"\n;\n=\"0115\";sist"
                .replace('\n', line_break);
            let expected = [
                row(3, &["0=Kod", "1=Namn"]),
                row(6, &["0=0114", "1=två rader"]),
                row(8, &["0=0115", "1=sist"]),
            ];
            assert_eq!(rows(&text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_told_by_its_row() {
        let limits = WorkbookLimits::default();
        let text = "Kommun;Vänort\nHabo;\"Hangö\nHalmstad;Stord\n";
        let error = read_delimited("l.csv", "l", text.as_bytes(), &limits).unwrap_err();
        assert!(
            matches!(error, WorkbookError::UnclosedQuote { row: 2, .. }),
            "{error:?}"
        );
        assert_eq!(rows("a;b\n1;5\" rör").len(), 2);
    }

    #[test]
    fn an_empty_text_is_an_empty_sheet() {
        for text in ["", "\n\n", "\u{feff}", "sep=;"] {
            assert_eq!(rows(text), []);
        }
    }
}
