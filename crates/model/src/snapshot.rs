//! The register's records by their natural keys, and the changes from one state to the next.

use serde::{Deserialize, Serialize};

use crate::authority::{AuthorityKey, LocalAuthority};
use crate::code::{CountryCode, CountyCode};
use crate::contact::Contact;
use crate::country::Country;
use crate::county::County;
use crate::network::{Network, NetworkMember, NetworkMemberKey};
use crate::place::{Place, PlaceKey};
use crate::programme::{Programme, ProgrammeCountry, ProgrammeCountryKey};
use crate::records::Records;
use crate::resource::Resource;
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
    /// A contact.
    Contact(Contact),
    /// A programme.
    Programme(Programme),
    /// A country in a programme.
    ProgrammeCountry(ProgrammeCountry),
    /// A member of a network.
    NetworkMember(NetworkMember),
    /// A resource.
    Resource(Resource),
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
            Self::Contact(_) => "contact",
            Self::Programme(_) => "programme",
            Self::ProgrammeCountry(_) => "programme_country",
            Self::NetworkMember(_) => "network_member",
            Self::Resource(_) => "resource",
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
            Self::Contact(it) => it.key.to_string(),
            Self::Programme(it) => it.key.to_string(),
            Self::ProgrammeCountry(it) => it.key.to_string(),
            Self::NetworkMember(it) => it.key.to_string(),
            Self::Resource(it) => it.key.to_string(),
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
            Self::County(_)
            | Self::Country(_)
            | Self::Network(_)
            | Self::Survey(_)
            | Self::Contact(_)
            | Self::Resource(_) => {}
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
            Self::Programme(it) => {
                refer(
                    "contact",
                    it.national_contact.as_ref().map(ToString::to_string),
                );
                refer("programme", it.successor.as_ref().map(ToString::to_string));
            }
            Self::ProgrammeCountry(it) => {
                refer("programme", Some(it.key.programme.to_string()));
                refer("country", Some(it.key.country.to_string()));
            }
            Self::NetworkMember(it) => {
                refer("network", Some(it.key.network.to_string()));
                refer("country", Some(it.key.country.to_string()));
                refer("authority", it.authority.as_ref().map(ToString::to_string));
                refer("place", it.place.as_ref().map(text));
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
    pub counties: Records<CountyCode, County>,
    /// Countries.
    pub countries: Records<CountryCode, Country>,
    /// Places, partners or not.
    pub places: Records<PlaceKey, Place>,
    /// Municipalities, regions and federations.
    pub authorities: Records<AuthorityKey, LocalAuthority>,
    /// Networks.
    pub networks: Records<Slug, Network>,
    /// Surveys.
    pub surveys: Records<Slug, Survey>,
    /// Twinnings.
    pub twinnings: Records<TwinningKey, Twinning>,
    /// Observations.
    pub observations: Records<String, Observation>,
    /// Contacts.
    pub contacts: Records<Slug, Contact>,
    /// Programmes.
    pub programmes: Records<Slug, Programme>,
    /// Countries in programmes.
    pub programme_countries: Records<ProgrammeCountryKey, ProgrammeCountry>,
    /// Members of networks.
    pub network_members: Records<NetworkMemberKey, NetworkMember>,
    /// Resources.
    pub resources: Records<Slug, Resource>,
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
            "contact" => find!(contacts, Contact),
            "programme" => find!(programmes, Programme),
            "programme_country" => find!(programme_countries, ProgrammeCountry),
            "network_member" => find!(network_members, NetworkMember),
            "resource" => find!(resources, Resource),
            _ => None,
        }
    }

    /// All records.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        macro_rules! all {
            ($records:ident, $variant:ident) => {
                self.$records.values().cloned().map(Record::$variant)
            };
        }
        (all!(counties, County))
            .chain(all!(countries, Country))
            .chain(all!(places, Place))
            .chain(all!(authorities, Authority))
            .chain(all!(networks, Network))
            .chain(all!(surveys, Survey))
            .chain(all!(twinnings, Twinning))
            .chain(all!(observations, Observation))
            .chain(all!(contacts, Contact))
            .chain(all!(programmes, Programme))
            .chain(all!(programme_countries, ProgrammeCountry))
            .chain(all!(network_members, NetworkMember))
            .chain(all!(resources, Resource))
    }

    /// Puts the record where its key says and returns the one that stood there.
    pub fn put(&mut self, record: Record) -> Option<Record> {
        macro_rules! put {
            ($records:ident, $variant:ident, $it:ident.$key:ident) => {
                (self.$records)
                    .insert($it.$key.clone(), $it)
                    .map(Record::$variant)
            };
        }
        match record {
            Record::County(it) => put!(counties, County, it.code),
            Record::Country(it) => put!(countries, Country, it.code),
            Record::Place(it) => put!(places, Place, it.key),
            Record::Authority(it) => put!(authorities, Authority, it.key),
            Record::Network(it) => put!(networks, Network, it.key),
            Record::Survey(it) => put!(surveys, Survey, it.key),
            Record::Twinning(it) => put!(twinnings, Twinning, it.key),
            Record::Observation(it) => put!(observations, Observation, it.key),
            Record::Contact(it) => put!(contacts, Contact, it.key),
            Record::Programme(it) => put!(programmes, Programme, it.key),
            Record::ProgrammeCountry(it) => put!(programme_countries, ProgrammeCountry, it.key),
            Record::NetworkMember(it) => put!(network_members, NetworkMember, it.key),
            Record::Resource(it) => put!(resources, Resource, it.key),
        }
    }

    /// Removes and returns the record of a kind and key; `None` when there is none.
    pub fn remove(&mut self, kind: &str, key: &str) -> Option<Record> {
        macro_rules! remove {
            ($records:ident, $variant:ident, $key:expr) => {
                (self.$records).remove(&$key).map(Record::$variant)
            };
        }
        match kind {
            "county" => remove!(counties, County, key.parse().ok()?),
            "country" => remove!(countries, Country, key.parse().ok()?),
            "place" => remove!(places, Place, key.parse().ok()?),
            "authority" => remove!(authorities, Authority, key.parse().ok()?),
            "network" => remove!(networks, Network, key.parse().ok()?),
            "survey" => remove!(surveys, Survey, key.parse().ok()?),
            "twinning" => remove!(twinnings, Twinning, key.parse().ok()?),
            "observation" => remove!(observations, Observation, *key),
            "contact" => remove!(contacts, Contact, key.parse().ok()?),
            "programme" => remove!(programmes, Programme, key.parse().ok()?),
            "programme_country" => {
                remove!(programme_countries, ProgrammeCountry, key.parse().ok()?)
            }
            "network_member" => remove!(network_members, NetworkMember, key.parse().ok()?),
            "resource" => remove!(resources, Resource, key.parse().ok()?),
            _ => None,
        }
    }
}
