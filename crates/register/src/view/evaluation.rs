//! Filters at work on the records of a view.

use std::cell::RefCell;
use std::collections::HashMap;

use vanort_model::Certainty;

use super::filter::{
    AuthorityFilter, CountryFilter, PlaceFilter, ProgrammeFilter, ResourceFilter, TwinningFilter,
    TwinningRelation,
};
use super::ids::IdSet;
use super::programme::lasts_on;
use super::view::View;

/// Filters at work. It remembers what far-reaching filters said of the two sides of twinnings, so
/// that each looks at each record once, however they are nested: twinnings lead from place to
/// place to place, and would lead through the register again and again.
#[derive(Debug)]
pub struct Evaluation<'v> {
    view: &'v View,
    /// By the filter's address, then the record's number.
    said: RefCell<HashMap<usize, Vec<Option<bool>>>>,
}

/// Whether a record is in a set of allowed ones, if there is one.
fn allowed<R>(set: Option<&IdSet<R>>, id: u32) -> bool {
    set.is_none_or(|set| set.contains(id))
}

/// Whether a value is among the allowed ones, if they are given.
fn one_of<T: PartialEq>(values: Option<&Vec<T>>, value: &T) -> bool {
    values.is_none_or(|values| values.contains(value))
}

/// Whether any of some values is among the allowed ones, if they are given.
fn any_of<T: PartialEq>(allowed: Option<&Vec<T>>, values: &[T]) -> bool {
    allowed.is_none_or(|allowed| values.iter().any(|value| allowed.contains(value)))
}

impl<'v> Evaluation<'v> {
    pub(super) fn new(view: &'v View) -> Self {
        Self {
            view,
            said: RefCell::default(),
        }
    }

    pub(super) fn twinning(&self, filter: &TwinningFilter, id: u32) -> bool {
        let Some(tie) = self.view.tie(id) else {
            return false;
        };
        allowed(filter.authorities.as_ref(), tie.authority)
            && allowed(filter.counties.as_ref(), tie.county)
            && allowed(filter.countries.as_ref(), tie.country)
            && allowed(filter.networks.as_ref(), tie.network)
            && one_of(filter.kinds.as_ref(), &tie.kind)
            && one_of(filter.statuses.as_ref(), &tie.status)
            && (filter.themes.as_ref())
                .is_none_or(|themes| themes.iter().any(|theme| tie.themes.has(*theme)))
            && filter.since.holds(tie.since)
            && filter.until.holds(tie.until)
            && (filter.authority.as_deref()).is_none_or(|filter| {
                let test = || self.authority(filter, tie.authority);
                if filter.looks_far() {
                    self.once(filter, tie.authority, test)
                } else {
                    test()
                }
            })
            && (filter.partner.as_deref()).is_none_or(|filter| {
                let test = || self.place(filter, tie.partner);
                if filter.looks_far() {
                    self.once(filter, tie.partner, test)
                } else {
                    test()
                }
            })
            && filter.logic.holds(|further| self.twinning(further, id))
    }

    pub(super) fn authority(&self, filter: &AuthorityFilter, id: u32) -> bool {
        let Some(authority) = self.view.authorities.get(id) else {
            return false;
        };
        let ties = self.view.groups.ties_of_authority.get(id);
        allowed(filter.authorities.as_ref(), id)
            && one_of(filter.kinds.as_ref(), &authority.key.kind())
            && (filter.counties.as_ref()).is_none_or(|counties| {
                (authority.county()).is_some_and(|county| counties.contains(county.id()))
            })
            && (filter.partner_countries.as_ref()).is_none_or(|countries| {
                let mut ties = ties.iter().filter_map(|tie| self.view.tie(*tie));
                ties.any(|tie| countries.contains(tie.country))
            })
            && (filter.has_twinnings).is_none_or(|has| has != ties.is_empty())
            && self.relation(filter.twinnings.as_deref(), ties)
            && filter.logic.holds(|further| self.authority(further, id))
    }

