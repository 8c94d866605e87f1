//! Places, and those of them that are partner towns.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vanort_model::{Country, Name, NameKind, Place, PlaceKey};

use super::country::length;
use super::evaluation::Evaluation;
use super::filter::PlaceFilter;
use super::ids::Ids;
use super::list::{Listed, number_of, text_of};
use super::order::SortField;
use super::page::{ForeignPosition, SortValue};
use super::record::{Named, SortName, ViewRecord, Viewed};
use super::table::Table;
use super::view::View;

/// What a place refers to.
#[derive(Debug)]
pub struct PlaceLinks {
    pub(super) name: SortName,
    pub(super) country: Arc<Viewed<Country>>,
}

impl ViewRecord for Place {
    type Key = PlaceKey;
    type Links = PlaceLinks;

    fn key(&self) -> &PlaceKey {
        &self.key
    }

    fn table(view: &View) -> &Table<Self> {
        &view.places
    }
}

impl Named for Place {
    fn name(&self) -> &str {
        &self.name
    }

    fn sort_name(links: &PlaceLinks) -> &SortName {
        &links.name
    }
}

impl Viewed<Place> {
    /// The country that it lies in.
    #[must_use]
    pub fn country(&self) -> &Arc<Viewed<Country>> {
        &self.links.country
    }

    /// The names to show beside the primary one.
    pub fn alternate_names(&self) -> impl Iterator<Item = &str> {
        shown(&self.names)
    }
}

/// The names that are shown, which those that only help a search are not.
pub(super) fn shown(names: &[Name]) -> impl Iterator<Item = &str> {
    (names.iter())
        .filter(|name| name.kind != NameKind::Transliteration)
        .map(|name| name.text.as_str())
}

/// Whose partner towns a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceParent {
    /// The whole register's: every place with a twinning, and every place that such a one has
    /// become part of.
    Register,
    /// An authority's: the places that it is twinned with, each once.
    Authority(u32),
    /// A country's: the partner towns that lie in it.
    Country(u32),
    /// A network's: the partners of the ties that come from it, each once.
    Network(u32),
}

/// What a list of partner towns is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceSort {
    /// The name in Swedish order.
    #[default]
    Name,
    /// The country's name in Swedish, then the name.
    Country,
    /// The number of inhabitants, then the name.
    Population,
    /// The number of twinnings, then the name.
    Twinnings,
}

impl SortField for PlaceSort {
    const DEFAULT_ORDER: &'static [Self] = &[Self::Name];

    fn ties(self) -> &'static [Self] {
        &[Self::Name]
    }
}

impl Listed for Place {
    type Parent = PlaceParent;
    type Filter = PlaceFilter;
    type Sort = PlaceSort;

    fn ids(view: &View, parent: PlaceParent) -> Ids<'_> {
        let groups = &view.groups;
        match parent {
            PlaceParent::Register => Ids::Range(0, view.places.listed_count()),
            PlaceParent::Authority(id) => Ids::These(groups.towns_of_authority.get(id)),
            PlaceParent::Country(id) => Ids::These(groups.towns_of_country.get(id)),
            PlaceParent::Network(id) => Ids::These(groups.towns_of_network.get(id)),
        }
    }

    fn matches(evaluation: &Evaluation<'_>, filter: &PlaceFilter, id: u32) -> bool {
        evaluation.place(filter, id)
    }

    fn rank(view: &View, id: u32, field: PlaceSort) -> Option<i64> {
        match field {
            PlaceSort::Name => Some(view.places.rank(id)),
            PlaceSort::Country => {
                (view.places.get(id)).map(|it| view.countries.rank(it.country().id()))
            }
            PlaceSort::Population => view.places.get(id)?.population,
            PlaceSort::Twinnings => Some(length(view.groups.ties_of_place.get(id))),
        }
    }

    fn value(view: &View, it: &Viewed<Self>, field: PlaceSort) -> SortValue {
        match field {
            PlaceSort::Name => SortValue::Text(it.links.name.as_str().to_owned()),
            PlaceSort::Country => SortValue::Text(it.country().links.as_str().to_owned()),
            PlaceSort::Population => it.population.map_or(SortValue::Unknown, SortValue::Int),
            PlaceSort::Twinnings => SortValue::Int(length(view.groups.ties_of_place.get(it.id()))),
        }
    }

    fn locate(
        view: &View,
        field: PlaceSort,
        value: &SortValue,
    ) -> Result<Option<i64>, ForeignPosition> {
        Ok(match field {
            PlaceSort::Name => text_of(value)?.map(|name| view.places.locate(name)),
            PlaceSort::Country => text_of(value)?.map(|name| view.countries.locate(name)),
            PlaceSort::Population | PlaceSort::Twinnings => number_of(value)?,
        })
    }
}
