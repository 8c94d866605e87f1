//! The values of all cells of an .xls workbook, one after the other in one sheet for calamine.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xls, XlsError};

use crate::error::WorkbookError;
use crate::read::tally::Tally;
use crate::read::xls::biff::{kind, push_record};
use crate::read::xls::globals::{BoundSheet, Globals};

/// How many values stand in a row of the sheet.
const ROW_VALUES: usize = 256;

/// The bytes of a sector of the compound file that is written: the larger of the two sizes, so
/// that the header alone lists all tables of sectors.
const SECTOR_BYTES: usize = 4_096;

/// The numbers of sectors in one such table.
const TABLE_SECTORS: usize = SECTOR_BYTES / 4;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FREE_SECTOR: u32 = 0xFFFF_FFFF;

/// The values of all cells, one after the other.
#[derive(Debug, Default)]
pub(super) struct ValueSheet {
    records: Vec<u8>,
    count: usize,
    /// The numbers of the values that are shared texts.
    shared: BTreeMap<u32, usize>,
    cells: usize,
}

/// The values, read.
#[derive(Debug)]
pub(super) struct Values {
    /// The names of the workbook's sheets.
    pub(super) sheets: Vec<String>,
    values: Range<Data>,
}

impl Values {
    /// The value of this number.
    pub(super) fn get(&self, number: usize) -> Option<&Data> {
        let row = u32::try_from(number / ROW_VALUES).ok()?;
        let column = u32::try_from(number % ROW_VALUES).ok()?;
        self.values.get_value((row, column))
    }
}

impl ValueSheet {
    /// How many cells have been asked a value for.
    pub(super) fn cells(&self) -> usize {
        self.cells
    }

    /// Puts a record, without its row and column; its number, or `None` when the sheet is full.
    pub(super) fn put(&mut self, kind: u16, parts: &[&[u8]]) -> Option<usize> {
        let number = self.count;
        let row = u16::try_from(number / ROW_VALUES).ok()?.to_le_bytes();
        let column = u16::try_from(number % ROW_VALUES).ok()?.to_le_bytes();
        let parts: Vec<&[u8]> = [row.as_slice(), column.as_slice()]
            .into_iter()
            .chain(parts.iter().copied())
            .collect();
        push_record(&mut self.records, kind, &parts);
        self.count += 1;
        self.cells += 1;
        Some(number)
    }

    /// Puts a shared text, once.
    pub(super) fn put_shared(&mut self, string: u32) -> Option<usize> {
        if let Some(number) = self.shared.get(&string) {
            self.cells += 1;
            return Some(*number);
        }
        // A text has no format.
        let number = self.put(kind::LABEL_SST, &[&[0, 0], &string.to_le_bytes()])?;
        self.shared.insert(string, number);
        Some(number)
    }

    /// Has calamine read the values, and the names of the sheets.
    pub(super) fn read(
        self,
        globals: &Globals,
        tally: &Tally<'_>,
    ) -> Result<Values, WorkbookError> {
        let file = compound_file(&self.workbook(globals));
        let mut workbook: Xls<_> = Xls::new(Cursor::new(file)).map_err(|error| match error {
            XlsError::Password => tally.encrypted(),
            error => tally.refused(error),
        })?;
        let mut sheets = workbook.sheet_names();
        // The sheet of values stands last, and takes the place of another of its name.
        let last = sheets.pop().ok_or_else(|| tally.damaged())?;
        let values = workbook
            .worksheet_range(&last)
            .map_err(|error| tally.refused(error))?;
        Ok(Values { sheets, values })
    }