    pub(super) fn place(&self, filter: &PlaceFilter, id: u32) -> bool {
        let Some(place) = self.view.places.get(id) else {
            return false;
        };
        let ties = self.view.groups.ties_of_place.get(id);
        let any_tie = |set: &dyn Fn(u32, u32) -> bool| {
            let mut ties = ties.iter().filter_map(|tie| self.view.tie(*tie));
            ties.any(|tie| set(tie.authority, tie.county))
        };
        allowed(filter.countries.as_ref(), place.country().id())
            && (filter.merged).is_none_or(|merged| merged == place.merged_into.is_some())
            && filter.population.holds(place.population)
            && (filter.authorities.as_ref())
                .is_none_or(|set| any_tie(&|authority, _| set.contains(authority)))
            && (filter.counties.as_ref())
                .is_none_or(|set| any_tie(&|_, county| set.contains(county)))
            && self.relation(filter.twinnings.as_deref(), ties)
            && filter.logic.holds(|further| self.place(further, id))
    }

    pub(super) fn country(&self, filter: &CountryFilter, id: u32) -> bool {
        let groups = &self.view.groups;
        let has_towns = !groups.towns_of_country.get(id).is_empty();
        (filter.has_partner_towns).is_none_or(|has| has == has_towns)
            && self.relation(filter.twinnings.as_deref(), groups.ties_of_country.get(id))
            && filter.logic.holds(|further| self.country(further, id))
    }

    pub(super) fn programme(&self, filter: &ProgrammeFilter, id: u32) -> bool {
        let Some(programme) = self.view.programmes.get(id) else {
            return false;
        };
        let lasts =
            |from, until| (filter.valid_on).is_none_or(|date| lasts_on((from, until), date));
        let is_decided = programme.certainty != Some(Certainty::Proposed);
        (filter.valid_on.is_none() || is_decided)
            && lasts(programme.valid_from, programme.valid_until)
            && (filter.countries.as_ref()).is_none_or(|countries| {
                self.view.countries_of(programme).any(|it| {
                    countries.contains(it.country().id())
                        && lasts(it.key.valid_from, it.valid_until)
                })
            })
            && any_of(filter.applicants.as_ref(), &programme.applicants)
            && (filter.certainties.as_ref())
                .is_none_or(|set| programme.certainty.is_some_and(|it| set.contains(&it)))
            && filter.logic.holds(|further| self.programme(further, id))
    }

    pub(super) fn resource(&self, filter: &ResourceFilter, id: u32) -> bool {
        let Some(resource) = self.view.resources.get(id) else {
            return false;
        };
        (filter.kinds.as_ref())
            .is_none_or(|set| resource.kind.is_some_and(|kind| set.contains(&kind)))
            && one_of(filter.states.as_ref(), &resource.state)
            && any_of(filter.languages.as_ref(), &resource.languages)
    }

    fn relation(&self, relation: Option<&TwinningRelation>, ties: &[u32]) -> bool {
        let Some(relation) = relation else {
            return true;
        };
        let matches = |filter| move |tie: &u32| self.twinning(filter, *tie);
        (relation.some.as_ref()).is_none_or(|filter| ties.iter().any(matches(filter)))
            && (relation.none.as_ref()).is_none_or(|filter| !ties.iter().any(matches(filter)))
            && (relation.every.as_ref()).is_none_or(|filter| ties.iter().all(matches(filter)))
    }

    /// What a filter says of a record, found out once.
    fn once<F>(&self, filter: &F, id: u32, test: impl FnOnce() -> bool) -> bool {
        let (filter, place) = (std::ptr::from_ref(filter).addr(), id as usize);
        let known = |said: &Vec<Option<bool>>| said.get(place).copied().flatten();
        if let Some(said) = self.said.borrow().get(&filter).and_then(known) {
            return said;
        }
        let answer = test();
        let mut said = self.said.borrow_mut();
        let said = said.entry(filter).or_default();
        if said.len() <= place {
            said.resize(place + 1, None);
        }
        if let Some(said) = said.get_mut(place) {
            *said = Some(answer);
        }
        answer
    }
}
