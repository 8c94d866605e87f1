//! Networks and surveys.

use vanort_model::{Network, Survey};

use super::{Stored, parse};
use crate::entity::{network, survey};
use crate::error::StoreError;

impl Stored for Network {
    type Entity = network::Entity;
    const KEY: network::Column = network::Column::Key;

    fn to_row(&self) -> network::Model {
        network::Model {
            key: self.key.to_string(),
            name: self.name.clone(),
            description: self.description.clone(),
            website: self.website.clone(),
            source: self.source.clone(),
        }
    }

    fn from_row(row: network::Model) -> Result<Self, StoreError> {
        Ok(Self {
            key: parse("network", &row.key)?,
            name: row.name,
            description: row.description,
            website: row.website,
            source: row.source,
        })
    }

    fn key_text(&self) -> String {
        self.key.to_string()
    }
}

impl Stored for Survey {
    type Entity = survey::Entity;
    const KEY: survey::Column = survey::Column::Key;

    fn to_row(&self) -> survey::Model {
        survey::Model {
            key: self.key.to_string(),
            name: self.name.clone(),
            year: self.year,
            publisher: self.publisher.clone(),
            description: self.description.clone(),
            source: self.source.clone(),
        }
    }

    fn from_row(row: survey::Model) -> Result<Self, StoreError> {
        Ok(Self {
            key: parse("survey", &row.key)?,
            name: row.name,
            year: row.year,
            publisher: row.publisher,
            description: row.description,
            source: row.source,
        })
    }

    fn key_text(&self) -> String {
        self.key.to_string()
    }
}
