//! Counties and countries.

use vanort_model::{Country, County, swedish_sort_key};

use super::{Stored, parse};
use crate::entity::{country, county};
use crate::error::StoreError;

impl Stored for County {
    type Entity = county::Entity;
    const KEY: county::Column = county::Column::Code;

    fn to_row(&self) -> county::Model {
        county::Model {
            code: self.code.to_string(),
            name: self.name.clone(),
            letter: self.letter.clone(),
            seat: self.seat.clone(),
            source: self.source.clone(),
        }
    }

    fn from_row(row: county::Model) -> Result<Self, StoreError> {
        Ok(Self {
            code: parse("county", &row.code)?,
            name: row.name,
            letter: row.letter,
            seat: row.seat,
            source: row.source,
        })
    }

    fn key_text(&self) -> String {
        self.code.to_string()
    }
}

impl Stored for Country {
    type Entity = country::Entity;
    const KEY: country::Column = country::Column::Code;

    fn to_row(&self) -> country::Model {
        country::Model {
            code: self.code.to_string(),
            name_sv: self.name_sv.clone(),
            name_en: self.name_en.clone(),
            sort_key: swedish_sort_key(&self.name_sv),
            source: self.source.clone(),
        }
    }

    fn from_row(row: country::Model) -> Result<Self, StoreError> {
        Ok(Self {
            code: parse("country", &row.code)?,
            name_sv: row.name_sv,
            name_en: row.name_en,
            other_names: Vec::new(),
            source: row.source,
        })
    }

    fn key_text(&self) -> String {
        self.code.to_string()
    }
}
