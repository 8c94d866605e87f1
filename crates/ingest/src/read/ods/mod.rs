//! x
use crate::error::WorkbookError;
use crate::read::archive::Archive;
use crate::read::tally::Tally;
use crate::read::workbook::RawWorkbook;
pub(super) fn read_ods(_: &Archive<'_>, t: &mut Tally<'_>) -> Result<RawWorkbook, WorkbookError> {
    Err(t.damaged())
}
