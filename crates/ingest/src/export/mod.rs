//! The register as lists again: the association's four cuts, and the rows that were not taken.

mod about;
mod cut;
mod error;
mod filter;
mod list;
mod rejected;
mod row;
mod sheet;

use vanort_model::{Revision, Snapshot};

pub use cut::ExportCut;
pub use error::ExportError;
pub use filter::ExportFilter;
pub use rejected::write_rejected;

use row::ExportRow;

/// Which ties to write, and what to say of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// The cut: what the list is sorted by, and whose ties it holds.
    pub cut: ExportCut,
    /// Which of the cut's ties.
    pub filter: ExportFilter,
    /// The revision that the register stands at.
    pub revision: Revision,
    /// The day of the export, "2026-11-24".
    pub date: String,
}

/// A list that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// How many ties it holds.
    pub ties: usize,
}

/// Writes an Excel workbook: the list of ties, one a row, in the layout of the register's own
/// lists, and beside it a sheet that tells source, date and how to mend and send it back. Cells
/// are texts and numbers, never formulas. The same register gives the same bytes.
///
/// A row carries its tie in the column `Samarbets-id`: importing it again changes nothing but
/// what was changed in the row.
///
/// # Errors
/// When the list is longer than a sheet can be.
pub fn write_workbook(register: &Snapshot, request: &ExportRequest) -> Result<Export, ExportError> {
    let rows = ExportRow::all(register, request);
    Ok(Export {
        bytes: list::workbook(register, request, &rows)?,
        ties: rows.len(),
    })
}

/// Writes the same list as CSV: semicolons, UTF-8 with a byte order mark, as Excel in Swedish
/// opens it. A text that a spreadsheet program would take for a formula gets an apostrophe before
/// it, which the importer takes away.
#[must_use]
pub fn write_csv(register: &Snapshot, request: &ExportRequest) -> Export {
    let rows = ExportRow::all(register, request);
    Export {
        bytes: list::csv(request, &rows),
        ties: rows.len(),
    }
}
