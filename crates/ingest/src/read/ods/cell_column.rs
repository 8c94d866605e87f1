//! Cells of a spreadsheet, one below the other in one column for calamine.

use std::io::{Cursor, Write as _};

use calamine::{Ods, OdsError, Reader as _};
use quick_xml::escape::escape;
use quick_xml::events::BytesStart;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::error::WorkbookError;
use crate::read::ods::attribute::attribute;
use crate::read::raw_row::RawCell;
use crate::read::sheet_draft::SheetDraft;
use crate::read::tally::Tally;
use crate::read::value::raw_cell;

/// How many bytes of cells are gathered before they are read.
const BATCH_BYTES: usize = 1024 * 1024;

/// The attributes that hold a cell's value, or tell its kind.
const VALUE_ATTRIBUTES: [&str; 7] = [
    "office:value-type",
    "office:value",
    "office:date-value",
    "office:time-value",
    "office:boolean-value",
    "office:string-value",
    "calcext:value-type",
];

const MIME_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Where a cell stands, from 0, and how often it is repeated to the right and downwards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) row: u32,
    pub(super) rows: u32,
    pub(super) column: u32,
    pub(super) columns: u32,
}

/// A cell that has been opened: its value, and its text so far.
#[derive(Debug, Default)]
pub(super) struct CellText {
    values: Vec<(&'static str, String)>,
    /// The lines of the cell; a line begins with each paragraph.
    lines: Vec<String>,
}

impl CellText {
    pub(super) fn new(element: &BytesStart<'_>) -> Self {
        let value = |name: &&'static str| Some((*name, attribute(element, name)?));
        Self {
            values: VALUE_ATTRIBUTES.iter().filter_map(value).collect(),
            lines: Vec::new(),
        }
    }

    pub(super) fn begin_line(&mut self) {
        self.lines.push(String::new());
    }

    pub(super) fn push(&mut self, text: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.push_str(text);
        }
    }

    fn is_empty(&self) -> bool {
        self.values.is_empty() && self.lines.is_empty()
    }

    fn has(&self, name: &str, value: &str) -> bool {
        self.values
            .iter()
            .any(|(it, its)| *it == name && its == value)
    }
}

/// Cells, one below the other.
#[derive(Debug, Default)]
pub(super) struct CellColumn {
    rows: String,
    /// Where each stands, and whether it is a formula that failed.
    places: Vec<(Place, bool)>,
}

impl CellColumn {
    /// Puts a cell that holds anything below the others.
    pub(super) fn put(&mut self, cell: &CellText, place: Place) {
        if cell.is_empty() {
            return;
        }
        self.rows.push_str("<table:table-row><table:table-cell");
        for (name, value) in &cell.values {
            // An attribute cannot hold the line breaks of a text.
            if *name != "office:string-value" || cell.lines.len() < 2 {
                for part in [" ", name, "=\"", &escape(value.as_str()), "\""] {
                    self.rows.push_str(part);
                }
            }
        }
        self.rows.push('>');
        for line in &cell.lines {
            for part in ["<text:p>", &escape(line.as_str()), "</text:p>"] {
                self.rows.push_str(part);
            }
        }
        self.rows.push_str("</table:table-cell></table:table-row>");
        self.places
            .push((place, cell.has("calcext:value-type", "error")));
    }

    /// Whether it is time to read the cells.
    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= BATCH_BYTES
    }

    /// Has calamine read the cells, and puts each where it stood.
    pub(super) fn read_into(
        &mut self,
        draft: &mut SheetDraft,
        tally: &mut Tally<'_>,
    ) -> Result<(), WorkbookError> {
        let Self { rows, places } = std::mem::take(self);
        if places.is_empty() {
            return Ok(());
        }
        let file = spreadsheet(&rows).map_err(|error| tally.refused(error))?;
        let refuse = |error: OdsError, tally: &Tally<'_>| tally.refused(error);
        let mut workbook: Ods<_> =
            Ods::new(Cursor::new(file)).map_err(|error| refuse(error, tally))?;
        let cells = (workbook.worksheet_range("1")).map_err(|error| refuse(error, tally))?;
        for ((place, failed), number) in places.into_iter().zip(0_u32..) {
            let value = cells.get_value((number, 0));
            let cell = match value.and_then(|value| raw_cell(value, tally.max_text_chars())) {
                Some(RawCell::Text(text)) if failed => RawCell::Failed(text),
                Some(cell) => cell,
                None => continue,
            };
            put_repeated(&cell, place, draft, tally)?;
        }
        Ok(())
    }
}

/// Puts a cell as often as it is repeated, as long as the limits allow.
fn put_repeated(
    cell: &RawCell,
    place: Place,
    draft: &mut SheetDraft,
    tally: &mut Tally<'_>,
) -> Result<(), WorkbookError> {
    for row in place.row..place.row.saturating_add(place.rows) {
        for column in place.column..place.column.saturating_add(place.columns) {
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            draft.put(row, column, cell.clone(), tally)?;
        }
    }
    Ok(())
}

/// A spreadsheet of one sheet with these rows.
fn spreadsheet(rows: &str) -> Result<Vec<u8>, zip::result::ZipError> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("mimetype", stored)?;
    archive.write_all(MIME_TYPE.as_bytes())?;
    archive.start_file("META-INF/manifest.xml", stored)?;
    archive.write_all(b"<manifest:manifest></manifest:manifest>")?;
    archive.start_file("content.xml", stored)?;
    archive.write_all(b"<office:document-content><table:table table:name=\"1\">")?;
    archive.write_all(rows.as_bytes())?;
    archive.write_all(b"</table:table></office:document-content>")?;
    Ok(archive.finish()?.into_inner())
}
