//! Local authorities.

use vanort_model::{LocalAuthority, swedish_sort_key};

use super::{Stored, optional_text, parse, parse_optional};
use crate::entity::authority;
use crate::error::StoreError;

impl Stored for LocalAuthority {
    type Entity = authority::Entity;
    const KEY: authority::Column = authority::Column::Key;

    fn to_row(&self) -> authority::Model {
        authority::Model {
            key: self.key.to_string(),
            kind: self.key.kind().to_string(),
            name: self.name.clone(),
            official_name: self.official_name.clone(),
            sort_key: swedish_sort_key(&self.name),
            county_code: optional_text(self.county.as_ref()),
            seat: self.seat.clone(),
            seat_place: optional_text(self.seat_place.as_ref()),
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            successor: optional_text(self.successor.as_ref()),
            note: self.note.clone(),
            source: self.source.clone(),
        }
    }

    fn from_row(row: authority::Model) -> Result<Self, StoreError> {
        Ok(Self {
            key: parse("authority", &row.key)?,
            name: row.name,
            official_name: row.official_name,
            other_names: Vec::new(),
            county: parse_optional("authority", row.county_code)?,
            seat: row.seat,
            seat_place: parse_optional("authority", row.seat_place)?,
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            successor: parse_optional("authority", row.successor)?,
            note: row.note,
            source: row.source,
        })
    }

    fn key_text(&self) -> String {
        self.key.to_string()
    }
}
