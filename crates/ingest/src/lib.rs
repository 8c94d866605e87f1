//! Workbooks to changes of the register.
//!
//! [`read_source`] reads one file, a workbook (`.xlsx`, `.xlsm`, `.xlsb`, `.xls`, `.ods`), a list in
//! text (`.csv`, `.tsv`) or a gazetteer in GeoNames' dump format (`.tsv`), within [`WorkbookLimits`],
//! into a [`Source`]. [`plan_import`] checks the rows of all sources together,
//! resolves the countries, authorities and places that they name, and compares the outcome with the
//! register: an [`ImportPlan`] holds the changes and one report a source. What is wrong with a row
//! is a finding in that report and the other rows go in; a [`WorkbookError`] means that a file could
//! not be read at all. Nothing here knows a database.
//!
//! A row passes three types: the raw row that was read, the checked row whose cells have the form
//! that their columns need, and the change of a record.
//!
//! ```
//! use rust_xlsxwriter::Workbook;
//! use vanort_ingest::{ImportOptions, WorkbookLimits, plan_import, read_source};
//! use vanort_model::Snapshot;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("lander.xlsx");
//! let mut workbook = Workbook::new();
//! let sheet = workbook.add_worksheet().set_name("Länder")?;
//! for (column, cells) in [["Landskod", "FI"], ["Land", "Finland"]].iter().enumerate() {
//!     for (row, cell) in cells.iter().enumerate() {
//!         sheet.write_string(u32::try_from(row)?, u16::try_from(column)?, *cell)?;
//!     }
//! }
//! workbook.save(&path)?;
//!
//! let source = read_source(&path, &WorkbookLimits::default())?;
//! let plan = plan_import(&[source], &Snapshot::default(), &ImportOptions::default())?;
//! assert_eq!(plan.changes.len(), 1);
//! assert_eq!(plan.reports[0].counts.created, 1);
//! # Ok(())
//! # }
//! ```

mod check;
mod error;
mod export;
mod limits;
mod mapping;
mod options;
mod plan;
mod read;
mod resolve;
mod source;

pub use error::WorkbookError;
pub use export::{
    Export, ExportCut, ExportError, ExportFilter, ExportRequest, write_csv, write_rejected,
    write_workbook,
};
pub use limits::WorkbookLimits;
pub use mapping::{ColumnMapping, MappingError};
pub use options::{ImportOptions, ListScope};
pub use plan::{ImportPlan, plan_import};
pub use source::{Source, list_data_files, read_source, read_source_bytes};
