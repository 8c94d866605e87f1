//! What a search finds, as the index carries it: a page of hits is shown without the database.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vanort_model::{Country, LocalAuthority, Place};

use crate::error::RegisterError;
use crate::view::Viewed;

/// Raised with every change of what the index carries: an older index is then rebuilt.
pub(crate) const CONTENT_VERSION: u32 = 1;

/// What a hit stands for, as the register had it at the index's revision. Its other names are left
/// out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The record itself.
    pub record: FoundRecord,
    /// The country that it lies in; of a country none, and none where the register does not know
    /// it.
    pub country: Option<Country>,
}

/// A record that a search finds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FoundRecord {
    /// A municipality, region or federation.
    Authority(LocalAuthority),
    /// A partner town.
    Place(Place),
    /// A country.
    Country(Country),
}

/// A record that a search finds, as a view has it.
#[derive(Debug, Clone)]
pub enum FoundInView {
    /// A municipality, region or federation.
    Authority(Arc<Viewed<LocalAuthority>>),
    /// A partner town.
    Place(Arc<Viewed<Place>>),
    /// A country.
    Country(Arc<Viewed<Country>>),
}

impl Found {
    /// Reads the content that a hit or a suggestion carries.
    ///
    /// # Errors
    /// When the index holds what this program did not write.
    pub fn parse(content: &str) -> Result<Self, RegisterError> {
        serde_json::from_str(content).map_err(RegisterError::Content)
    }

    /// The name that it goes by.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.record {
            FoundRecord::Authority(authority) => &authority.name,
            FoundRecord::Place(place) => &place.name,
            FoundRecord::Country(country) => &country.name_sv,
        }
    }

    pub(crate) fn authority(authority: &LocalAuthority, country: Option<&Country>) -> Self {
        Self {
            record: FoundRecord::Authority(LocalAuthority {
                other_names: Vec::new(),
                ..authority.clone()
            }),
            country: country.map(without_names),
        }
    }

    pub(crate) fn place(place: &Place, country: Option<&Country>) -> Self {
        Self {
            record: FoundRecord::Place(Place {
                names: Vec::new(),
                ..place.clone()
            }),
            country: country.map(without_names),
        }
    }

    pub(crate) fn country(country: &Country) -> Self {
        Self {
            record: FoundRecord::Country(without_names(country)),
            country: None,
        }
    }

    /// What the index is to carry.
    pub(crate) fn to_content(&self) -> Result<String, RegisterError> {
        serde_json::to_string(self).map_err(RegisterError::Content)
    }
}

fn without_names(country: &Country) -> Country {
    Country {
        other_names: Vec::new(),
        ..country.clone()
    }
}
