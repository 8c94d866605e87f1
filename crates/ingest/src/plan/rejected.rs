//! Rows that were not taken, and what they may name.

use std::collections::BTreeSet;

use vanort_model::{Place, fold_name};

use crate::source::{Content, Source};

/// The rows of a source that were not taken, each with the number of its sheet and its cells,
/// folded.
#[derive(Debug, Default)]
pub(super) struct RejectedRows {
    rows: Vec<(usize, String)>,
}

impl RejectedRows {
    /// Reads the rows with these numbers of sheet and row again, as text.
    pub(super) fn of(source: &Source, rejected: &BTreeSet<(usize, u32)>) -> Self {
        let Content::Workbook(sheets) = &source.content else {
            return Self::default();
        };
        let mut rows = Vec::new();
        for (number, sheet) in sheets.iter().enumerate() {
            for row in &sheet.rows {
                if rejected.contains(&(number, row.number)) {
                    let cells: Vec<String> = (row.cells.values())
                        .map(|cell| fold_name(&cell.written()))
                        .collect();
                    rows.push((number, format!(" {} ", cells.join(" "))));
                }
            }
        }
        Self { rows }
    }

    /// The rows in some of the sheets.
    pub(super) fn in_sheets(&self, sheets: &BTreeSet<usize>) -> Self {
        let rows = self.rows.iter().filter(|(sheet, _)| sheets.contains(sheet));
        Self {
            rows: rows.cloned().collect(),
        }
    }

    /// Whether all rows were taken.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows were not taken.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether a row that was not taken may name a place: the place is not missing from the list
    /// because of a slip in the row.
    pub(super) fn name(&self, place: &Place) -> bool {
        if self.is_empty() {
            return false;
        }
        let names = place.names.iter().map(|name| &name.text);
        std::iter::once(&place.name)
            .chain(names)
            .map(|name| fold_name(name))
            .filter(|name| name.len() > 2)
            .map(|name| format!(" {name} "))
            .any(|name| self.rows.iter().any(|(_, row)| row.contains(&name)))
    }
}
