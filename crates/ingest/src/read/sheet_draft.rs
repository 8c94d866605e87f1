//! A sheet while it is read, cell by cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::WorkbookError;
use crate::read::raw_row::{RawCell, RawRow, RawSheet};
use crate::read::tally::Tally;

/// A sheet while it is read: only cells that hold something cost memory.
#[derive(Debug)]
pub(super) struct SheetDraft {
    name: String,
    hidden: bool,
    /// By row and column, from 0.
    rows: BTreeMap<u32, BTreeMap<usize, RawCell>>,
    merges: BTreeSet<Merge>,
}

/// Cells that were merged into one: rows and the first column, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Merge {
    pub(super) first_row: u32,
    pub(super) last_row: u32,
    pub(super) column: usize,
}

impl SheetDraft {
    pub(super) fn new(name: String, hidden: bool) -> Self {
        Self {
            name,
            hidden,
            rows: BTreeMap::new(),
            merges: BTreeSet::new(),
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Puts a cell at a row and column from 0; a later cell takes the place of an earlier one.
    pub(super) fn put(
        &mut self,
        row: u32,
        column: usize,
        cell: RawCell,
        tally: &mut Tally<'_>,
    ) -> Result<(), WorkbookError> {
        tally.spend(&self.name, row, column, &cell)?;
        self.rows.entry(row).or_default().insert(column, cell);
        tally.check_rows(&self.name, self.rows.len())
    }

    /// Notes merged cells; those within one row need nothing.
    pub(super) fn merge(&mut self, merge: Merge) {
        if merge.last_row > merge.first_row {
            self.merges.insert(merge);
        }
    }

    /// The sheet, once all its cells are there.
    pub(super) fn finish(mut self, tally: &mut Tally<'_>) -> Result<RawSheet, WorkbookError> {
        self.fill_merges(tally)?;
        let rows = self.rows.into_iter().map(|(row, cells)| RawRow {
            number: row.saturating_add(1),
            cells,
        });
        Ok(RawSheet {
            rows: rows.collect(),
            name: self.name,
            hidden: self.hidden,
        })
    }

    /// Gives the value of merged cells to every row that they span, in their first column: what
    /// the reader of the sheet sees beside each of them. A row that holds nothing else stays empty,
    /// for a record that is two rows high is still one record; and a title that is merged over
    /// several columns stays one cell.
    fn fill_merges(&mut self, tally: &mut Tally<'_>) -> Result<(), WorkbookError> {
        for merge in std::mem::take(&mut self.merges) {
            let first = self.rows.get(&merge.first_row);
            let Some(value) = first.and_then(|cells| cells.get(&merge.column)).cloned() else {
                continue;
            };
            let below = merge.first_row.saturating_add(1)..=merge.last_row;
            for (row, cells) in self.rows.range_mut(below) {
                tally.spend(&self.name, *row, merge.column, &value)?;
                cells.insert(merge.column, value.clone());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::WorkbookLimits;

    fn draft(cells: &[(u32, usize, &str)]) -> SheetDraft {
        let limits = WorkbookLimits::default();
        let mut tally = Tally::new("l.xlsx", &limits);
        let mut draft = SheetDraft::new("Blad1".to_owned(), false);
        for (row, column, text) in cells {
            let cell = RawCell::of_text(text).unwrap();
            draft.put(*row, *column, cell, &mut tally).unwrap();
        }
        draft
    }

    fn merge(first_row: u32, last_row: u32, column: usize) -> Merge {
        Merge {
            first_row,
            last_row,
            column,
        }
    }

    #[test]
    fn merged_cells_stand_in_every_row_that_holds_something_else() {
        let mut draft = draft(&[
            (0, 0, "Rubrik"),
            (1, 0, "Halmstad"),
            (1, 1, "Hangö"),
            (2, 1, "Stord"),
            (4, 1, "Gentofte"),
            (5, 1, "utanför"),
        ]);
        draft.merge(merge(0, 0, 0));
        draft.merge(merge(1, 4, 0));
        let limits = WorkbookLimits::default();
        let sheet = draft.finish(&mut Tally::new("l.xlsx", &limits)).unwrap();
        let first: Vec<_> = (sheet.rows.iter())
            .map(|row| (row.number, row.cells.get(&0).map(RawCell::written)))
            .collect();
        let halmstad = || Some("Halmstad".to_owned());
        let rubrik = Some("Rubrik".to_owned());
        assert_eq!(
            first,
            [
                (1, rubrik),
                (2, halmstad()),
                (3, halmstad()),
                (5, halmstad()),
                (6, None)
            ]
        );
    }

    #[test]
    fn merged_cells_that_lie_upon_each_other_are_counted() {
        let mut draft = draft(&[(0, 0, "x"), (1, 1, "y"), (2, 1, "z")]);
        for last_row in 1..500 {
            draft.merge(merge(0, last_row, 0));
        }
        let limits = WorkbookLimits {
            max_cells: 100,
            ..WorkbookLimits::default()
        };
        let error = draft
            .finish(&mut Tally::new("l.xlsx", &limits))
            .unwrap_err();
        assert!(matches!(error, WorkbookError::TooManyCells { .. }));
    }
}
