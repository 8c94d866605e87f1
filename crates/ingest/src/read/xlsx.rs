//! Workbooks in Office Open XML (.xlsx, .xlsm), cell by cell.

use std::io::Cursor;

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::error::WorkbookError;
use crate::read::archive::Archive;
use crate::read::raw_row::RawSheet;
use crate::read::sheet_draft::{Merge, SheetDraft};
use crate::read::tally::Tally;
use crate::read::value::raw_cell_of;

/// Reads all sheets of a workbook, in their order. Charts and macro sheets are passed over.
pub(super) fn read_xlsx(
    archive: &Archive<'_>,
    tally: &mut Tally<'_>,
) -> Result<Vec<RawSheet>, WorkbookError> {
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(archive.bytes())).map_err(|error| refuse(error, tally))?;
    tally.check_sheets(workbook.sheets_metadata().len())?;
    let drafts: Vec<SheetDraft> = (workbook.sheets_metadata().iter())
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| SheetDraft::new(sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    drafts
        .into_iter()
        .map(|draft| read_sheet(&mut workbook, draft, tally))
        .collect()
}

fn read_sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    mut draft: SheetDraft,
    tally: &mut Tally<'_>,
) -> Result<RawSheet, WorkbookError> {
    let mut cells =
        (workbook.worksheet_cells_reader(draft.name())).map_err(|error| refuse(error, tally))?;
    while let Some(cell) = cells.next_cell().map_err(|error| refuse(error, tally))? {
        let (row, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if let Some(raw) = raw_cell_of(cell.get_value(), tally.max_text_chars()) {
            draft.put(row, column, raw, tally)?;
        }
    }
    drop(cells);
    let merged =
        (workbook.merge_cells_by_sheet_name(draft.name())).map_err(|error| refuse(error, tally))?;
    for dimensions in merged {
        draft.merge(Merge {
            first_row: dimensions.start.0,
            last_row: dimensions.end.0,
            column: usize::try_from(dimensions.start.1).unwrap_or(usize::MAX),
        });
    }
    draft.finish(tally)
}

fn refuse(error: XlsxError, tally: &Tally<'_>) -> WorkbookError {
    match error {
        XlsxError::Password => tally.encrypted(),
        error => tally.refused(error),
    }
}