    /// The stream of a workbook whose sheets are empty, except for the last one.
    fn workbook(self, globals: &Globals) -> Vec<u8> {
        let values = BoundSheet::of_values(globals);
        let sheets = || globals.sheets.iter().chain([&values]);
        let names: usize = sheets().map(|sheet| sheet.name.len() + 10).sum();
        let first_sheet = globals.records.len() + names + 4;
        let mut empty_sheet = Vec::new();
        // The version was told before the sheets; 0x10: a sheet of cells.
        push_record(&mut empty_sheet, kind::BOF, &[&[0, 0, 0x10, 0]]);
        let begin = empty_sheet.clone();
        push_record(&mut empty_sheet, kind::EOF, &[]);
        let value_sheet = first_sheet + empty_sheet.len();

        let mut stream = globals.records.clone();
        for (number, sheet) in sheets().enumerate() {
            let is_values = number == globals.sheets.len();
            let start = if is_values { value_sheet } else { first_sheet };
            // The file that was read had at most as many bytes.
            let start = u32::try_from(start).unwrap_or(u32::MAX).to_le_bytes();
            push_record(
                &mut stream,
                kind::BOUND_SHEET,
                &[&start, &[0, 0], &sheet.name],
            );
        }
        push_record(&mut stream, kind::EOF, &[]);
        stream.extend(empty_sheet);
        stream.extend(begin);
        stream.extend(self.records);
        push_record(&mut stream, kind::EOF, &[]);
        stream
    }
}

/// A compound file whose only stream is the workbook's.
fn compound_file(workbook: &[u8]) -> Vec<u8> {
    let sector_count = |bytes: usize| bytes.div_ceil(SECTOR_BYTES);
    // Smaller streams would have to stand in the root entry's own.
    let workbook_bytes = workbook.len().max(SECTOR_BYTES);
    let workbook_sectors = sector_count(workbook_bytes);
    // Sectors of tables come first, then the directory, then the workbook.
    let tables = (workbook_sectors + 1).div_ceil(TABLE_SECTORS - 1).max(1);
    let number = |number: usize| u32::try_from(number).unwrap_or(FREE_SECTOR);

    let mut header = vec![0_u8; SECTOR_BYTES];
    let mut put = |at: usize, bytes: &[u8]| {
        for (to, from) in header.iter_mut().skip(at).zip(bytes) {
            *to = *from;
        }
    };
    put(0, &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    // The version 4, little-endian; sectors of 2^12 bytes, small ones of 2^6.
    put(24, &[0x3E, 0, 4, 0, 0xFE, 0xFF, 12, 0, 6, 0]);
    put(44, &number(tables).to_le_bytes());
    put(48, &number(tables).to_le_bytes());
    put(56, &number(SECTOR_BYTES).to_le_bytes());
    put(60, &END_OF_CHAIN.to_le_bytes());
    put(68, &END_OF_CHAIN.to_le_bytes());
    for table in 0..109 {
        let sector = if table < tables {
            number(table)
        } else {
            FREE_SECTOR
        };
        put(76 + 4 * table, &sector.to_le_bytes());
    }

    let mut file = header;
    let first = tables + 1;
    for sector in 0..tables * TABLE_SECTORS {
        let next = if sector < tables {
            0xFFFF_FFFD
        } else if sector < first || sector + 1 == first + workbook_sectors {
            END_OF_CHAIN
        } else if sector < first + workbook_sectors {
            number(sector + 1)
        } else {
            FREE_SECTOR
        };
        file.extend(next.to_le_bytes());
    }
    let directory = file.len();
    file.extend(entry("Root Entry", 5, END_OF_CHAIN - 1, 0));
    file.extend(entry("Workbook", 2, number(first), workbook_bytes));
    file.resize(directory + SECTOR_BYTES, 0);
    file.extend(workbook);
    file.resize(directory + SECTOR_BYTES * (1 + workbook_sectors), 0);
    file
}

/// An entry of the directory of a compound file.
fn entry(name: &str, kind: u8, start: u32, size_bytes: usize) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let name_bytes = u8::try_from(entry.len() + 2).unwrap_or_default();
    entry.resize(64, 0);
    entry.extend([name_bytes, 0, kind, 1]);
    // No neighbours; the root's child is the second entry.
    entry.extend([0xFF; 8]);
    entry.extend(if kind == 5 { 1 } else { FREE_SECTOR }.to_le_bytes());
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend((size_bytes as u64).to_le_bytes());
    entry
}
