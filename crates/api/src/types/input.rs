//! What a search is narrowed by.

use async_graphql::{Enum, InputObject};
use vanort_register as register;

use crate::types::filter::words;
use crate::types::{CountryCode, CountyCode, Theme, TwinningStatus};

/// The kinds of thing that a search finds.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "register::DocumentKind")]
pub(crate) enum SearchKind {
    /// A Swedish municipality.
    Municipality,
    /// A Swedish region.
    Region,
    /// A Swedish regional federation.
    RegionalFederation,
    /// A partner town.
    PartnerTown,
    /// A country.
    Country,
}

/// Narrows a search. All fields given must hold; of a list of values one must.
#[derive(InputObject, Clone, Default)]
pub(crate) struct SearchFilter {
    /// It is of one of these kinds. Example: `[MUNICIPALITY, PARTNER_TOWN]`.
    #[graphql(validator(max_items = 300))]
    kinds: Option<Vec<SearchKind>>,
    /// It lies in, or is, one of these countries. Example: `["NO"]`.
    #[graphql(validator(max_items = 300))]
    countries: Option<Vec<CountryCode>>,
    /// It lies in one of these Swedish counties. Example: `["13"]`.
    #[graphql(validator(max_items = 300))]
    counties: Option<Vec<CountyCode>>,
    /// It has a twinning in one of these states. Example: `[ACTIVE]`.
    #[graphql(validator(max_items = 300))]
    statuses: Option<Vec<TwinningStatus>>,
    /// It has a twinning about one of these themes; with `statuses` it is the same twinning that is
    /// in one of those states. Example: `[CULTURE]`.
    #[graphql(validator(max_items = 300))]
    themes: Option<Vec<Theme>>,
}

impl From<SearchFilter> for register::SearchFilter {
    fn from(filter: SearchFilter) -> Self {
        Self {
            kinds: words(filter.kinds),
            countries: words(filter.countries),
            counties: words(filter.counties),
            statuses: words(filter.statuses),
            themes: words(filter.themes),
        }
    }
}
