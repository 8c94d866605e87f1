//! A list as a workbook and as CSV.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use vanort_model::Snapshot;

use crate::export::ExportRequest;
use crate::export::about::write_about;
use crate::export::row::{ExportCell, ExportRow, headings};
use crate::export::sheet::{heading_format, set_widths, text_format, width, write_text};
use crate::read::escape_formula;

/// The workbook of a list.
pub(super) fn workbook(
    register: &Snapshot,
    request: &ExportRequest,
    rows: &[ExportRow],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(request)?);
    let headings = headings(request.cut);
    let (heading, text, year) = (heading_format(), text_format(), Format::new());
    let mut widths: Vec<usize> = headings.iter().map(|heading| width(heading)).collect();
    let sheet = workbook.add_worksheet().set_name("Vänorter")?;
    for (column, name) in (0_u16..).zip(&headings) {
        sheet.write_string_with_format(0, column, *name, &heading)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        let columns = (0_u16..).zip(&cells.cells).zip(&mut widths);
        for ((column, cell), widest) in columns {
            match cell {
                ExportCell::Empty => {}
                ExportCell::Text(written) => write_text(sheet, (row, column), written, &text)?,
                ExportCell::Year(number) => {
                    sheet.write_number_with_format(row, column, *number, &year)?;
                }
            }
            *widest = (*widest).max(width(&cell.written()));
        }
    }
    set_widths(sheet, &widths)?;
    sheet.set_freeze_panes(1, 0)?;
    let last_column = u16::try_from(headings.len().saturating_sub(1)).unwrap_or_default();
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    write_about(workbook.add_worksheet(), register, request, rows.len())?;
    workbook.save_to_buffer()
}

fn properties(request: &ExportRequest) -> Result<DocProperties, XlsxError> {
    let created = ExcelDateTime::parse_from_str(&request.date)?;
    Ok(DocProperties::new()
        .set_title(request.cut.title())
        .set_subject("Svenska vänorter")
        .set_comment(format!("Registrets revision {}", request.revision))
        .set_creation_datetime(&created))
}

/// The list as CSV.
pub(super) fn csv(request: &ExportRequest, rows: &[ExportRow]) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    let headings = headings(request.cut);
    push_line(&mut text, headings.into_iter().map(str::to_owned));
    for row in rows {
        push_line(&mut text, row.cells.iter().map(ExportCell::written));
    }
    text.into_bytes()
}

fn push_line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            text.push(';');
        }
        let cell = escape_formula(&cell);
        if cell.contains([';', ',', '"', '\n', '\r', '\t']) || cell != cell.trim() {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}
