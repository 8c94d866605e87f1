//! Workbooks built in a test, cell by cell.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rust_xlsxwriter::Workbook;

/// A workbook to be written: sheets of rows of cells.
#[derive(Debug, Clone, Default)]
pub struct WorkbookBuilder {
    sheets: Vec<Sheet>,
}

/// A sheet to be written.
#[derive(Debug, Clone)]
pub struct Sheet {
    name: String,
    rows: Vec<Vec<String>>,
}

impl WorkbookBuilder {
    /// Begins a workbook.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a sheet with its heading row.
    #[must_use]
    pub fn sheet(mut self, name: &str, headings: &[&str]) -> Self {
        self.sheets.push(Sheet {
            name: name.to_owned(),
            rows: vec![headings.iter().map(ToString::to_string).collect()],
        });
        self
    }

    /// Adds a row to the sheet begun last; an empty text leaves its cell empty.
    ///
    /// # Panics
    /// When no sheet was begun.
    #[must_use]
    pub fn row(mut self, cells: &[&str]) -> Self {
        self.sheets
            .last_mut()
            .expect("a test begins a sheet before it adds rows")
            .rows
            .push(cells.iter().map(ToString::to_string).collect());
        self
    }

    /// Writes the workbook into a folder and returns its path.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, folder: &Path, file_name: &str) -> anyhow::Result<PathBuf> {
        let mut workbook = Workbook::new();
        for sheet in &self.sheets {
            let worksheet = workbook.add_worksheet().set_name(&sheet.name)?;
            for (row, cells) in (0u32..).zip(&sheet.rows) {
                for (column, cell) in (0u16..).zip(cells) {
                    if !cell.is_empty() {
                        worksheet.write_string(row, column, cell)?;
                    }
                }
            }
        }
        let path = folder.join(file_name);
        workbook
            .save(&path)
            .with_context(|| format!("{} could not be written", path.display()))?;
        Ok(path)
    }
}
