//! Rows of the sheet Kontakter.

use crate::check::position::Position;
use crate::check::row::{Cell, CheckedRow};
use crate::check::row_reader::RowReader;

/// A row of Kontakter.
#[derive(Debug)]
pub(crate) struct ContactRow {
    pub(crate) at: Position,
    pub(crate) name: String,
    pub(crate) name_en: Cell<String>,
    pub(crate) role: Cell<String>,
    pub(crate) website: Cell<String>,
    pub(crate) email: Cell<String>,
    pub(crate) source: Cell<String>,
}

impl RowReader<'_> {
    pub(super) fn contact(&mut self) -> Option<CheckedRow> {
        Some(CheckedRow::Contact(ContactRow {
            at: self.at.clone(),
            name_en: self.text("Engelskt namn"),
            role: self.text("Roll"),
            website: self.web_address("Webbplats"),
            email: self.mail_address("E-post"),
            source: self.text("Källa"),
            name: self.required("Organisation")?,
        }))
    }
}
