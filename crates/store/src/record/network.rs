//! Networks, their members, and surveys.

use vanort_model::{Network, NetworkMember, Survey};

use super::{Stored, optional_text, parse, parse_optional};
use crate::entity::{network, network_member, survey};
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

impl Stored for NetworkMember {
    type Entity = network_member::Entity;
    const KEY: network_member::Column = network_member::Column::Key;

    fn to_row(&self) -> network_member::Model {
        network_member::Model {
            key: self.key.to_string(),
            network_key: self.key.network.to_string(),
            country_code: self.key.country.to_string(),
            name: self.name.clone(),
            authority_key: optional_text(self.authority.as_ref()),
            place_key: optional_text(self.place.as_ref()),
            since: self.since,
            until: self.until,
            source: self.source.clone(),
        }
    }

    fn from_row(row: network_member::Model) -> Result<Self, StoreError> {
        let table = "network_member";
        Ok(Self {
            key: parse(table, &row.key)?,
            name: row.name,
            authority: parse_optional(table, row.authority_key)?,
            place: parse_optional(table, row.place_key)?,
            since: row.since,
            until: row.until,
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
