//! What an .xls workbook says of itself before its sheets.

use crate::error::WorkbookError;
use crate::read::tally::Tally;
use crate::read::xls::biff::{Records, kind, push_record, u16_at, u32_at};
use crate::read::xls::shared_strings::count_strings;

/// The kind of sheet that holds cells, and the one that holds macros, as `BoundSheet8` tells them.
const WORKSHEET: u8 = 0;
const MACRO_SHEET: u8 = 1;

/// What a workbook says of itself before its sheets.
#[derive(Debug, Default)]
pub(super) struct Globals {
    /// The records that calamine needs to understand values: the version, code page, calendar,
    /// formats and shared texts.
    pub(super) records: Vec<u8>,
    /// The sheets of cells, in their order.
    pub(super) sheets: Vec<BoundSheet>,
    pub(super) has_macro_sheet: bool,
    pub(super) refers_elsewhere: bool,
    /// Whether texts are in the workbook's code page: the format of Excel 95.
    pub(super) is_biff_5: bool,
}

/// A sheet of cells.
#[derive(Debug)]
pub(super) struct BoundSheet {
    /// Where its records begin in the stream.
    pub(super) start: usize,
    pub(super) hidden: bool,
    /// The bytes of its name, with what tells their length and encoding.
    pub(super) name: Vec<u8>,
}

impl BoundSheet {
    /// The sheet that is put last, for the values.
    pub(super) fn of_values(globals: &Globals) -> Self {
        Self {
            start: 0,
            hidden: false,
            // One letter, of one byte.
            name: if globals.is_biff_5 {
                b"\x01V".to_vec()
            } else {
                b"\x01\x00V".to_vec()
            },
        }
    }
}

impl Globals {
    /// Reads the records before the sheets.
    pub(super) fn parse(stream: &[u8], tally: &Tally<'_>) -> Result<Self, WorkbookError> {
        let mut records = Records::new(stream);
        let version = match records.next() {
            Some(first) if first.kind == kind::BOF => u16_at(first.bytes, 0),
            _ => None,
        };
        let mut globals = Self {
            is_biff_5: match version {
                Some(0x0600) => false,
                Some(0x0500) => true,
                _ => return Err(tally.damaged()),
            },
            ..Self::default()
        };
        let version = if globals.is_biff_5 {
            0x0500_u16
        } else {
            0x0600
        };
        // 5: the records before the sheets.
        let begin = [version.to_le_bytes(), 5_u16.to_le_bytes()].concat();
        push_record(&mut globals.records, kind::BOF, &[&begin]);
        let mut has_strings = false;
        loop {
            let record = records.next().ok_or_else(|| tally.damaged())?;
            let bytes = record.bytes;
            match record.kind {
                kind::EOF => return Ok(globals),
                // Filled with zeros by programs that do not encrypt.
                kind::FILE_PASS if bytes.iter().any(|byte| *byte != 0) => {
                    return Err(tally.encrypted());
                }
                // Texts of Excel 97 and later are Unicode, whatever code page is told.
                kind::CODE_PAGE if !globals.is_biff_5 => {}
                kind::CODE_PAGE | kind::DATE_MODE | kind::FORMAT | kind::XF => {
                    push_record(&mut globals.records, record.kind, &[bytes]);
                }
                kind::SST if !has_strings => {
                    has_strings = true;
                    let continued = records.continued();
                    globals.put_strings(bytes, &continued, tally)?;
                }
                kind::BOUND_SHEET => globals.put_sheet(bytes, tally)?,
                kind::SUP_BOOK => {
                    // Of this workbook itself, or of functions that are added to Excel.
                    let own = matches!(u16_at(bytes, 2), Some(0x0401 | 0x3A01));
                    globals.refers_elsewhere |= bytes.len() > 2 && !own;
                }
                _ => {}
            }
        }
    }

    fn put_strings(
        &mut self,
        first: &[u8],
        continued: &[&[u8]],
        tally: &Tally<'_>,
    ) -> Result<(), WorkbookError> {
        let whole: usize = continued.iter().map(|part| part.len()).sum();
        // calamine's time grows with the square of their number; Excel fills each to 8 kB.
        if continued.len() > 1_000 + whole / 2_048 {
            return Err(tally.damaged());
        }
        // Texts that no cell shows any more may linger in an honest workbook.
        let most = tally.limits().max_cells.saturating_mul(2);
        let count = count_strings(first, continued).ok_or_else(|| tally.damaged())?;
        if count > most {
            return Err(tally.damaged());
        }
        push_record(&mut self.records, kind::SST, &[first]);
        for part in continued {
            push_record(&mut self.records, kind::CONTINUE, &[part]);
        }
        Ok(())
    }

    fn put_sheet(&mut self, bytes: &[u8], tally: &Tally<'_>) -> Result<(), WorkbookError> {
        let (Some(start), Some([visibility, sheet_kind, name @ ..])) =
            (u32_at(bytes, 0), bytes.get(4..))
        else {
            return Err(tally.damaged());
        };
        match *sheet_kind {
            WORKSHEET => self.sheets.push(BoundSheet {
                start: usize::try_from(start).unwrap_or(usize::MAX),
                hidden: visibility & 3 != 0,
                name: name.to_vec(),
            }),
            MACRO_SHEET => self.has_macro_sheet = true,
            _ => {}
        }
        tally.check_sheets(self.sheets.len())
    }
}
