//! Programmes.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vanort_model::{Contact, PartialDate, Programme, ProgrammeCountry, Slug};

use super::evaluation::Evaluation;
use super::filter::ProgrammeFilter;
use super::ids::Ids;
use super::list::{Listed, number_of, text_of};
use super::order::SortField;
use super::page::{ForeignPosition, SortValue};
use super::record::{Named, SortName, ViewRecord, Viewed};
use super::table::Table;
use super::view::View;

/// What a programme refers to. Its successor is a programme too, and is looked up.
#[derive(Debug)]
pub struct ProgrammeLinks {
    pub(super) name: SortName,
    pub(super) contact: Option<Arc<Viewed<Contact>>>,
}

impl ViewRecord for Programme {
    type Key = Slug;
    type Links = ProgrammeLinks;

    fn key(&self) -> &Slug {
        &self.key
    }

    fn table(view: &View) -> &Table<Self> {
        &view.programmes
    }
}

impl Named for Programme {
    fn name(&self) -> &str {
        &self.name
    }

    fn sort_name(links: &ProgrammeLinks) -> &SortName {
        &links.name
    }
}

impl Viewed<Programme> {
    /// Whom to ask in Sweden.
    #[must_use]
    pub fn contact(&self) -> Option<&Arc<Viewed<Contact>>> {
        self.links.contact.as_ref()
    }
}

impl View {
    /// The programmes that one has taken the place of, by name.
    pub fn predecessors(
        &self,
        programme: &Viewed<Programme>,
    ) -> impl Iterator<Item = &Arc<Viewed<Programme>>> {
        let ids = self.groups.predecessors_of_programme.get(programme.id());
        ids.iter().filter_map(|id| self.programmes.get(*id))
    }

    /// The countries in which a programme's partners may be, by name, each period by itself.
    pub fn countries_of(
        &self,
        programme: &Viewed<Programme>,
    ) -> impl Iterator<Item = &Arc<Viewed<ProgrammeCountry>>> {
        let ids = self.groups.countries_of_programme.get(programme.id());
        ids.iter()
            .filter_map(|id| self.programme_countries.get(*id))
    }
}

/// What the list of programmes is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProgrammeSort {
    /// The name in Swedish order.
    #[default]
    Name,
    /// The first day, then the name.
    ValidFrom,
    /// The last day, then the name.
    ValidUntil,
}

impl SortField for ProgrammeSort {
    const DEFAULT_ORDER: &'static [Self] = &[Self::Name];

    fn ties(self) -> &'static [Self] {
        &[Self::Name]
    }
}

impl Listed for Programme {
    /// There is one list of programmes.
    type Parent = ();
    type Filter = ProgrammeFilter;
    type Sort = ProgrammeSort;

    fn ids(view: &View, (): ()) -> Ids<'_> {
        Ids::Range(0, view.programmes.listed_count())
    }

    fn matches(evaluation: &Evaluation<'_>, filter: &ProgrammeFilter, id: u32) -> bool {
        evaluation.programme(filter, id)
    }

    fn rank(view: &View, id: u32, field: ProgrammeSort) -> Option<i64> {
        match field {
            ProgrammeSort::Name => Some(view.programmes.rank(id)),
            ProgrammeSort::ValidFrom | ProgrammeSort::ValidUntil => {
                day(view.programmes.get(id)?, field)
            }
        }
    }

    fn value(_: &View, it: &Viewed<Self>, field: ProgrammeSort) -> SortValue {
        match field {
            ProgrammeSort::Name => SortValue::Text(it.links.name.as_str().to_owned()),
            ProgrammeSort::ValidFrom | ProgrammeSort::ValidUntil => {
                day(it, field).map_or(SortValue::Unknown, SortValue::Int)
            }
        }
    }

    fn locate(
        view: &View,
        field: ProgrammeSort,
        value: &SortValue,
    ) -> Result<Option<i64>, ForeignPosition> {
        Ok(match field {
            ProgrammeSort::Name => text_of(value)?.map(|name| view.programmes.locate(name)),
            ProgrammeSort::ValidFrom | ProgrammeSort::ValidUntil => number_of(value)?,
        })
    }
}

/// The day by which a programme is sorted, where it is not sorted by name.
fn day(programme: &Programme, field: ProgrammeSort) -> Option<i64> {
    match field {
        ProgrammeSort::Name => None,
        ProgrammeSort::ValidFrom => programme.valid_from.map(PartialDate::first_day),
        ProgrammeSort::ValidUntil => programme.valid_until.map(PartialDate::last_day),
    }
}

/// Whether something that lasts from one date until another, both included, lasts on a date: at
/// some time of it, where that is a year or a month. Where no end is known it goes on, and where
/// no beginning is it has begun.
pub(super) fn lasts_on(
    (from, until): (Option<PartialDate>, Option<PartialDate>),
    date: PartialDate,
) -> bool {
    from.is_none_or(|from| from.first_day() <= date.last_day())
        && until.is_none_or(|until| date.first_day() <= until.last_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_a_period_belong_to_it_as_far_as_they_are_known() {
        let date = |text: &str| text.parse::<PartialDate>().ok();
        let lasts = |from, until, on| lasts_on((date(from), date(until)), date(on).unwrap());
        for on in [
            "2014-01-01",
            "2014",
            "2020-12-31",
            "2020-12",
            "2017",
            "2020",
        ] {
            assert!(lasts("2014-01-01", "2020-12-31", on), "{on}");
            assert!(lasts("2014", "2020", on), "{on}");
        }
        for on in ["2013-12-31", "2013", "2021-01-01", "2021"] {
            assert!(!lasts("2014-01-01", "2020-12-31", on), "{on}");
            assert!(!lasts("2014", "2020", on), "{on}");
        }
        assert!(lasts("2014", "", "2999"));
        assert!(lasts("", "2014", "0001"));
        assert!(lasts("", "", "2026-11-27"));
    }
}
