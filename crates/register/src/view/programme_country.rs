//! Countries in programmes.

use std::sync::Arc;

use vanort_model::{Country, Programme, ProgrammeCountry, ProgrammeCountryKey};

use super::record::{ViewRecord, Viewed};
use super::table::Table;
use super::view::View;

/// What a country in a programme refers to.
#[derive(Debug)]
pub struct ProgrammeCountryLinks {
    pub(super) programme: Arc<Viewed<Programme>>,
    pub(super) country: Arc<Viewed<Country>>,
}

impl ViewRecord for ProgrammeCountry {
    type Key = ProgrammeCountryKey;
    type Links = ProgrammeCountryLinks;

    fn key(&self) -> &ProgrammeCountryKey {
        &self.key
    }

    fn table(view: &View) -> &Table<Self> {
        &view.programme_countries
    }
}

impl Viewed<ProgrammeCountry> {
    /// The programme.
    #[must_use]
    pub fn programme(&self) -> &Arc<Viewed<Programme>> {
        &self.links.programme
    }

    /// The country.
    #[must_use]
    pub fn country(&self) -> &Arc<Viewed<Country>> {
        &self.links.country
    }
}
