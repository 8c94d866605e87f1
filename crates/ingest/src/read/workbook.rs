//! Workbooks, cell by cell: only cells that hold something cost memory.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, SheetType, Xlsx, XlsxError};
use vanort_model::column_letters;

use crate::error::WorkbookError;
use crate::limits::WorkbookLimits;
use crate::read::archive::check_archive;
use crate::read::raw_row::{RawCell, RawRow, RawSheet};

/// Reads all sheets of a workbook, in their order. Charts and macro sheets are passed over.
pub(crate) fn read_workbook(
    file: &str,
    bytes: &[u8],
    limits: &WorkbookLimits,
) -> Result<Vec<RawSheet>, WorkbookError> {
    check_archive(file, bytes, limits)?;
    let reading = || {
        WorkbookReading {
            file,
            limits,
            cells: 0,
            text_bytes: 0,
        }
        .read(bytes)
    };
    // The library was written for files that Excel made: on other bytes it may panic.
    catch_unwind(AssertUnwindSafe(reading)).unwrap_or_else(|_| {
        Err(WorkbookError::NotAWorkbook {
            file: file.to_owned(),
            source: None,
        })
    })
}

/// One reading, with what has been spent of the limits.
struct WorkbookReading<'a> {
    file: &'a str,
    limits: &'a WorkbookLimits,
    cells: usize,
    text_bytes: u64,
}

impl WorkbookReading<'_> {
    fn read(mut self, bytes: &[u8]) -> Result<Vec<RawSheet>, WorkbookError> {
        let mut workbook: Xlsx<_> =
            Xlsx::new(Cursor::new(bytes)).map_err(|error| self.refuse(error))?;
        let sheets = workbook.sheets_metadata();
        if sheets.len() > self.limits.max_sheets {
            return Err(WorkbookError::TooManySheets {
                file: self.file.to_owned(),
                max_sheets: self.limits.max_sheets,
            });
        }
        let names: Vec<String> = sheets
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| sheet.name.clone())
            .collect();
        names
            .into_iter()
            .map(|name| self.read_sheet(&mut workbook, name))
            .collect()
    }

    fn read_sheet(
        &mut self,
        workbook: &mut Xlsx<Cursor<&[u8]>>,
        name: String,
    ) -> Result<RawSheet, WorkbookError> {
        let mut rows: BTreeMap<u32, BTreeMap<usize, RawCell>> = BTreeMap::new();
        let mut cells = workbook
            .worksheet_cells_reader(&name)
            .map_err(|error| self.refuse(error))?;
        while let Some(cell) = cells.next_cell().map_err(|error| self.refuse(error))? {
            let (row, column) = cell.get_position();
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            let Some(raw) = raw_cell(cell.get_value()) else {
                continue;
            };
            self.spend(&name, row, column, &raw)?;
            rows.entry(row).or_default().insert(column, raw);
            if rows.len() > self.limits.max_rows {
                return Err(WorkbookError::TooManyRows {
                    file: self.file.to_owned(),
                    sheet: name,
                    max_rows: self.limits.max_rows,
                });
            }
        }
        let rows = rows
            .into_iter()
            .map(|(row, cells)| RawRow {
                number: row.saturating_add(1),
                cells,
            })
            .collect();
        Ok(RawSheet { name, rows })
    }

    /// Counts a cell against the limits.
    fn spend(
        &mut self,
        sheet: &str,
        row: u32,
        column: usize,
        cell: &RawCell,
    ) -> Result<(), WorkbookError> {
        self.cells += 1;
        if self.cells > self.limits.max_cells {
            return Err(WorkbookError::TooManyCells {
                file: self.file.to_owned(),
                sheet: sheet.to_owned(),
                max_cells: self.limits.max_cells,
            });
        }
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
            return Err(WorkbookError::UnpacksTooLarge {
                file: self.file.to_owned(),
                max_unpacked_bytes: self.limits.max_unpacked_bytes,
                max_parts: self.limits.max_parts,
            });
        }
        Ok(())
    }

    fn refuse(&self, error: XlsxError) -> WorkbookError {
        let file = self.file.to_owned();
        match error {
            XlsxError::Password => WorkbookError::Encrypted { file },
            error => WorkbookError::NotAWorkbook {
                file,
                source: Some(error.into()),
            },
        }
    }
}

/// The cell as it is kept; `None` when it holds nothing.
fn raw_cell(value: &DataRef<'_>) -> Option<RawCell> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "Excel's own numbers have no more digits than a float"
    )]
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(RawCell::Number(*number as f64)),
        DataRef::Float(number) => Some(RawCell::Number(*number)),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            RawCell::of_text(text)
        }
        DataRef::SharedString(text) => RawCell::of_text(text),
        DataRef::Bool(value) => Some(RawCell::Bool(*value)),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Some(RawCell::Date {
                year: i32::from(year),
                month,
                day,
            })
        }
        DataRef::Error(error) => Some(RawCell::Failed(error.to_string())),
    }
}
