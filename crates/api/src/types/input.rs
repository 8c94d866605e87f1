//! Filters and orders that clients send. Fields of a filter are combined with "and", the values of
//! one list with "or".

use async_graphql::{Enum, InputObject};
use vanort_model as model;
use vanort_register as register;

use crate::types::{
    CountryCode, CountyCode, MunicipalityCode, Theme, TwinningKind, TwinningStatus,
};

/// Years from and to, both included. A twinning without a known year does not match.
#[derive(InputObject, Clone)]
pub(crate) struct YearRange {
    /// The first year that matches; no lower bound when left out. Example: `1939`.
    from: Option<i32>,
    /// The last year that matches; no upper bound when left out. Example: `1959`.
    to: Option<i32>,
}

/// Narrows a list of twinnings. All fields given must hold; of a list of values one must.
#[derive(InputObject, Clone, Default)]
pub(crate) struct TwinningFilter {
    /// The authority is one of these municipalities. Example: `["1380"]`.
    #[graphql(validator(max_items = 300))]
    municipalities: Option<Vec<MunicipalityCode>>,
    /// The authority lies in one of these counties. Example: `["13"]`.
    #[graphql(validator(max_items = 300))]
    counties: Option<Vec<CountyCode>>,
    /// The partner lies in one of these countries. Example: `["FI", "NO"]`.
    #[graphql(validator(max_items = 300))]
    countries: Option<Vec<CountryCode>>,
    /// The kind is one of these. Example: `[TWINNING]`.
    #[graphql(validator(max_items = 300))]
    kinds: Option<Vec<TwinningKind>>,
    /// The status is one of these. Example: `[ACTIVE, UNKNOWN]`.
    #[graphql(validator(max_items = 300))]
    statuses: Option<Vec<TwinningStatus>>,
    /// It has at least one of these themes. Example: `[CULTURE, SCHOOL]`.
    #[graphql(validator(max_items = 300))]
    themes: Option<Vec<Theme>>,
    /// It began within these years. Example: `{ to: 1959 }`.
    since: Option<YearRange>,
}

fn codes<S, C>(values: Option<Vec<S>>, code: impl Fn(S) -> C) -> Option<Vec<C>> {
    values.map(|values| values.into_iter().map(code).collect())
}

impl From<TwinningFilter> for register::TwinningFilter {
    fn from(filter: TwinningFilter) -> Self {
        let (since_from, since_to) = filter
            .since
            .map_or((None, None), |range| (range.from, range.to));
        Self {
            authorities: codes(filter.municipalities, |code| {
                model::AuthorityKey::Municipality(code.0)
            }),
            counties: codes(filter.counties, |code| code.0),
            partners: None,
            countries: codes(filter.countries, |code| code.0),
            kinds: codes(filter.kinds, Into::into),
            statuses: codes(filter.statuses, Into::into),
            themes: codes(filter.themes, Into::into),
            networks: None,
            since_from,
            since_to,
        }
    }
}

/// What a list of twinnings is sorted by; names in Swedish alphabetical order.
#[derive(Enum, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum TwinningOrderField {
    /// The authority's name, then the partner's.
    #[default]
    Authority,
    /// The partner's name, then the authority's.
    Partner,
    /// The name in Swedish of the partner's country, then the partner's name.
    Country,
    /// The first year, then the names; twinnings without a known year come last.
    Since,
}

/// The direction of an order.
#[derive(Enum, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum OrderDirection {
    /// From A to Ö, from the earliest to the latest.
    #[default]
    Asc,
    /// From Ö to A, from the latest to the earliest; twinnings without a known year stay last.
    Desc,
}

/// How a list of twinnings is ordered.
#[derive(InputObject, Clone, Default)]
pub(crate) struct TwinningOrder {
    /// What to sort by. Example: `SINCE`.
    field: TwinningOrderField,
    /// The direction. Example: `DESC`.
    #[graphql(default)]
    direction: OrderDirection,
}

impl TwinningOrder {
    pub(crate) fn sort(&self) -> register::TwinningSort {
        match self.field {
            TwinningOrderField::Authority => register::TwinningSort::Authority,
            TwinningOrderField::Partner => register::TwinningSort::Partner,
            TwinningOrderField::Country => register::TwinningSort::Country,
            TwinningOrderField::Since => register::TwinningSort::Since,
        }
    }

    pub(crate) fn descending(&self) -> bool {
        self.direction == OrderDirection::Desc
    }
}

/// Narrows a list of municipalities. All fields given must hold; of a list of values one must.
#[derive(InputObject, Clone, Default)]
pub(crate) struct MunicipalityFilter {
    /// It lies in one of these counties. Example: `["13"]`.
    #[graphql(validator(max_items = 300))]
    counties: Option<Vec<CountyCode>>,
    /// It has a twinning with a partner in one of these countries. Example: `["FI"]`.
    #[graphql(validator(max_items = 300))]
    partner_countries: Option<Vec<CountryCode>>,
    /// Whether it has any twinning in the register. Example: `true`.
    has_twinnings: Option<bool>,
}

impl From<MunicipalityFilter> for register::AuthorityFilter {
    fn from(filter: MunicipalityFilter) -> Self {
        Self {
            kinds: Some(vec![model::AuthorityKind::Municipality]),
            counties: codes(filter.counties, |code| code.0),
            partner_countries: codes(filter.partner_countries, |code| code.0),
            has_twinnings: filter.has_twinnings,
        }
    }
}

/// Narrows a list of partner towns. All fields given must hold; of a list of values one must.
#[derive(InputObject, Clone, Default)]
pub(crate) struct PartnerTownFilter {
    /// It lies in one of these countries. Example: `["NO"]`.
    #[graphql(validator(max_items = 300))]
    countries: Option<Vec<CountryCode>>,
    /// It has a twinning with one of these municipalities. Example: `["1480"]`.
    #[graphql(validator(max_items = 300))]
    municipalities: Option<Vec<MunicipalityCode>>,
    /// It has a twinning with an authority in one of these counties. Example: `["13"]`.
    #[graphql(validator(max_items = 300))]
    counties: Option<Vec<CountyCode>>,
    /// Whether it has become part of another place. Example: `false`.
    merged: Option<bool>,
}

impl From<PartnerTownFilter> for register::PlaceFilter {
    fn from(filter: PartnerTownFilter) -> Self {
        Self {
            countries: codes(filter.countries, |code| code.0),
            authorities: codes(filter.municipalities, |code| {
                model::AuthorityKey::Municipality(code.0)
            }),
            counties: codes(filter.counties, |code| code.0),
            merged: filter.merged,
        }
    }
}

/// Narrows the list of countries.
#[derive(InputObject, Clone, Default)]
pub(crate) struct CountryFilter {
    /// Whether it has any partner town in the register. Example: `true`.
    has_partner_towns: Option<bool>,
}

impl From<CountryFilter> for register::CountryFilter {
    fn from(filter: CountryFilter) -> Self {
        Self {
            has_partner_towns: filter.has_partner_towns,
        }
    }
}

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
            kinds: codes(filter.kinds, Into::into),
            countries: codes(filter.countries, |code| code.0),
            counties: codes(filter.counties, |code| code.0),
            statuses: codes(filter.statuses, Into::into),
            themes: codes(filter.themes, Into::into),
        }
    }
}
