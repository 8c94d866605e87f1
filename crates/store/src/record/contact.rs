//! Contacts.

use vanort_model::Contact;

use super::{Stored, parse};
use crate::entity::contact;
use crate::error::StoreError;

impl Stored for Contact {
    type Entity = contact::Entity;
    const KEY: contact::Column = contact::Column::Key;

    fn to_row(&self) -> contact::Model {
        contact::Model {
            key: self.key.to_string(),
            name: self.name.clone(),
            name_en: self.name_en.clone(),
            role: self.role.clone(),
            website: self.website.clone(),
            email: self.email.clone(),
            source: self.source.clone(),
        }
    }

    fn from_row(row: contact::Model) -> Result<Self, StoreError> {
        Ok(Self {
            key: parse("contact", &row.key)?,
            name: row.name,
            name_en: row.name_en,
            role: row.role,
            website: row.website,
            email: row.email,
            source: row.source,
        })
    }

    fn key_text(&self) -> String {
        self.key.to_string()
    }
}
