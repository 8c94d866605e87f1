//! The cells of one sheet of an .xls workbook: where they stand, and which record holds the value.

use crate::error::WorkbookError;
use crate::read::sheet_draft::Merge;
use crate::read::tally::Tally;
use crate::read::xls::biff::{Record, Records, kind, u16_at, u32_at};
use crate::read::xls::globals::BoundSheet;
use crate::read::xls::value_sheet::ValueSheet;

/// The cells of one sheet.
#[derive(Debug, Default)]
pub(super) struct SheetRecords {
    pub(super) places: Vec<Place>,
    pub(super) merges: Vec<Merge>,
}

/// Where a cell stands, from 0, and the number of its value.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) row: u16,
    pub(super) column: u16,
    pub(super) value: usize,
}

/// Reads the records of a sheet. Of formulas only the value is taken that was saved with them.
pub(super) fn read_sheet_records(
    stream: &[u8],
    (sheet, name): (&BoundSheet, &str),
    is_biff_5: bool,
    values: &mut ValueSheet,
    tally: &Tally<'_>,
) -> Result<SheetRecords, WorkbookError> {
    let mut records = Records::new(stream.get(sheet.start..).unwrap_or_default());
    if !matches!(records.next(), Some(first) if first.kind == kind::BOF) {
        return Err(tally.damaged());
    }
    let mut found = SheetRecords::default();
    // A formula whose text stands in a record further on.
    let mut awaited: Option<Record<'_>> = None;
    // Charts within the sheet have records of cells too.
    let mut depth = 0_usize;
    loop {
        let record = records.next().ok_or_else(|| tally.damaged())?;
        match record.kind {
            kind::BOF => depth += 1,
            kind::EOF if depth == 0 => return Ok(found),
            kind::EOF => depth -= 1,
            _ if depth > 0 => {}
            kind::FORMULA => {
                let pending = found
                    .put_formula(record, values)
                    .ok_or_else(|| tally.damaged())?;
                awaited = pending.then_some(record);
            }
            kind::STRING => {
                if let Some(formula) = awaited.take() {
                    let text = joined(record.bytes, &records.continued(), is_biff_5);
                    let text = text.ok_or_else(|| tally.damaged())?;
                    found
                        .put_text(formula, &text, values)
                        .ok_or_else(|| tally.damaged())?;
                }
            }
            _ => found.put(record, values).ok_or_else(|| tally.damaged())?,
        }
        tally.check_cells(name, values.cells())?;
    }
}

/// The text of a record and those that continue it, each of which tells again how wide its letters
/// are; `None` when it becomes longer than a record can be, or its letters differ in width.
fn joined(first: &[u8], continued: &[&[u8]], is_biff_5: bool) -> Option<Vec<u8>> {
    let mut text = first.to_vec();
    for part in continued {
        if is_biff_5 {
            text.extend_from_slice(part);
            continue;
        }
        let (flags, letters) = part.split_first()?;
        if flags & 1 != first.get(2)? & 1 {
            return None;
        }
        text.extend_from_slice(letters);
    }
    (text.len() <= usize::from(u16::MAX) - 6).then_some(text)
}

impl SheetRecords {
    fn place(&mut self, record: Record<'_>, value: usize) -> Option<()> {
        self.places.push(Place {
            row: u16_at(record.bytes, 0)?,
            column: u16_at(record.bytes, 2)?,
            value,
        });
        Some(())
    }

    /// Takes a record; `None` when it is too short.
    fn put(&mut self, record: Record<'_>, values: &mut ValueSheet) -> Option<()> {
        let bytes = record.bytes;
        match record.kind {
            kind::NUMBER | kind::RK | kind::BOOL_ERR | kind::LABEL | kind::RICH_STRING => {
                let value = values.put(record.kind, &[bytes.get(4..)?])?;
                self.place(record, value)
            }
            kind::LABEL_SST => {
                let value = values.put_shared(u32_at(bytes, 6)?)?;
                self.place(record, value)
            }
            kind::MUL_RK => self.put_row_of_numbers(bytes, values),
            kind::MERGE_CELLS => {
                let (ranges, _) = bytes.get(2..)?.as_chunks::<8>();
                let count = usize::from(u16_at(bytes, 0)?);
                for range in ranges.iter().take(count) {
                    self.merges.push(Merge {
                        first_row: u16_at(range, 0)?.into(),
                        last_row: u16_at(range, 2)?.into(),
                        column: u16_at(range, 4)?.into(),
                    });
                }
                Some(())
            }
            _ => Some(()),
        }
    }

    fn put_row_of_numbers(&mut self, bytes: &[u8], values: &mut ValueSheet) -> Option<()> {
        let (row, first) = (u16_at(bytes, 0)?, u16_at(bytes, 2)?);
        let numbers = bytes.get(4..bytes.len().checked_sub(2)?)?;
        let (numbers, _) = numbers.as_chunks::<6>();
        for (column, number) in (first..).zip(numbers) {
            let value = values.put(kind::RK, &[number])?;
            self.places.push(Place { row, column, value });
        }
        Some(())
    }

    /// Takes the value of a formula; `Some(true)` when it is a text, which comes later.
    fn put_formula(&mut self, record: Record<'_>, values: &mut ValueSheet) -> Option<bool> {
        let bytes = record.bytes;
        let (format, result) = (bytes.get(4..6)?, bytes.get(6..14)?);
        let value = match *result {
            [0, .., 0xFF, 0xFF] => return Some(true),
            [1, _, value, .., 0xFF, 0xFF] => values.put(kind::BOOL_ERR, &[format, &[value, 0]])?,
            [2, _, error, .., 0xFF, 0xFF] => values.put(kind::BOOL_ERR, &[format, &[error, 1]])?,
            // An empty text.
            [_, .., 0xFF, 0xFF] => return Some(false),
            _ => values.put(kind::NUMBER, &[format, result])?,
        };
        self.place(record, value)?;
        Some(false)
    }

    fn put_text(
        &mut self,
        formula: Record<'_>,
        text: &[u8],
        values: &mut ValueSheet,
    ) -> Option<()> {
        let format = formula.bytes.get(4..6)?;
        let value = values.put(kind::LABEL, &[format, text])?;
        self.place(formula, value)
    }
}
