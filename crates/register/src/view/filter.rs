//! What a list is narrowed by. `None` does not narrow; an empty list of allowed values matches
//! nothing.

use vanort_model::{
    ApplicantKind, AuthorityKind, Certainty, Country, County, LanguageCode, LocalAuthority,
    Network, PartialDate, ResourceKind, ResourceState, Theme, TwinningKind, TwinningStatus,
};

use super::ids::IdSet;

/// Narrows a list of twinnings; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TwinningFilter {
    /// The home side is one of these.
    pub authorities: Option<IdSet<LocalAuthority>>,
    /// The home side lies in one of these counties.
    pub counties: Option<IdSet<County>>,
    /// The other side lies in one of these countries.
    pub countries: Option<IdSet<Country>>,
    /// The kind is one of these.
    pub kinds: Option<Vec<TwinningKind>>,
    /// The status is one of these.
    pub statuses: Option<Vec<TwinningStatus>>,
    /// It has at least one of these themes.
    pub themes: Option<Vec<Theme>>,
    /// It comes from one of these networks.
    pub networks: Option<IdSet<Network>>,
    /// It began within these years.
    pub since: Range<i32>,
    /// It ended within these years.
    pub until: Range<i32>,
    /// What must hold of the home side.
    pub authority: Option<Box<AuthorityFilter>>,
    /// What must hold of the other side.
    pub partner: Option<Box<PlaceFilter>>,
    /// How further filters combine with this one.
    pub logic: Logic<Self>,
}

/// Narrows a list of authorities; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AuthorityFilter {
    /// It is one of these.
    pub authorities: Option<IdSet<LocalAuthority>>,
    /// The kind is one of these.
    pub kinds: Option<Vec<AuthorityKind>>,
    /// It lies in one of these counties.
    pub counties: Option<IdSet<County>>,
    /// It has a twinning with a partner in one of these countries.
    pub partner_countries: Option<IdSet<Country>>,
    /// Whether it has any twinning.
    pub has_twinnings: Option<bool>,
    /// What must hold of its twinnings.
    pub twinnings: Option<Box<TwinningRelation>>,
    /// How further filters combine with this one.
    pub logic: Logic<Self>,
}

/// Narrows a list of places; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlaceFilter {
    /// It lies in one of these countries.
    pub countries: Option<IdSet<Country>>,
    /// It has a twinning with one of these authorities.
    pub authorities: Option<IdSet<LocalAuthority>>,
    /// It has a twinning with an authority in one of these counties.
    pub counties: Option<IdSet<County>>,
    /// Whether it has become part of another place.
    pub merged: Option<bool>,
    /// It has so many inhabitants.
    pub population: Range<i64>,
    /// What must hold of its twinnings.
    pub twinnings: Option<Box<TwinningRelation>>,
    /// How further filters combine with this one.
    pub logic: Logic<Self>,
}

/// Narrows the list of countries; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CountryFilter {
    /// Whether it has any partner town.
    pub has_partner_towns: Option<bool>,
    /// What must hold of the twinnings with partners in it.
    pub twinnings: Option<Box<TwinningRelation>>,
    /// How further filters combine with this one.
    pub logic: Logic<Self>,
}

/// Narrows the list of programmes; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProgrammeFilter {
    /// Partners may be in one of these countries: on the date, where one is given too.
    pub countries: Option<IdSet<Country>>,
    /// One of these may apply.
    pub applicants: Option<Vec<ApplicantKind>>,
    /// It is as certain as one of these says.
    pub certainties: Option<Vec<Certainty>>,
    /// It is in force on this date, at some time of it; what is only proposed is never.
    pub valid_on: Option<PartialDate>,
    /// How further filters combine with this one.
    pub logic: Logic<Self>,
}

/// Narrows the list of resources; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResourceFilter {
    /// The kind is one of these.
    pub kinds: Option<Vec<ResourceKind>>,
    /// The state is one of these.
    pub states: Option<Vec<ResourceState>>,
    /// It can be read in one of these languages.
    pub languages: Option<Vec<LanguageCode>>,
}

/// What must hold of the twinnings of a record; all that is given must.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TwinningRelation {
    /// At least one matches.
    pub some: Option<TwinningFilter>,
    /// None matches.
    pub none: Option<TwinningFilter>,
    /// All match; so they do where there is none.
    pub every: Option<TwinningFilter>,
}

/// How further filters combine with one; all that is given must hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Logic<F> {
    /// All of these hold.
    pub and: Vec<F>,
    /// At least one of these holds; none of an empty list does.
    pub or: Option<Vec<F>>,
    /// This does not hold.
    pub not: Option<Box<F>>,
}

impl<F> Default for Logic<F> {
    fn default() -> Self {
        Self {
            and: Vec::new(),
            or: None,
            not: None,
        }
    }
}

impl<F> Logic<F> {
    pub(super) fn holds(&self, test: impl Fn(&F) -> bool) -> bool {
        self.and.iter().all(&test)
            && (self.or.as_ref()).is_none_or(|filters| filters.iter().any(&test))
            && !self.not.as_ref().is_some_and(|filter| test(filter))
    }

    fn is_empty(&self) -> bool {
        self.and.is_empty() && self.or.is_none() && self.not.is_none()
    }
}

/// From and to, both included. What is not known lies within no range but the unbounded one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Range<T> {
    /// The least that matches.
    pub from: Option<T>,
    /// The greatest that matches.
    pub to: Option<T>,
}

impl<T: PartialOrd + Copy> Range<T> {
    pub(super) fn holds(self, value: Option<T>) -> bool {
        let Some(value) = value else {
            return self.from.is_none() && self.to.is_none();
        };
        self.from.is_none_or(|from| from <= value) && self.to.is_none_or(|to| value <= to)
    }
}

impl AuthorityFilter {
    /// Whether it looks further than at the authority and its own twinnings.
    pub(super) fn looks_far(&self) -> bool {
        self.twinnings.is_some() || !self.logic.is_empty()
    }
}

impl PlaceFilter {
    /// Whether it looks further than at the place and its own twinnings.
    pub(super) fn looks_far(&self) -> bool {
        self.twinnings.is_some() || !self.logic.is_empty()
    }
}
