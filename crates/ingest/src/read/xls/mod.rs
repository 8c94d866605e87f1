//! Workbooks of the old Excel format (.xls), which calamine reads whole and would set memory aside
//! for every cell between the first and the last one of a sheet.
//!
//! So the records of the workbook are walked here: where each cell stands is read, and only the
//! records that hold values are given to calamine, in a workbook of one sheet that they fill cell
//! by cell, each shared text once. What comes back is put where it stood.

mod biff;
mod compound_file;
mod globals;
mod shared_strings;
mod sheet_records;
mod value_sheet;

use crate::error::WorkbookError;
use crate::read::remark::Remark;
use crate::read::sheet_draft::SheetDraft;
use crate::read::tally::Tally;
use crate::read::value::raw_cell;
use crate::read::workbook::RawWorkbook;

use compound_file::CompoundFile;
use globals::Globals;
use sheet_records::read_sheet_records;
use value_sheet::ValueSheet;

/// Reads all sheets of a workbook, in their order. Charts and macro sheets are passed over.
pub(super) fn read_xls(bytes: &[u8], tally: &mut Tally<'_>) -> Result<RawWorkbook, WorkbookError> {
    let file = CompoundFile::parse(bytes).ok_or_else(|| tally.damaged())?;
    if file.has("EncryptedPackage") {
        return Err(tally.encrypted());
    }
    let stream = (file.stream("Workbook"))
        .or_else(|| file.stream("Book"))
        .ok_or_else(|| tally.damaged())?;
    let globals = Globals::parse(&stream, tally)?;
    let mut workbook = RawWorkbook::default();
    if globals.refers_elsewhere {
        workbook.remarks.insert(Remark::Links);
    }
    if globals.has_macro_sheet || file.has("_VBA_PROJECT_CUR") || file.has("_VBA_PROJECT") {
        workbook.remarks.insert(Remark::Macros);
    }
    let names = ValueSheet::default().read(&globals, tally)?.sheets;
    let mut values = ValueSheet::default();
    let mut found = Vec::new();
    for (sheet, name) in globals.sheets.iter().zip(&names) {
        let is_biff_5 = globals.is_biff_5;
        let records = read_sheet_records(&stream, (sheet, name), is_biff_5, &mut values, tally)?;
        found.push((records, SheetDraft::new(name.clone(), sheet.hidden)));
    }
    let values = values.read(&globals, tally)?;
    for (records, mut draft) in found {
        for place in records.places {
            let value = values.get(place.value);
            let raw = value.and_then(|value| raw_cell(value, tally.max_text_chars()));
            if let Some(raw) = raw {
                draft.put(place.row.into(), place.column.into(), raw, tally)?;
            }
        }
        for merge in records.merges {
            draft.merge(merge);
        }
        workbook.sheets.push(draft.finish(tally)?);
    }
    Ok(workbook)
}
