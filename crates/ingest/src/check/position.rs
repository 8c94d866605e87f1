//! Where a row stands.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::check::heading::is_original_row;
use crate::source::Source;

/// The head of a sheet: which it is, and where its columns are.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// The number of the source among all that are planned together.
    pub(crate) source: usize,
    /// The number of the sheet in its workbook.
    pub(crate) index: usize,
    /// The file's name.
    pub(crate) file: String,
    /// The file's name without its extension.
    pub(crate) stem: String,
    /// The sheet's name; for a gazetteer, the file's.
    pub(crate) sheet: String,
    /// The known columns, by the register's headings, counted from 0.
    pub(crate) columns: BTreeMap<&'static str, usize>,
    /// The row of the headings as Excel numbers it, from 1.
    pub(crate) heading_row: u32,
    /// The headings as written, by column from 0.
    pub(crate) headings: BTreeMap<usize, String>,
    /// What a mapping says for columns that the sheet does not have.
    pub(crate) constants: BTreeMap<&'static str, String>,
}

impl Head {
    /// What the first column of a gazetteer is called in findings.
    pub(crate) const GEONAMES_ID: &'static str = "GeoNames-id";

    /// The head of a gazetteer, which has no headings.
    pub(crate) fn of_gazetteer(number: usize, source: &Source) -> Self {
        Self {
            columns: BTreeMap::from([(Self::GEONAMES_ID, 0)]),
            ..Self::of_file(number, source)
        }
    }

    /// The head of a whole file, for what is said of none of its sheets.
    pub(crate) fn of_file(number: usize, source: &Source) -> Self {
        Self {
            source: number,
            index: 0,
            file: source.file.clone(),
            stem: source.stem.clone(),
            sheet: source.file.clone(),
            columns: BTreeMap::new(),
            heading_row: 1,
            headings: BTreeMap::new(),
            constants: BTreeMap::new(),
        }
    }

    /// Whether the sheet holds the rest of another list: rows of it that were not taken, and have
    /// been mended since.
    pub(crate) fn is_rest(&self) -> bool {
        (self.headings.values()).any(|heading| is_original_row(heading))
    }

    /// Whether the sheet has the column, or a mapping says what would stand there.
    pub(crate) fn tells(&self, column: &str) -> bool {
        self.columns.contains_key(column) || self.constants.contains_key(column)
    }
}

/// A row of a sheet.
#[derive(Debug, Clone)]
pub(crate) struct Position {
    pub(crate) head: Arc<Head>,
    /// The row as Excel numbers it, from 1.
    pub(crate) row: u32,
}

impl Position {
    pub(crate) fn new(head: &Arc<Head>, row: u32) -> Self {
        Self {
            head: Arc::clone(head),
            row,
        }
    }

    /// Whether the sheet has the column.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.head.tells(column)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rad {} i bladet {}", self.row, self.head.sheet)?;
        if self.head.sheet != self.head.file {
            write!(f, " ({})", self.head.file)?;
        }
        Ok(())
    }
}
