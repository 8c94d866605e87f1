//! The register's records by their natural keys, and the changes from one state to the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::authority::{AuthorityKey, LocalAuthority};
use crate::code::{CountryCode, CountyCode};
use crate::country::Country;
use crate::county::County;
use crate::network::Network;
use crate::place::{Place, PlaceKey};
use crate::slug::Slug;
use crate::survey::Survey;
use crate::twinning::{Observation, Twinning, TwinningKey};

/// One record of the register, with its natural key inside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// A county.
    County(County),
    /// A country.
    Country(Country),
    /// A place.
    Place(Place),
    /// A municipality, region or federation.
    Authority(LocalAuthority),
    /// A network.
    Network(Network),
    /// A survey.
    Survey(Survey),
    /// A twinning.
    Twinning(Twinning),
    /// An observation of a twinning.
    Observation(Observation),
}

impl Record {
    /// What sort of record it is, as it is written ("twinning").
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::County(_) => "county",
            Self::Country(_) => "country",
            Self::Place(_) => "place",
            Self::Authority(_) => "authority",
            Self::Network(_) => "network",
            Self::Survey(_) => "survey",
            Self::Twinning(_) => "twinning",
            Self::Observation(_) => "observation",
        }
    }

    /// The natural key as it is written.
    #[must_use]
    pub fn key_text(&self) -> String {
        match self {
            Self::County(it) => it.code.to_string(),
            Self::Country(it) => it.code.to_string(),
            Self::Place(it) => it.key.to_string(),
            Self::Authority(it) => it.key.to_string(),
            Self::Network(it) => it.key.to_string(),
            Self::Survey(it) => it.key.to_string(),
            Self::Twinning(it) => it.key.to_string(),
            Self::Observation(it) => it.key.clone(),
        }
    }
}

/// One record before and after: `before` is `None` for a new one, `after` for a removed one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The record as the register has it.
    pub before: Option<Record>,
    /// The record as it is to be.
    pub after: Option<Record>,
}

/// All records of the register, or of a part of it, by natural key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Snapshot {
    /// Counties.
    pub counties: BTreeMap<CountyCode, County>,
    /// Countries.
    pub countries: BTreeMap<CountryCode, Country>,
    /// Places, partners or not.
    pub places: BTreeMap<PlaceKey, Place>,
    /// Municipalities, regions and federations.
    pub authorities: BTreeMap<AuthorityKey, LocalAuthority>,
    /// Networks.
    pub networks: BTreeMap<Slug, Network>,
    /// Surveys.
    pub surveys: BTreeMap<Slug, Survey>,
    /// Twinnings.
    pub twinnings: BTreeMap<TwinningKey, Twinning>,
    /// Observations.
    pub observations: BTreeMap<String, Observation>,
}

impl Snapshot {
    /// Puts the record where its key says and returns the one that stood there.
    pub fn put(&mut self, record: Record) -> Option<Record> {
        match record {
            Record::County(it) => self
                .counties
                .insert(it.code.clone(), it)
                .map(Record::County),
            Record::Country(it) => self
                .countries
                .insert(it.code.clone(), it)
                .map(Record::Country),
            Record::Place(it) => self.places.insert(it.key.clone(), it).map(Record::Place),
            Record::Authority(it) => self
                .authorities
                .insert(it.key.clone(), it)
                .map(Record::Authority),
            Record::Network(it) => self
                .networks
                .insert(it.key.clone(), it)
                .map(Record::Network),
            Record::Survey(it) => self.surveys.insert(it.key.clone(), it).map(Record::Survey),
            Record::Twinning(it) => self
                .twinnings
                .insert(it.key.clone(), it)
                .map(Record::Twinning),
            Record::Observation(it) => self
                .observations
                .insert(it.key.clone(), it)
                .map(Record::Observation),
        }
    }
}
