//! Twinnings.

use vanort_model::Twinning;

use super::{Stored, optional_text, parse, parse_optional, words_from_text, words_to_text};
use crate::entity::twinning;
use crate::error::StoreError;

impl Stored for Twinning {
    type Entity = twinning::Entity;
    const KEY: twinning::Column = twinning::Column::Key;

    fn to_row(&self) -> twinning::Model {
        twinning::Model {
            key: self.key.to_string(),
            authority_key: self.key.authority.to_string(),
            partner_key: self.key.partner.to_string(),
            kind: self.key.kind.to_string(),
            status: self.status.to_string(),
            since: self.since,
            until: self.until,
            themes: words_to_text(&self.themes),
            network_key: optional_text(self.network.as_ref()),
            note: self.note.clone(),
        }
    }

    fn from_row(row: twinning::Model) -> Result<Self, StoreError> {
        Ok(Self {
            key: parse("twinning", &row.key)?,
            status: parse("twinning", &row.status)?,
            since: row.since,
            until: row.until,
            themes: words_from_text("twinning", &row.themes)?,
            network: parse_optional("twinning", row.network_key)?,
            note: row.note,
        })
    }

    fn key_text(&self) -> String {
        self.key.to_string()
    }
}
