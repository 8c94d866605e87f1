//! Rows of the sheet Handledningar.

use vanort_model::{LanguageCode, PartialDate, ResourceKind, ResourceState};

use crate::check::names::split_list;
use crate::check::position::Position;
use crate::check::row::{Cell, CheckedRow};
use crate::check::row_reader::RowReader;
use crate::check::words::{RESOURCE_KINDS, RESOURCE_STATES};

/// A row of Handledningar.
#[derive(Debug)]
pub(crate) struct ResourceRow {
    pub(crate) at: Position,
    pub(crate) title: String,
    pub(crate) kind: Cell<ResourceKind>,
    pub(crate) publisher: Cell<String>,
    pub(crate) format: Cell<String>,
    pub(crate) languages: Cell<Vec<LanguageCode>>,
    pub(crate) link: Cell<String>,
    pub(crate) state: Cell<ResourceState>,
    pub(crate) last_checked: Cell<PartialDate>,
    pub(crate) description: Cell<String>,
    pub(crate) source: Cell<String>,
}

impl RowReader<'_> {
    pub(super) fn resource(&mut self) -> Option<CheckedRow> {
        Some(CheckedRow::Resource(Box::new(ResourceRow {
            at: self.at.clone(),
            kind: self.word_cell("Typ", RESOURCE_KINDS),
            publisher: self.text("Utgivare"),
            format: self.text("Format"),
            languages: self.languages("Språk"),
            link: self.web_address("Länk"),
            state: self.word_cell("Status", RESOURCE_STATES),
            last_checked: self.date("Kontrollerad"),
            description: self.text("Beskrivning"),
            source: self.text("Källa"),
            title: self.required("Titel")?,
        })))
    }

    /// A list of language codes; what is none is left out.
    fn languages(&mut self, column: &str) -> Cell<Vec<LanguageCode>> {
        self.text(column).map(|text| {
            let mut found = Vec::new();
            for word in split_list(&text).flat_map(|item| item.split([',', ' '])) {
                match LanguageCode::parse(word) {
                    Ok(code) => found.push(code),
                    Err(_) if word.is_empty() => {}
                    Err(_) => {
                        let message = format!(
                            "\"{word}\" är ingen språkkod med två bokstäver; den togs inte med."
                        );
                        let suggestion = Some("Skriv sv för svenska, en för engelska.".to_owned());
                        self.warn(column, message, suggestion);
                    }
                }
            }
            found.sort_unstable();
            found.dedup();
            found
        })
    }
}
