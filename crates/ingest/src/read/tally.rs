//! What has been spent of the limits while one file is read.

use vanort_model::column_letters;

use crate::error::WorkbookError;
use crate::limits::WorkbookLimits;
use crate::read::raw_row::RawCell;

/// What has been spent of the limits while one file is read.
#[derive(Debug)]
pub(super) struct Tally<'a> {
    file: &'a str,
    limits: &'a WorkbookLimits,
    cells: usize,
    text_bytes: u64,
}

impl<'a> Tally<'a> {
    pub(super) fn new(file: &'a str, limits: &'a WorkbookLimits) -> Self {
        Self {
            file,
            limits,
            cells: 0,
            text_bytes: 0,
        }
    }

    pub(super) fn limits(&self) -> &'a WorkbookLimits {
        self.limits
    }

    /// The longest text of a cell, in characters.
    pub(super) fn max_text_chars(&self) -> usize {
        self.limits.max_text_chars
    }

    /// That the file is no workbook, or is damaged.
    pub(super) fn damaged(&self) -> WorkbookError {
        WorkbookError::NotAWorkbook {
            file: self.file.to_owned(),
            source: None,
        }
    }

    /// That the file is no workbook, or is damaged, as another library says.
    pub(super) fn refused(
        &self,
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> WorkbookError {
        WorkbookError::NotAWorkbook {
            file: self.file.to_owned(),
            source: Some(cause.into()),
        }
    }

    /// That the file is protected by a password.
    pub(super) fn encrypted(&self) -> WorkbookError {
        WorkbookError::Encrypted {
            file: self.file.to_owned(),
        }
    }

    /// That the file holds more than it may, once unpacked.
    pub(super) fn unpacks_too_large(&self) -> WorkbookError {
        WorkbookError::UnpacksTooLarge {
            file: self.file.to_owned(),
            max_unpacked_bytes: self.limits.max_unpacked_bytes,
            max_parts: self.limits.max_parts,
            max_ratio: self.limits.max_ratio,
        }
    }

    /// Counts the workbook's sheets.
    pub(super) fn check_sheets(&self, count: usize) -> Result<(), WorkbookError> {
        if count > self.limits.max_sheets {
            return Err(WorkbookError::TooManySheets {
                file: self.file.to_owned(),
                max_sheets: self.limits.max_sheets,
            });
        }
        Ok(())
    }

    /// Counts the rows of a sheet that hold anything.
    pub(super) fn check_rows(&self, sheet: &str, count: usize) -> Result<(), WorkbookError> {
        if count > self.limits.max_rows {
            return Err(WorkbookError::TooManyRows {
                file: self.file.to_owned(),
                sheet: sheet.to_owned(),
                max_rows: self.limits.max_rows,
            });
        }
        Ok(())
    }

    /// Counts the cells of the workbook before they are kept, all sheets together.
    pub(super) fn check_cells(&self, sheet: &str, count: usize) -> Result<(), WorkbookError> {
        if count > self.limits.max_cells {
            return Err(WorkbookError::TooManyCells {
                file: self.file.to_owned(),
                sheet: sheet.to_owned(),
                max_cells: self.limits.max_cells,
            });
        }
        Ok(())
    }

    /// Counts a cell at a row and column from 0.
    pub(super) fn spend(
        &mut self,
        sheet: &str,
        row: u32,
        column: usize,
        cell: &RawCell,
    ) -> Result<(), WorkbookError> {
        self.cells += 1;
        self.check_cells(sheet, self.cells)?;
        let (RawCell::Text(text) | RawCell::Failed(text)) = cell else {
            return Ok(());
        };
        if text.chars().count() > self.limits.max_text_chars {
            return Err(WorkbookError::TextTooLong {
                file: self.file.to_owned(),
                sheet: sheet.to_owned(),
                cell: format!("{}{}", column_letters(column), row.saturating_add(1)),
                max_text_chars: self.limits.max_text_chars,
            });
        }
        // One shared string may stand in a million cells.
        self.text_bytes += text.len() as u64;
        if self.text_bytes > self.limits.max_unpacked_bytes {
            return Err(self.unpacks_too_large());
        }
        Ok(())
    }
}
