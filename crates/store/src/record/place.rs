//! Places.

use vanort_model::{Location, Place, swedish_sort_key};

use super::{Stored, narrow, optional_text, parse, parse_optional};
use crate::entity::place;
use crate::error::StoreError;

impl Stored for Place {
    type Entity = place::Entity;
    const KEY: place::Column = place::Column::Key;

    fn to_row(&self) -> place::Model {
        place::Model {
            key: self.key.to_string(),
            name: self.name.clone(),
            sort_key: swedish_sort_key(&self.name),
            country_code: self.country.to_string(),
            latitude: self.location.map(|it| it.latitude()),
            longitude: self.location.map(|it| it.longitude()),
            population: self.population,
            geonames_id: self.geonames_id.map(i64::from),
            merged_into: optional_text(self.merged_into.as_ref()),
            merged_year: self.merged_year,
            note: self.note.clone(),
            source: self.source.clone(),
        }
    }

    fn from_row(row: place::Model) -> Result<Self, StoreError> {
        let location = row
            .latitude
            .zip(row.longitude)
            .map(|(latitude, longitude)| Location::new(latitude, longitude))
            .transpose()
            .map_err(|source| StoreError::Unreadable {
                table: "place",
                source,
            })?;
        Ok(Self {
            key: parse("place", &row.key)?,
            name: row.name,
            country: parse("place", &row.country_code)?,
            names: Vec::new(),
            location,
            population: row.population,
            geonames_id: row.geonames_id.map(|id| narrow("place", id)).transpose()?,
            merged_into: parse_optional("place", row.merged_into)?,
            merged_year: row.merged_year,
            note: row.note,
            source: row.source,
        })
    }

    fn key_text(&self) -> String {
        self.key.to_string()
    }
}
