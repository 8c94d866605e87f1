//! What an import found in a workbook, cell by cell.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::ParseError;
use crate::word::word_enum;

word_enum! {
    /// How much a finding matters.
    Severity, "a severity" {
        /// The row was not taken.
        Error = "ERROR",
        /// The row was taken, but somebody should look.
        Warning = "WARNING",
        /// What was decided for the reader.
        Info = "INFO",
    }
}

word_enum! {
    /// What a finding is about.
    FindingCode, "a finding's code" {
        /// A cell that must be filled is empty.
        MissingValue = "MISSING_VALUE",
        /// A cell's value does not have the form that its column needs.
        InvalidValue = "INVALID_VALUE",
        /// No country of the register has this name or code.
        UnknownCountry = "UNKNOWN_COUNTRY",
        /// No county of the register has this name or code.
        UnknownCounty = "UNKNOWN_COUNTY",
        /// No municipality, region or federation of the register has this name or code.
        UnknownAuthority = "UNKNOWN_AUTHORITY",
        /// The code and the name in one row belong to two authorities.
        CodeNameMismatch = "CODE_NAME_MISMATCH",
        /// Several places answer to the name.
        AmbiguousPlace = "AMBIGUOUS_PLACE",
        /// A place that another should have become part of, or that a network's member should be,
        /// is not known.
        UnknownPlace = "UNKNOWN_PLACE",
        /// No programme of the register has this name.
        UnknownProgramme = "UNKNOWN_PROGRAMME",
        /// A column's heading that the reader does not know; the column was not read.
        UnknownHeading = "UNKNOWN_HEADING",
        /// A sheet that the reader does not know; it was not read.
        UnknownSheet = "UNKNOWN_SHEET",
        /// The same key stands in an earlier row.
        DuplicateRow = "DUPLICATE_ROW",
        /// A place that the gazetteer does not know was added by name alone.
        PlaceAdded = "PLACE_ADDED",
        /// A survey, network or contact that no sheet describes was added by name alone.
        NameAdded = "NAME_ADDED",
        /// A home authority outside Sweden was added by name and country.
        AuthorityAdded = "AUTHORITY_ADDED",
        /// A name was understood although the register writes it otherwise.
        OtherSpelling = "OTHER_SPELLING",
        /// A country that is no more, or a part of one, was understood as a country of today.
        FormerCountry = "FORMER_COUNTRY",
        /// Several countries answer to the name.
        AmbiguousCountry = "AMBIGUOUS_COUNTRY",
        /// The row's municipality does not lie in the county that the row or sheet names.
        CountyMismatch = "COUNTY_MISMATCH",
        /// A place was written with the place that it has become part of.
        SuccessorTaken = "SUCCESSOR_TAKEN",
        /// One cell names several partners; each became a tie.
        SeveralPartners = "SEVERAL_PARTNERS",
        /// An empty cell was filled from above, or from the sheet's name.
        ValueFilled = "VALUE_FILLED",
        /// A value was understood although it is not written in the form of its column.
        ValueRead = "VALUE_READ",
        /// An empty cell of an exported list did not erase what the register knows.
        ValueKept = "VALUE_KEPT",
        /// A row that is no row of the list: a note, a repeated heading, a heading of a group.
        NoteRow = "NOTE_ROW",
        /// A suggestion was taken, as the administrator had asked for.
        SuggestionTaken = "SUGGESTION_TAKEN",
        /// Another list of the same survey says something else of the same tie.
        ConflictingObservation = "CONFLICTING_OBSERVATION",
        /// The list does not name a tie that the register has.
        TieMissing = "TIE_MISSING",
        /// A tie was marked as ended because a complete list does not name it.
        TieEnded = "TIE_ENDED",
        /// A hidden sheet was read like any other.
        HiddenSheet = "HIDDEN_SHEET",
        /// The workbook carries macros; they were not run.
        MacrosIgnored = "MACROS_IGNORED",
        /// The workbook refers to other files; they were not opened.
        LinksIgnored = "LINKS_IGNORED",
    }
}

/// One finding: what, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub code: FindingCode,
    /// The sheet's name. For a list in text, the file's name without its ending; for a gazetteer,
    /// and for what is said of a whole workbook, the file's name.
    pub sheet: String,
    /// The row as Excel numbers it, from 1; `None` when the finding is about the whole sheet.
    pub row: Option<u32>,
    /// The column as Excel letters it ("B"); `None` when the finding is about the whole row.
    pub column: Option<String>,
    /// What was found, in Swedish, one sentence.
    pub message: String,
    /// What to do about it, in Swedish, one sentence.
    pub suggestion: Option<String>,
}

impl Finding {
    /// The cell as Excel writes it ("B17"), or the row or nothing where that is all there is.
    #[must_use]
    pub fn cell(&self) -> String {
        let row = self.row.map(|row| row.to_string()).unwrap_or_default();
        format!("{}{row}", self.column.as_deref().unwrap_or_default())
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "fel",
            Severity::Warning => "varning",
            Severity::Info => "upplysning",
        };
        write!(f, "{severity}: bladet \"{}\"", self.sheet)?;
        match (&self.column, self.row) {
            (Some(_), Some(_)) => write!(f, ", cell {}", self.cell())?,
            (None, Some(row)) => write!(f, ", rad {row}")?,
            (Some(column), None) => write!(f, ", kolumn {column}")?,
            (None, None) => {}
        }
        write!(f, ": {}", self.message)?;
        if let Some(suggestion) = &self.suggestion {
            write!(f, " {suggestion}")?;
        }
        write!(f, " [{}]", self.code)
    }
}

/// The letters that Excel gives a column, counted from 0: A to Z, then AA, AB and so on.
#[must_use]
pub fn column_letters(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_excel_letters_them() {
        let letters: Vec<String> = [0, 1, 25, 26, 27, 701, 702].map(column_letters).into();
        assert_eq!(letters, ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]);
    }

    #[test]
    fn a_finding_reads_as_a_sentence_with_its_cell() {
        let finding = Finding {
            severity: Severity::Error,
            code: FindingCode::UnknownCountry,
            sheet: "Vänorter".to_owned(),
            row: Some(17),
            column: Some("D".to_owned()),
            message: "landet \"Finnland\" finns inte i registret.".to_owned(),
            suggestion: Some("Menade du Finland?".to_owned()),
        };
        assert_eq!(
            finding.to_string(),
            "fel: bladet \"Vänorter\", cell D17: landet \"Finnland\" finns inte i registret. \
             Menade du Finland? [UNKNOWN_COUNTRY]"
        );
    }
}
