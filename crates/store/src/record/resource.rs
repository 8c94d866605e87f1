//! Resources.

use vanort_model::Resource;

use super::{Stored, optional_text, parse, parse_optional, words_from_text, words_to_text};
use crate::entity::resource;
use crate::error::StoreError;

impl Stored for Resource {
    type Entity = resource::Entity;
    const KEY: resource::Column = resource::Column::Key;

    fn to_row(&self) -> resource::Model {
        resource::Model {
            key: self.key.to_string(),
            title: self.title.clone(),
            kind: optional_text(self.kind.as_ref()),
            publisher: self.publisher.clone(),
            format: self.format.clone(),
            languages: words_to_text(&self.languages),
            link: self.link.clone(),
            state: self.state.to_string(),
            last_checked: optional_text(self.last_checked.as_ref()),
            description: self.description.clone(),
            source: self.source.clone(),
        }
    }

    fn from_row(row: resource::Model) -> Result<Self, StoreError> {
        let table = "resource";
        Ok(Self {
            key: parse(table, &row.key)?,
            title: row.title,
            kind: parse_optional(table, row.kind)?,
            publisher: row.publisher,
            format: row.format,
            languages: words_from_text(table, &row.languages)?,
            link: row.link,
            state: parse(table, &row.state)?,
            last_checked: parse_optional(table, row.last_checked)?,
            description: row.description,
            source: row.source,
        })
    }

    fn key_text(&self) -> String {
        self.key.to_string()
    }
}
