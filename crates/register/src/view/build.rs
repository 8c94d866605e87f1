//! A view made of a snapshot.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use time::OffsetDateTime;
use vanort_model::{
    Contact, Country, LocalAuthority, Network, NetworkMember, Observation, Place, PlaceKey,
    Programme, ProgrammeCountry, Snapshot, Survey, Twinning, Version,
};

use super::authority::AuthorityLinks;
use super::belonging::Belonging;
use super::credit::credits;
use super::network_member::NetworkMemberLinks;
use super::observation::ObservationLinks;
use super::place::PlaceLinks;
use super::programme::ProgrammeLinks;
use super::programme_country::ProgrammeCountryLinks;
use super::record::{Named, SortName, ViewRecord, Viewed};
use super::statistics::Statistics;
use super::survey::newest_first;
use super::table::Table;
use super::tie::Tie;
use super::twinning::TwinningLinks;
use super::view::View;
use crate::error::RegisterError;

impl View {
    /// Makes a view of the register as a snapshot has it. Takes some tenths of a second for the
    /// largest registers: not to be done on an async thread.
    ///
    /// # Errors
    /// When a record refers to one that is not there, against the database's own rules.
    pub fn new(
        version: Version,
        updated_at: Option<OffsetDateTime>,
        snapshot: Arc<Snapshot>,
    ) -> Result<Self, RegisterError> {
        let credits = credits(&snapshot);
        let towns = partner_towns(&snapshot);
        let counties = names_only(snapshot.counties.shared().cloned())?;
        let countries = names_only(snapshot.countries.shared().cloned())?;
        let networks = names_only(snapshot.networks.shared().cloned())?;
        let places = places(snapshot.places.shared().cloned(), &towns, &countries)?;
        let authorities = Table::by_name(
            snapshot.authorities.shared().cloned(),
            |_| true,
            |authority: &LocalAuthority, name| {
                let county = authority.county.as_ref();
                let seat = authority.seat_place.as_ref();
                Ok::<_, RegisterError>(AuthorityLinks {
                    name,
                    county: county.and_then(|code| counties.find(code).cloned()),
                    country: countries.find(&authority.key.country()).cloned(),
                    seat: seat.and_then(|key| places.find(key).cloned()),
                    names: OnceLock::new(),
                })
            },
        )?;
        let twinnings = snapshot.twinnings.shared().cloned().collect();
        let twinnings = twinnings_of(twinnings, &authorities, &places, &networks)?;
        let surveys = surveys_of(snapshot.surveys.shared().cloned().collect())?;
        let observations = snapshot.observations.shared().cloned().collect();
        let observations = observations_of(observations, &twinnings, &surveys)?;
        let contacts = names_only(snapshot.contacts.shared().cloned())?;
        let programmes = programmes(snapshot.programmes.shared().cloned(), &contacts)?;
        let of_programmes = snapshot.programme_countries.shared().cloned().collect();
        let programme_countries = programme_countries(of_programmes, &programmes, &countries)?;
        let network_members = Table::by_name(
            snapshot.network_members.shared().cloned(),
            |_| true,
            |member: &NetworkMember, name| {
                let (authority, place) = (member.authority.as_ref(), member.place.as_ref());
                let authority = authority.map(|key| needed(&authorities, "authority", key));
                Ok::<_, RegisterError>(NetworkMemberLinks {
                    name,
                    network: needed(&networks, "network", &member.key.network)?,
                    country: needed(&countries, "country", &member.key.country)?,
                    authority: authority.transpose()?,
                    place: (place.map(|key| needed(&places, "place", key))).transpose()?,
                })
            },
        )?;
        let mut view = Self {
            version,
            updated_at,
            ties: twinnings.all().iter().map(|it| Tie::of(it)).collect(),
            counties,
            countries,
            places,
            authorities,
            networks,
            surveys,
            twinnings,
            observations,
            contacts,
            programmes,
            programme_countries,
            network_members,
            resources: names_only(snapshot.resources.shared().cloned())?,
            groups: Belonging::default(),
            statistics: Statistics::default(),
            credits,
            snapshot,
        };
        view.groups = Belonging::of(&view);
        view.statistics = Statistics::of(&view);
        Ok(view)
    }
}

/// The places that have a twinning, and those that one of them has become part of.
fn partner_towns(snapshot: &Snapshot) -> BTreeSet<PlaceKey> {
    let twinned: BTreeSet<&PlaceKey> = snapshot.twinnings.keys().map(|it| &it.partner).collect();
    let twinned_places = twinned.iter().filter_map(|key| snapshot.places.get(*key));
    let successors = twinned_places.filter_map(|place| place.merged_into.as_ref());
    successors.chain(twinned.iter().copied()).cloned().collect()
}

