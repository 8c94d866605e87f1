//! Workbooks, told apart by what they hold: a name may say anything.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::WorkbookError;
use crate::limits::WorkbookLimits;
use crate::read::archive::Archive;
use crate::read::ods::read_ods;
use crate::read::raw_row::RawSheet;
use crate::read::remark::Remark;
use crate::read::tally::Tally;
use crate::read::xls::read_xls;
use crate::read::xlsb::read_xlsb;
use crate::read::xlsx::read_xlsx;

/// What a file of the old Excel format begins with, and every Excel workbook that has a password.
const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A workbook, read.
#[derive(Debug, Default)]
pub(crate) struct RawWorkbook {
    /// The sheets of cells, in their order.
    pub(crate) sheets: Vec<RawSheet>,
    pub(crate) remarks: BTreeSet<Remark>,
}

/// What holds a workbook's parts together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    /// A zip archive: the formats of today.
    Archive,
    /// A compound file: .xls, and encrypted workbooks of Excel.
    CompoundFile,
}

impl Container {
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(COMPOUND_FILE) {
            Some(Self::CompoundFile)
        } else {
            bytes.starts_with(b"PK").then_some(Self::Archive)
        }
    }
}

/// Whether the bytes are a workbook's, whatever the file is called.
pub(crate) fn holds_workbook(bytes: &[u8]) -> bool {
    Container::of(bytes).is_some()
}

/// Reads all sheets of a workbook. Charts and macro sheets are passed over.
pub(crate) fn read_workbook(
    file: &str,
    bytes: &[u8],
    limits: &WorkbookLimits,
) -> Result<RawWorkbook, WorkbookError> {
    let mut tally = Tally::new(file, limits);
    let reading = || match Container::of(bytes) {
        Some(Container::Archive) => read_archive(bytes, &mut tally),
        Some(Container::CompoundFile) => read_xls(bytes, &mut tally),
        None if is_text(bytes) => Err(WorkbookError::TextNotWorkbook {
            file: file.to_owned(),
        }),
        None => Err(tally.damaged()),
    };
    // The library was written for files that Excel made: on other bytes it may panic.
    catch_unwind(AssertUnwindSafe(reading))
        .unwrap_or_else(|_| Err(Tally::new(file, limits).damaged()))
}

fn read_archive(bytes: &[u8], tally: &mut Tally<'_>) -> Result<RawWorkbook, WorkbookError> {
    let archive = Archive::measure(bytes, tally)?;
    let has = |part: &str| archive.names().any(|name| name.eq_ignore_ascii_case(part));
    let mut workbook = if has("xl/workbook.bin") {
        read_xlsb(&archive, tally)?
    } else if has("content.xml") {
        read_ods(&archive, tally)?
    } else {
        RawWorkbook {
            sheets: read_xlsx(&archive, tally)?,
            remarks: BTreeSet::new(),
        }
    };
    let remarks = archive.names().filter_map(Remark::of_part);
    workbook.remarks.extend(remarks);
    Ok(workbook)
}

/// Whether the bytes begin like a text.
fn is_text(bytes: &[u8]) -> bool {
    let control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    !bytes.is_empty() && !bytes.iter().take(1_024).any(control)
}
