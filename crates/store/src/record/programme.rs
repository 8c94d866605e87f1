//! Programmes and the countries in them.

use vanort_model::{Programme, ProgrammeCountry};

use super::{Stored, optional_text, parse, parse_optional, words_from_text, words_to_text};
use crate::entity::{programme, programme_country};
use crate::error::StoreError;

impl Stored for Programme {
    type Entity = programme::Entity;
    const KEY: programme::Column = programme::Column::Key;

    fn to_row(&self) -> programme::Model {
        programme::Model {
            key: self.key.to_string(),
            name: self.name.clone(),
            name_en: self.name_en.clone(),
            description: self.description.clone(),
            funder: self.funder.clone(),
            administrator: self.administrator.clone(),
            contact_key: optional_text(self.national_contact.as_ref()),
            applicants: words_to_text(&self.applicants),
            grant_text: self.grant.clone(),
            valid_from: optional_text(self.valid_from.as_ref()),
            valid_until: optional_text(self.valid_until.as_ref()),
            certainty: optional_text(self.certainty.as_ref()),
            successor: optional_text(self.successor.as_ref()),
            website: self.website.clone(),
            checked_on: optional_text(self.checked_on.as_ref()),
            source: self.source.clone(),
        }
    }

    fn from_row(row: programme::Model) -> Result<Self, StoreError> {
        let table = "programme";
        Ok(Self {
            key: parse(table, &row.key)?,
            name: row.name,
            name_en: row.name_en,
            description: row.description,
            funder: row.funder,
            administrator: row.administrator,
            national_contact: parse_optional(table, row.contact_key)?,
            applicants: words_from_text(table, &row.applicants)?,
            grant: row.grant_text,
            valid_from: parse_optional(table, row.valid_from)?,
            valid_until: parse_optional(table, row.valid_until)?,
            certainty: parse_optional(table, row.certainty)?,
            successor: parse_optional(table, row.successor)?,
            website: row.website,
            checked_on: parse_optional(table, row.checked_on)?,
            source: row.source,
        })
    }

    fn key_text(&self) -> String {
        self.key.to_string()
    }
}

impl Stored for ProgrammeCountry {
    type Entity = programme_country::Entity;
    const KEY: programme_country::Column = programme_country::Column::Key;

    fn to_row(&self) -> programme_country::Model {
        programme_country::Model {
            key: self.key.to_string(),
            programme_key: self.key.programme.to_string(),
            country_code: self.key.country.to_string(),
            valid_from: optional_text(self.key.valid_from.as_ref()),
            valid_until: optional_text(self.valid_until.as_ref()),
            source: self.source.clone(),
        }
    }

    fn from_row(row: programme_country::Model) -> Result<Self, StoreError> {
        let table = "programme_country";
        Ok(Self {
            key: parse(table, &row.key)?,
            valid_until: parse_optional(table, row.valid_until)?,
            source: row.source,
        })
    }

    fn key_text(&self) -> String {
        self.key.to_string()
    }
}