/// A table of records that refer to nothing.
fn names_only<R: Named<Links = SortName>>(
    records: impl IntoIterator<Item = Arc<R>>,
) -> Result<Table<R>, RegisterError> {
    Table::by_name(records, |_| true, |_, name| Ok(name))
}

fn places(
    records: impl IntoIterator<Item = Arc<Place>>,
    towns: &BTreeSet<PlaceKey>,
    countries: &Table<Country>,
) -> Result<Table<Place>, RegisterError> {
    Table::by_name(
        records,
        |place| towns.contains(&place.key),
        |place, name| {
            Ok(PlaceLinks {
                name,
                country: needed(countries, "country", &place.country)?,
            })
        },
    )
}

/// The twinnings by the authority's name, then the partner's. They come in the order of their
/// keys, which decides among namesakes.
fn twinnings_of(
    mut records: Vec<Arc<Twinning>>,
    authorities: &Table<LocalAuthority>,
    places: &Table<Place>,
    networks: &Table<Network>,
) -> Result<Table<Twinning>, RegisterError> {
    records.sort_by_cached_key(|it| {
        let authority = authorities.find(&it.key.authority);
        let partner = places.find(&it.key.partner);
        (
            authority.map(|it| authorities.rank(it.id())),
            partner.map(|it| places.rank(it.id())),
        )
    });
    let count = records.len();
    Table::new(records, count, |_, it| {
        let network = it.network.as_ref();
        Ok(TwinningLinks {
            authority: needed(authorities, "authority", &it.key.authority)?,
            partner: needed(places, "place", &it.key.partner)?,
            network: (network.map(|key| needed(networks, "network", key))).transpose()?,
        })
    })
}

/// The surveys, the newest first. They come in the order of their keys, which decides among those
/// of one year.
fn surveys_of(mut records: Vec<Arc<Survey>>) -> Result<Table<Survey>, RegisterError> {
    records.sort_by_key(|it| newest_first(it).unwrap_or(i64::MAX));
    let count = records.len();
    Table::new(records, count, |_, _| Ok(()))
}

/// The observations of each twinning together, the newest survey's first. They come in the order
/// of their keys, which decides among those of one survey.
fn observations_of(
    mut records: Vec<Arc<Observation>>,
    twinnings: &Table<Twinning>,
    surveys: &Table<Survey>,
) -> Result<Table<Observation>, RegisterError> {
    records.sort_by_cached_key(|it| {
        let survey = surveys.find(&it.survey);
        (
            twinnings.find(&it.twinning).map(|it| it.id()),
            survey.and_then(|it| newest_first(it)).unwrap_or(i64::MAX),
        )
    });
    let count = records.len();
    Table::new(records, count, |_, it| {
        Ok(ObservationLinks {
            twinning: needed(twinnings, "twinning", &it.twinning)?,
            survey: needed(surveys, "survey", &it.survey)?,
        })
    })
}

fn programmes(
    records: impl IntoIterator<Item = Arc<Programme>>,
    contacts: &Table<Contact>,
) -> Result<Table<Programme>, RegisterError> {
    Table::by_name(
        records,
        |_| true,
        |programme, name| {
            let contact = programme.national_contact.as_ref();
            let contact = contact.map(|key| needed(contacts, "contact", key));
            Ok(ProgrammeLinks {
                name,
                contact: contact.transpose()?,
            })
        },
    )
}

/// The countries of each programme together, by name. They come in the order of their keys, which
/// is that of their periods.
fn programme_countries(
    mut records: Vec<Arc<ProgrammeCountry>>,
    programmes: &Table<Programme>,
    countries: &Table<Country>,
) -> Result<Table<ProgrammeCountry>, RegisterError> {
    records.sort_by_cached_key(|it| {
        let programme = programmes.find(&it.key.programme);
        let country = countries.find(&it.key.country);
        (programme.map(|it| it.id()), country.map(|it| it.id()))
    });
    let count = records.len();
    Table::new(records, count, |_, it| {
        Ok(ProgrammeCountryLinks {
            programme: needed(programmes, "programme", &it.key.programme)?,
            country: needed(countries, "country", &it.key.country)?,
        })
    })
}

fn needed<R: ViewRecord>(
    table: &Table<R>,
    kind: &'static str,
    key: &R::Key,
) -> Result<Arc<Viewed<R>>, RegisterError> {
    let found = table.find(key).cloned();
    found.ok_or_else(|| RegisterError::Dangling {
        kind,
        key: key.to_string(),
    })
}
