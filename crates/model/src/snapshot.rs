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

impl Record {
    /// The records that this one refers to, as kind and key.
    #[must_use]
    pub fn references(&self) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        let mut refer = |kind, key: Option<String>| found.extend(key.map(|key| (kind, key)));
        let text = |key: &PlaceKey| key.to_string();
        match self {
            Self::County(_) | Self::Country(_) | Self::Network(_) | Self::Survey(_) => {}
            Self::Place(it) => {
                refer("country", Some(it.country.to_string()));
                refer("place", it.merged_into.as_ref().map(text));
            }
            Self::Authority(it) => {
                refer("county", it.county.as_ref().map(ToString::to_string));
                refer("place", it.seat_place.as_ref().map(text));
                refer("authority", it.successor.as_ref().map(ToString::to_string));
            }
            Self::Twinning(it) => {
                refer("authority", Some(it.key.authority.to_string()));
                refer("place", Some(it.key.partner.to_string()));
                refer("network", it.network.as_ref().map(ToString::to_string));
            }
            Self::Observation(it) => {
                refer("twinning", Some(it.twinning.to_string()));
                refer("survey", Some(it.survey.to_string()));
                refer("network", it.network.as_ref().map(ToString::to_string));
            }
        }
        found
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
    /// The record of a kind and key; `None` when there is none.
    #[must_use]
    pub fn record(&self, kind: &str, key: &str) -> Option<Record> {
        macro_rules! find {
            ($records:ident, $variant:ident) => {
                (self.$records)
                    .get(&key.parse().ok()?)
                    .cloned()
                    .map(Record::$variant)
            };
        }
        match kind {
            "county" => find!(counties, County),
            "country" => find!(countries, Country),
            "place" => find!(places, Place),
            "authority" => find!(authorities, Authority),
            "network" => find!(networks, Network),
            "survey" => find!(surveys, Survey),
            "twinning" => find!(twinnings, Twinning),
            "observation" => self.observations.get(key).cloned().map(Record::Observation),
            _ => None,
        }
    }

    /// All records.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        let counties = self.counties.values().cloned().map(Record::County);
        let countries = self.countries.values().cloned().map(Record::Country);
        let places = self.places.values().cloned().map(Record::Place);
        let authorities = self.authorities.values().cloned().map(Record::Authority);
        let networks = self.networks.values().cloned().map(Record::Network);
        let surveys = self.surveys.values().cloned().map(Record::Survey);
        let twinnings = self.twinnings.values().cloned().map(Record::Twinning);
        let observations = self.observations.values().cloned().map(Record::Observation);
        counties
            .chain(countries)
            .chain(places)
            .chain(authorities)
            .chain(networks)
            .chain(surveys)
            .chain(twinnings)
            .chain(observations)
    }

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
