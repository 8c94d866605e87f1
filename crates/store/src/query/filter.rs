//! What a list is narrowed by. `None` does not narrow; an empty list of allowed values matches nothing.

use vanort_model::{
    AuthorityKey, AuthorityKind, CountryCode, CountyCode, PlaceKey, Slug, Theme, TwinningKind,
    TwinningStatus,
};

/// Narrows a list of twinnings; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct TwinningFilter {
    /// The home side is one of these.
    pub authorities: Option<Vec<AuthorityKey>>,
    /// The home side lies in one of these counties.
    pub counties: Option<Vec<CountyCode>>,
    /// The other side is one of these.
    pub partners: Option<Vec<PlaceKey>>,
    /// The other side lies in one of these countries.
    pub countries: Option<Vec<CountryCode>>,
    /// The kind is one of these.
    pub kinds: Option<Vec<TwinningKind>>,
    /// The status is one of these.
    pub statuses: Option<Vec<TwinningStatus>>,
    /// It has at least one of these themes.
    pub themes: Option<Vec<Theme>>,
    /// It comes from one of these networks.
    pub networks: Option<Vec<Slug>>,
    /// It began in this year or later; one without a known year does not match.
    pub since_from: Option<i32>,
    /// It began in this year or earlier; one without a known year does not match.
    pub since_to: Option<i32>,
}

/// How a list of twinnings is ordered; the natural key breaks ties.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum TwinningSort {
    /// By the authority's name, then the partner's, in Swedish order.
    #[default]
    Authority,
    /// By the partner's name, then the authority's, in Swedish order.
    Partner,
    /// By the partner's country's Swedish name, then the partner's name.
    Country,
    /// By the first year, those without one last, then the authority's and the partner's name.
    Since,
}

/// Narrows a list of authorities; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct AuthorityFilter {
    /// The kind is one of these.
    pub kinds: Option<Vec<AuthorityKind>>,
    /// It lies in one of these counties.
    pub counties: Option<Vec<CountyCode>>,
    /// It has a twinning with a partner in one of these countries.
    pub partner_countries: Option<Vec<CountryCode>>,
    /// Whether it has any twinning.
    pub has_twinnings: Option<bool>,
}

/// Narrows a list of partner towns (places that have a twinning, or that a place which has one has
/// become part of); all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct PlaceFilter {
    /// It lies in one of these countries.
    pub countries: Option<Vec<CountryCode>>,
    /// It has a twinning with one of these authorities.
    pub authorities: Option<Vec<AuthorityKey>>,
    /// It has a twinning with an authority in one of these counties.
    pub counties: Option<Vec<CountyCode>>,
    /// Whether it has become part of another place.
    pub merged: Option<bool>,
}

/// Narrows the list of countries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct CountryFilter {
    /// Whether it has any partner town.
    pub has_partner_towns: Option<bool>,
}
