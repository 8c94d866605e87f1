//! Workbooks in Excel's binary format (.xlsb), cell by cell.
//!
//! calamine believes the length that each record tells, and the number of formats and shared texts.
//! So the records of the parts that it reads are walked first, and it is given an archive of these
//! parts alone. Merged cells, which it does not tell, are found on the way.

mod record;
mod relation;
mod screened;
mod sheet;
mod styles;

use std::io::Cursor;

use calamine::{Reader as _, SheetVisible, Xlsb, XlsbError};

use crate::error::WorkbookError;
use crate::read::archive::Archive;
use crate::read::sheet_draft::SheetDraft;
use crate::read::tally::Tally;
use crate::read::value::raw_cell_of;
use crate::read::workbook::RawWorkbook;

use screened::Screened;

/// Reads all sheets of a workbook, in their order. Charts and macro sheets are passed over.
pub(super) fn read_xlsb(
    archive: &Archive<'_>,
    tally: &mut Tally<'_>,
) -> Result<RawWorkbook, WorkbookError> {
    let screened = Screened::new(archive, tally)?;
    let refuse = |error: XlsbError, tally: &Tally<'_>| match error {
        XlsbError::Password => tally.encrypted(),
        error => tally.refused(error),
    };
    let mut workbook: Xlsb<_> =
        Xlsb::new(Cursor::new(screened.archive)).map_err(|error| refuse(error, tally))?;
    tally.check_sheets(workbook.sheets_metadata().len())?;
    let drafts: Vec<SheetDraft> = (workbook.sheets_metadata().iter())
        .map(|sheet| SheetDraft::new(sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut read = RawWorkbook::default();
    for (mut draft, part) in drafts.into_iter().zip(screened.sheets) {
        let mut cells = (workbook.worksheet_cells_reader(draft.name()))
            .map_err(|error| refuse(error, tally))?;
        while let Some(cell) = cells.next_cell().map_err(|error| refuse(error, tally))? {
            let (row, column) = cell.get_position();
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            if let Some(raw) = raw_cell_of(cell.get_value(), tally.max_text_chars()) {
                draft.put(row, column, raw, tally)?;
            }
        }
        for merge in screened.merges.get(&part).into_iter().flatten() {
            draft.merge(*merge);
        }
        read.sheets.push(draft.finish(tally)?);
    }
    Ok(read)
}
