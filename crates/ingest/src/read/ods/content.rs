//! The content of a spreadsheet, element by element.

use std::collections::BTreeSet;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::error::WorkbookError;
use crate::read::ods::attribute::{attribute, count};
use crate::read::ods::cell_column::{CellColumn, CellText, Place};
use crate::read::remark::Remark;
use crate::read::sheet_draft::{Merge, SheetDraft};
use crate::read::tally::Tally;
use crate::read::workbook::RawWorkbook;

/// The content of a spreadsheet, as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct Content {
    workbook: RawWorkbook,
    /// The style that is being read, and the styles of sheets that are not shown.
    style: Option<String>,
    hidden_styles: BTreeSet<String>,
    table: Option<Table>,
    /// How many elements are open, and how many of them since one that is passed over.
    depth: usize,
    skipped: usize,
}

/// A sheet that is being read.
#[derive(Debug)]
struct Table {
    draft: SheetDraft,
    cells: CellColumn,
    /// A copy of another file's sheet.
    is_foreign: bool,
    /// The row and column that come next, and how often the row is repeated.
    row: u32,
    column: u32,
    row_repeats: Option<u32>,
    cell: Option<OpenCell>,
}

/// A cell that is being read.
#[derive(Debug)]
struct OpenCell {
    text: CellText,
    place: Place,
    in_paragraph: bool,
}

impl Content {
    /// Takes what comes next; `false` when there is no more.
    pub(super) fn take(
        &mut self,
        event: &Event<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<bool, WorkbookError> {
        match event {
            Event::Start(element) => {
                self.depth += 1;
                if self.skipped > 0 || !self.open(element, tally)? {
                    self.skipped += 1;
                }
            }
            Event::End(element) => {
                self.depth = self.depth.saturating_sub(1);
                if self.skipped > 0 {
                    self.skipped -= 1;
                } else {
                    self.close(element.name().as_ref(), tally)?;
                }
            }
            Event::Text(text) => self.push(&text.xml10_content()),
            Event::CData(text) => self.push(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let text = resolve(entity).ok_or_else(|| tally.damaged())?;
                self.push(&text);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    /// What was read, once there is no more.
    pub(super) fn finish(self, tally: &Tally<'_>) -> Result<RawWorkbook, WorkbookError> {
        if self.depth > 0 {
            return Err(tally.damaged());
        }
        Ok(self.workbook)
    }

    /// Opens an element; `false` when it is passed over with all that it holds.
    fn open(&mut self, element: &BytesStart<'_>, tally: &Tally<'_>) -> Result<bool, WorkbookError> {
        let name = element.name();
        let name = name.as_ref();
        if let Some(table) = &mut self.table {
            // A formula names a cell of another file as ['file:///..'#$Sheet.A1].
            let formula = attribute(element, "table:formula");
            if formula.is_some_and(|formula| formula.contains("://") && formula.contains("'#")) {
                self.workbook.remarks.insert(Remark::Links);
            }
            // Another file's sheet, or values that another program keeps up to date.
            if matches!(name, "table:table-source" | "office:dde-source") {
                table.is_foreign |= name == "table:table-source";
                self.workbook.remarks.insert(Remark::Links);
            }
            return Ok(table.open(name, element));
        }
        match name {
            "style:style" => self.style = attribute(element, "style:name"),
            "style:table-properties" => {
                let shown = attribute(element, "table:display");
                if shown.as_deref() == Some("false") {
                    self.hidden_styles.extend(self.style.clone());
                }
            }
            "table:dde-links" => {
                self.workbook.remarks.insert(Remark::Links);
                return Ok(false);
            }
            "table:tracked-changes" => return Ok(false),
            "table:table" => {
                tally.check_sheets(self.workbook.sheets.len() + 1)?;
                let name = attribute(element, "table:name").ok_or_else(|| tally.damaged())?;
                let style = attribute(element, "table:style-name");
                let hidden = style.is_some_and(|style| self.hidden_styles.contains(&style));
                self.table = Some(Table::new(SheetDraft::new(name, hidden)));
            }
            _ => {}
        }
        Ok(true)
    }

    fn close(&mut self, name: &str, tally: &mut Tally<'_>) -> Result<(), WorkbookError> {
        if name != "table:table" {
            return match &mut self.table {
                Some(table) => table.close(name, tally),
                None => Ok(()),
            };
        }
        if let Some(mut table) = self.table.take()
            && !table.is_foreign
        {
            table.cells.read_into(&mut table.draft, tally)?;
            self.workbook.sheets.push(table.draft.finish(tally)?);
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if self.skipped == 0
            && let Some(cell) = self.table.as_mut().and_then(|table| table.cell.as_mut())
            && cell.in_paragraph
        {
            cell.text.push(text);
        }
    }
}

/// The text that an entity stands for; `None` for one that the file itself defines.
fn resolve(entity: &BytesRef<'_>) -> Option<String> {
    if let Some(letter) = entity.resolve_char_ref().ok()? {
        return Some(letter.to_string());
    }
    resolve_predefined_entity(&entity.xml10_content()).map(str::to_owned)
}

impl Table {
    fn new(draft: SheetDraft) -> Self {
        Self {
            draft,
            cells: CellColumn::default(),
            is_foreign: false,
            row: 0,
            column: 0,
            row_repeats: None,
            cell: None,
        }
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> bool {
        if let Some(cell) = &mut self.cell {
            return cell.open(name);
        }
        match (name, self.row_repeats) {
            ("table:table-row", None) => {
                self.row_repeats = Some(count(element, "table:number-rows-repeated"));
                self.column = 0;
            }
            ("table:table-cell" | "table:covered-table-cell", Some(rows)) => {
                self.open_cell(element, rows);
            }
            // What groups rows.
            ("table:table-row-group" | "table:table-header-rows" | "table:table-rows", None) => {}
            _ => return false,
        }
        true
    }

    fn open_cell(&mut self, element: &BytesStart<'_>, rows: u32) {
        let place = Place {
            row: self.row,
            rows,
            column: self.column,
            columns: count(element, "table:number-columns-repeated"),
        };
        let spanned = count(element, "table:number-rows-spanned");
        self.draft.merge(Merge {
            first_row: place.row,
            last_row: place.row.saturating_add(spanned - 1),
            column: usize::try_from(place.column).unwrap_or(usize::MAX),
        });
        self.cell = Some(OpenCell {
            text: CellText::new(element),
            place,
            in_paragraph: false,
        });
    }

    fn close(&mut self, name: &str, tally: &mut Tally<'_>) -> Result<(), WorkbookError> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    self.column = self.column.saturating_add(cell.place.columns);
                    if !self.is_foreign {
                        self.cells.put(&cell.text, cell.place);
                    }
                    if self.cells.is_full() {
                        self.cells.read_into(&mut self.draft, tally)?;
                    }
                }
            }
            "table:table-row" => {
                let repeats = self.row_repeats.take().unwrap_or(1);
                self.row = self.row.saturating_add(repeats);
            }
            "text:p" | "text:h" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_paragraph = false;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl OpenCell {
    /// Opens an element within the cell. Notes and pictures are passed over.
    fn open(&mut self, name: &str) -> bool {
        match name {
            "text:p" | "text:h" if !self.in_paragraph => {
                self.in_paragraph = true;
                self.text.begin_line();
            }
            "text:line-break" => self.text.begin_line(),
            // However many spaces: they become one.
            "text:s" | "text:tab" => self.text.push(" "),
            "text:span" | "text:a" => {}
            _ => return false,
        }
        true
    }
}
