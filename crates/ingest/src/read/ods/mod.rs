//! Spreadsheets in OpenDocument (.ods), which calamine reads whole, with every row and cell that
//! the file repeats.
//!
//! So the sheets are walked here, row by row: where each cell stands and how often it is repeated
//! is read, and only the cells themselves are given to calamine, one below the other. What comes
//! back is put where it stood, within the limits.

mod attribute;
mod cell_column;
mod content;

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use zip::ZipArchive;

use crate::error::WorkbookError;
use crate::read::archive::Archive;
use crate::read::tally::Tally;
use crate::read::workbook::RawWorkbook;

use content::Content;

/// Reads all sheets of a spreadsheet, in their order.
pub(super) fn read_ods(
    archive: &Archive<'_>,
    tally: &mut Tally<'_>,
) -> Result<RawWorkbook, WorkbookError> {
    let mut parts =
        ZipArchive::new(Cursor::new(archive.bytes())).map_err(|error| tally.refused(error))?;
    let part = (parts.by_name("content.xml")).map_err(|error| tally.refused(error))?;
    let mut xml = Reader::from_reader(BufReader::new(part));
    xml.config_mut().expand_empty_elements = true;
    let mut content = Content::default();
    let mut buffer = Vec::new();
    loop {
        let event = (xml.read_event_into(&mut buffer)).map_err(|error| tally.refused(error))?;
        if !content.take(&event, tally)? {
            return content.finish(tally);
        }
        buffer.clear();
    }
}
