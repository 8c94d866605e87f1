//! What became of the rows.

use std::collections::{BTreeSet, HashMap};

use vanort_model::ImportCounts;

use crate::check::Position;

/// A row: the number of its source, of its sheet there, and its own as Excel numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct RowRef {
    pub(super) source: usize,
    pub(super) sheet: usize,
    pub(super) row: u32,
}

impl RowRef {
    pub(super) fn of(at: &Position) -> Self {
        Self {
            source: at.head.source,
            sheet: at.head.index,
            row: at.row,
        }
    }
}

/// What a row did to the register; a row that did both counts as the later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    Updated,
    Created,
}

/// The effects of rows.
#[derive(Debug, Default)]
pub(super) struct Tally {
    effects: HashMap<RowRef, Effect>,
}

impl Tally {
    /// Tells what rows did.
    pub(super) fn note(&mut self, rows: &[RowRef], effect: Effect) {
        for row in rows {
            let noted = self.effects.entry(*row).or_insert(effect);
            *noted = effect.max(*noted);
        }
    }

    /// The counts of a source's rows, each counted once.
    pub(super) fn count(
        &self,
        source: usize,
        rows_read: u32,
        rejected: &BTreeSet<(usize, u32)>,
    ) -> ImportCounts {
        let count = |effect| {
            let rows = self.effects.iter().filter(|(row, of)| {
                let taken = !rejected.contains(&(row.sheet, row.row));
                row.source == source && **of == effect && taken
            });
            u32::try_from(rows.count()).unwrap_or(u32::MAX)
        };
        let rejected = u32::try_from(rejected.len()).unwrap_or(u32::MAX);
        let (created, updated) = (count(Effect::Created), count(Effect::Updated));
        let told = created.saturating_add(updated).saturating_add(rejected);
        ImportCounts {
            rows_read,
            created,
            updated,
            unchanged: rows_read.saturating_sub(told),
            rejected,
            ..ImportCounts::default()
        }
    }
}
