//! One raw row, read column by column.

use std::collections::BTreeSet;

use vanort_model::{
    CountryCode, CountyCode, FindingCode, MunicipalityCode, Name, NameKind, ParseError,
};

use crate::check::finding::Findings;
use crate::check::names::{parse_names, split_list};
use crate::check::position::Position;
use crate::check::row::Cell;
use crate::check::words::{meaning, words};
use crate::check::year::{YearRead, read_year};
use crate::read::{RawCell, RawRow};
use crate::resolve::{did_you_mean, nearest};

/// Reads the columns of one row. What does not have the form that its column needs becomes a
/// finding, and [`RowReader::is_sound`] tells afterwards whether the row can be taken.
#[derive(Debug)]
pub(super) struct RowReader<'a> {
    pub(super) at: Position,
    raw: &'a RawRow,
    accepted: &'a BTreeSet<FindingCode>,
    findings: &'a mut Findings,
    sound: bool,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(
        at: Position,
        raw: &'a RawRow,
        accepted: &'a BTreeSet<FindingCode>,
        findings: &'a mut Findings,
    ) -> Self {
        Self {
            at,
            raw,
            accepted,
            findings,
            sound: true,
        }
    }

    /// Whether every cell read so far had the form that its column needs.
    pub(super) fn is_sound(&self) -> bool {
        self.sound
    }

    /// Tells that the row cannot be taken.
    pub(super) fn refuse(
        &mut self,
        column: &str,
        code: FindingCode,
        message: String,
        suggestion: Option<String>,
    ) {
        self.sound = false;
        self.findings
            .error(&self.at, column, code, message, suggestion);
    }

    /// Tells how a cell was understood that is not written in the form of its column.
    pub(super) fn tell_read(&mut self, column: &str, message: String) {
        self.findings
            .info(&self.at, column, FindingCode::ValueRead, message, None);
    }

    /// Tells what was decided for the reader.
    pub(super) fn inform(&mut self, column: &str, code: FindingCode, message: String) {
        self.findings.info(&self.at, column, code, message, None);
    }

    /// Tells of a cell that somebody should look at, though the row is taken.
    pub(super) fn warn(&mut self, column: &str, message: String, suggestion: Option<String>) {
        let code = FindingCode::InvalidValue;
        self.findings
            .warning(&self.at, column, code, message, suggestion);
    }

    /// The cell of a column, or what a mapping puts there.
    pub(super) fn raw(&self, column: &str) -> Cell<RawCell> {
        let head = &self.at.head;
        match (head.columns.get(column), head.constants.get(column)) {
            (Some(index), _) => match self.raw.cells.get(index) {
                None => Cell::Empty,
                Some(cell) => Cell::Filled(cell.clone()),
            },
            (None, Some(constant)) => RawCell::of_text(constant).map_or(Cell::Empty, Cell::Filled),
            (None, None) => Cell::Absent,
        }
    }

    /// The column's heading as the list writes it.
    pub(super) fn heading(&self, column: &str) -> Option<&str> {
        let head = &self.at.head;
        let index = head.columns.get(column)?;
        head.headings.get(index).map(String::as_str)
    }

    /// The cell as it is written; `None` when it is empty.
    pub(super) fn written(&self, column: &str) -> Option<String> {
        self.raw(column).filled().map(RawCell::written)
    }

    /// A text.
    pub(super) fn text(&mut self, column: &str) -> Cell<String> {
        match self.raw(column) {
            Cell::Filled(RawCell::Failed(error)) => {
                let message = format!("formeln i cellen ger felet {error}.");
                self.refuse(column, FindingCode::InvalidValue, message, None);
                Cell::Empty
            }
            cell => cell.map(|cell| cell.written()),
        }
    }

    /// A text that must be there.
    pub(super) fn required(&mut self, column: &str) -> Option<String> {
        match self.text(column) {
            Cell::Filled(text) => Some(text),
            // A failed formula has been told of already.
            Cell::Empty | Cell::Absent if self.written(column).is_some() => None,
            Cell::Empty | Cell::Absent => {
                let message = format!("{column} saknas.");
                let suggestion = Some(format!("Fyll i {column}."));
                self.refuse(column, FindingCode::MissingValue, message, suggestion);
                None
            }
        }
    }

    /// A whole number within bounds.
    fn number(&mut self, column: &str, bounds: (i64, i64), expected: &str) -> Cell<i64> {
        let cell = self.text(column);
        let Cell::Filled(text) = cell else {
            return cell.map(|_| 0);
        };
        match text.parse::<i64>() {
            Ok(number) if (bounds.0..=bounds.1).contains(&number) => Cell::Filled(number),
            _ => {
                let message = format!("\"{text}\" är inte {expected}.");
                self.refuse(column, FindingCode::InvalidValue, message, None);
                Cell::Empty
            }
        }
    }

    /// A year from 1000 to 2100.
    pub(super) fn year(&mut self, column: &str) -> Cell<i32> {
        let cell = self.raw(column);
        match cell.filled().map(|raw| self.years(column, raw)) {
            Some((Some(year), _)) => Cell::Filled(year),
            Some((None, _)) => Cell::Empty,
            None => cell.map(|_| 0),
        }
    }

    /// The year of a cell, and the last one when it tells of a range.
    pub(super) fn years(&mut self, column: &str, cell: &RawCell) -> (Option<i32>, Option<i32>) {
        let written = cell.written();
        match read_year(cell) {
            YearRead::Plain(year) => (Some(year), None),
            YearRead::Understood(year) => {
                self.tell_read(column, format!("\"{written}\" lästes som {year}."));
                (Some(year), None)
            }
            YearRead::Range(first, last) => {
                let message = format!("\"{written}\" lästes som {first} till {last}.");
                self.tell_read(column, message);
                (Some(first), Some(last))
            }
            YearRead::Ongoing => {
                self.tell_read(column, format!("\"{written}\" lästes som inget år."));
                (None, None)
            }
            YearRead::Vague => {
                let message =
                    format!("\"{written}\" är inget bestämt år; raden togs in utan {column}.");
                self.warn(column, message, None);
                (None, None)
            }
            YearRead::TwoDigits => {
                let message = format!("\"{written}\" är inte ett årtal med fyra siffror.");
                let suggestion = Some("Skriv ut århundradet.".to_owned());
                self.refuse(column, FindingCode::InvalidValue, message, suggestion);
                (None, None)
            }
            YearRead::Wrong => {
                let message = match cell {
                    RawCell::Failed(error) => format!("formeln i cellen ger felet {error}."),
                    _ => format!("\"{written}\" är inte ett årtal med fyra siffror."),
                };
                self.refuse(column, FindingCode::InvalidValue, message, None);
                (None, None)
            }
        }
    }

    /// A GeoNames id.
    pub(super) fn geonames_id(&mut self, column: &str) -> Cell<u32> {
        self.number(column, (1, u32::MAX.into()), "ett GeoNames-id, ett heltal")
            .map(|id| u32::try_from(id).unwrap_or_default())
    }

    /// A code; where Excel has made a number of it, its leading zeros are put back.
    fn code<T>(
        &mut self,
        column: &str,
        digits: usize,
        parse: fn(&str) -> Result<T, ParseError>,
        expected: &str,
    ) -> Cell<T> {
        let is_number = matches!(self.raw(column), Cell::Filled(RawCell::Number(_)));
        let text = match self.text(column) {
            Cell::Filled(text) => text,
            Cell::Empty => return Cell::Empty,
            Cell::Absent => return Cell::Absent,
        };
        let (code, name) = match text.split_once(' ') {
            // "0114 Upplands Väsby".
            Some((code, name)) if code.bytes().all(|byte| byte.is_ascii_digit()) => {
                (code, Some(name))
            }
            _ => (text.as_str(), None),
        };
        let padded = format!("{code:0>digits$}");
        let is_short = code.len() < digits && code.bytes().all(|byte| byte.is_ascii_digit());
        let Ok(parsed) = parse(if is_short { &padded } else { code }) else {
            let message = format!("\"{text}\" är inte {expected}.");
            self.refuse(column, FindingCode::InvalidValue, message, None);
            return Cell::Empty;
        };
        if name.is_some() || (is_short && !is_number) {
            self.tell_read(column, format!("\"{text}\" lästes som koden {padded}."));
        }
        Cell::Filled(parsed)
    }

    /// A municipality's code.
    pub(super) fn municipality_code(&mut self, column: &str) -> Cell<MunicipalityCode> {
        self.code(
            column,
            4,
            MunicipalityCode::parse,
            "en kommunkod med fyra siffror",
        )
    }

    /// A county's or region's code.
    pub(super) fn county_code(&mut self, column: &str) -> Cell<CountyCode> {
        self.code(column, 2, CountyCode::parse, "en länskod med två siffror")
    }

    /// A country's code.
    pub(super) fn country_code(&mut self, column: &str) -> Cell<CountryCode> {
        self.code(
            column,
            2,
            CountryCode::parse,
            "en landskod med två bokstäver",
        )
    }

    /// What a cell that must be filled holds.
    pub(super) fn require<T>(&mut self, column: &str, cell: Cell<T>) -> Option<T> {
        match cell {
            Cell::Filled(value) => Some(value),
            Cell::Absent | Cell::Empty => {
                if self.written(column).is_none() {
                    self.required(column);
                }
                None
            }
        }
    }

    /// A list of names.
    pub(super) fn names(&mut self, column: &str, kind: NameKind) -> Cell<Vec<Name>> {
        self.text(column).map(|text| parse_names(&text, kind))
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(
        &mut self,
        column: &str,
        known: &'static [(&'static str, T)],
    ) -> Option<T> {
        let Cell::Filled(text) = self.text(column) else {
            return None;
        };
        meaning(known, &text).or_else(|| self.unknown_word(column, &text, known))
    }

    /// One of a few words, as a sheet tells it of a field.
    pub(super) fn word_cell<T: Copy>(
        &mut self,
        column: &str,
        known: &'static [(&'static str, T)],
    ) -> Cell<T> {
        match self.word(column, known) {
            Some(word) => Cell::Filled(word),
            None => self.raw(column).map_empty(),
        }
    }

    /// A list of words, as a sheet tells it of a field; an unknown one is left out.
    pub(super) fn word_list<T: Copy + Ord>(
        &mut self,
        column: &str,
        known: &'static [(&'static str, T)],
    ) -> Cell<Vec<T>> {
        let words = self.words(column, known);
        self.raw(column).map(|_| words)
    }

    /// Refuses a word that the column cannot have, or takes what was probably meant.
    pub(super) fn unknown_word<T: Copy>(
        &mut self,
        column: &str,
        text: &str,
        known: &'static [(&'static str, T)],
    ) -> Option<T> {
        let near = nearest(text, words(known));
        if let Some(near) = near
            && self.accepted.contains(&FindingCode::InvalidValue)
        {
            let message = format!("\"{text}\" lästes som {near}.");
            self.inform(column, FindingCode::SuggestionTaken, message);
            return meaning(known, near);
        }
        let message = format!("\"{text}\" är inget ord som {column} kan ha.");
        self.refuse(
            column,
            FindingCode::InvalidValue,
            message,
            near.map(did_you_mean),
        );
        None
    }

    /// A list of words; an unknown one is left out.
    pub(super) fn words<T: Copy + Ord>(
        &mut self,
        column: &str,
        known: &'static [(&'static str, T)],
    ) -> Vec<T> {
        let Cell::Filled(text) = self.text(column) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for word in split_list(&text)
            .flat_map(|item| item.split(','))
            .map(str::trim)
        {
            let near = nearest(word, words(known))
                .filter(|_| self.accepted.contains(&FindingCode::InvalidValue));
            if let Some(meaning) = meaning(known, word) {
                found.push(meaning);
            } else if let Some(near) = near {
                let message = format!("\"{word}\" lästes som {near}.");
                self.inform(column, FindingCode::SuggestionTaken, message);
                found.extend(meaning(known, near));
            } else if !word.is_empty() {
                let message =
                    format!("\"{word}\" är inget ord som {column} kan ha; det togs inte med.");
                let suggestion = nearest(word, words(known)).map(did_you_mean);
                self.findings.warning(
                    &self.at,
                    column,
                    FindingCode::InvalidValue,
                    message,
                    suggestion,
                );
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
