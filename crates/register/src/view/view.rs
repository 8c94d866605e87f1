//! The whole register at one revision.

use std::sync::Arc;

use time::OffsetDateTime;
use vanort_model::{
    Contact, Country, County, LocalAuthority, Network, NetworkMember, Observation, Place,
    Programme, ProgrammeCountry, Resource, Revision, Snapshot, Survey, Twinning, Version,
};

use super::belonging::Belonging;
use super::credit::Credit;
use super::ids::IdSet;
use super::record::{ViewRecord, Viewed};
use super::statistics::Statistics;
use super::table::Table;
use super::tie::Tie;

/// The whole register at one revision, in memory: what is read from it is of one moment, and asks
/// the database nothing.
#[derive(Debug)]
pub struct View {
    pub(super) version: Version,
    pub(super) updated_at: Option<OffsetDateTime>,
    /// The records by their natural keys, shared with the tables.
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) counties: Table<County>,
    pub(super) countries: Table<Country>,
    /// The partner towns, then the places that are only the seats of authorities.
    pub(super) places: Table<Place>,
    pub(super) authorities: Table<LocalAuthority>,
    pub(super) networks: Table<Network>,
    pub(super) surveys: Table<Survey>,
    pub(super) twinnings: Table<Twinning>,
    pub(super) observations: Table<Observation>,
    pub(super) contacts: Table<Contact>,
    pub(super) programmes: Table<Programme>,
    pub(super) programme_countries: Table<ProgrammeCountry>,
    pub(super) network_members: Table<NetworkMember>,
    pub(super) resources: Table<Resource>,
    /// The twinnings once more, in the same order, as filters and orders look at them.
    pub(super) ties: Vec<Tie>,
    pub(super) groups: Belonging,
    pub(super) statistics: Statistics,
    pub(super) credits: Vec<Credit>,
}

impl View {
    /// The version that it shows.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The number of that version.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.version.revision
    }

    /// The same records by their natural keys, as imports, exports and the search index need them.
    #[must_use]
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// When that revision was made; `None` before the first change.
    #[must_use]
    pub fn updated_at(&self) -> Option<OffsetDateTime> {
        self.updated_at
    }

    /// The record of a natural key: `view.find::<Country>(&code)`.
    #[must_use]
    pub fn find<R: ViewRecord>(&self, key: &R::Key) -> Option<&Arc<Viewed<R>>> {
        R::table(self).find(key)
    }

    /// The set of the records of these natural keys; a key that the register does not have is
    /// left out.
    #[must_use]
    pub fn set<'k, R: ViewRecord>(&self, keys: impl IntoIterator<Item = &'k R::Key>) -> IdSet<R> {
        let found = keys.into_iter().filter_map(|key| self.find::<R>(key));
        found.map(|it| it.id()).collect()
    }

    /// All counties by code.
    pub fn counties(&self) -> impl Iterator<Item = &Arc<Viewed<County>>> {
        self.counties.in_key_order()
    }

    /// The register counted.
    #[must_use]
    pub fn statistics(&self) -> &Statistics {
        &self.statistics
    }

    /// Where the register's facts come from, what most of them name first.
    #[must_use]
    pub fn credits(&self) -> &[Credit] {
        &self.credits
    }

    pub(super) fn tie(&self, id: u32) -> Option<&Tie> {
        self.ties.get(id as usize)
    }
}
