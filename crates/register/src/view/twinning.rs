//! Twinnings.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vanort_model::{LocalAuthority, Network, Place, Twinning, TwinningKey};

use super::evaluation::Evaluation;
use super::filter::TwinningFilter;
use super::ids::Ids;
use super::list::{Listed, number_of, text_of};
use super::order::SortField;
use super::page::{ForeignPosition, SortValue};
use super::record::{ViewRecord, Viewed};
use super::table::Table;
use super::view::View;

/// What a twinning refers to.
#[derive(Debug)]
pub struct TwinningLinks {
    pub(super) authority: Arc<Viewed<LocalAuthority>>,
    pub(super) partner: Arc<Viewed<Place>>,
    pub(super) network: Option<Arc<Viewed<Network>>>,
}

impl ViewRecord for Twinning {
    type Key = TwinningKey;
    type Links = TwinningLinks;

    fn key(&self) -> &TwinningKey {
        &self.key
    }

    fn table(view: &View) -> &Table<Self> {
        &view.twinnings
    }
}

impl Viewed<Twinning> {
    /// The home side.
    #[must_use]
    pub fn authority(&self) -> &Arc<Viewed<LocalAuthority>> {
        &self.links.authority
    }

    /// The other side.
    #[must_use]
    pub fn partner(&self) -> &Arc<Viewed<Place>> {
        &self.links.partner
    }

    /// The network that the tie comes from.
    #[must_use]
    pub fn viewed_network(&self) -> Option<&Arc<Viewed<Network>>> {
        self.links.network.as_ref()
    }

    /// The distance between the authority's seat and the partner along the earth's surface, in
    /// kilometres; `None` when one of them has no known location.
    #[must_use]
    pub fn distance_km(&self) -> Option<f64> {
        let seat = self.links.authority.location()?;
        Some(seat.distance_km(&self.links.partner.location?))
    }
}

/// Whose twinnings a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TwinningParent {
    /// The whole register's.
    Register,
    /// An authority's own.
    Authority(u32),
    /// Those that a place is the partner of.
    Place(u32),
    /// Those with partners in a country.
    Country(u32),
    /// Those that come from a network.
    Network(u32),
}

/// What a list of twinnings is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TwinningSort {
    /// The authority's name, then the partner's, in Swedish order.
    #[default]
    Authority,
    /// The partner's name, then the authority's, in Swedish order.
    Partner,
    /// The Swedish name of the partner's country, then the partner's name, then the authority's.
    Country,
    /// The first year, then the authority's and the partner's name.
    Since,
}

impl SortField for TwinningSort {
    const DEFAULT_ORDER: &'static [Self] = &[Self::Authority, Self::Partner];

    fn ties(self) -> &'static [Self] {
        match self {
            Self::Authority => &[Self::Partner],
            Self::Partner => &[Self::Authority],
            Self::Country => &[Self::Partner, Self::Authority],
            Self::Since => &[Self::Authority, Self::Partner],
        }
    }
}

impl Listed for Twinning {
    type Parent = TwinningParent;
    type Filter = TwinningFilter;
    type Sort = TwinningSort;

    fn ids(view: &View, parent: TwinningParent) -> Ids<'_> {
        let groups = &view.groups;
        match parent {
            TwinningParent::Register => Ids::Range(0, view.twinnings.listed_count()),
            TwinningParent::Authority(id) => Ids::These(groups.ties_of_authority.get(id)),
            TwinningParent::Place(id) => Ids::These(groups.ties_of_place.get(id)),
            TwinningParent::Country(id) => Ids::These(groups.ties_of_country.get(id)),
            TwinningParent::Network(id) => Ids::These(groups.ties_of_network.get(id)),
        }
    }

    fn matches(evaluation: &Evaluation<'_>, filter: &TwinningFilter, id: u32) -> bool {
        evaluation.twinning(filter, id)
    }

    fn rank(view: &View, id: u32, field: TwinningSort) -> Option<i64> {
        let tie = view.tie(id)?;
        match field {
            TwinningSort::Authority => Some(view.authorities.rank(tie.authority)),
            TwinningSort::Partner => Some(view.places.rank(tie.partner)),
            TwinningSort::Country => Some(view.countries.rank(tie.country)),
            TwinningSort::Since => tie.since.map(i64::from),
        }
    }

    fn value(_: &View, it: &Viewed<Self>, field: TwinningSort) -> SortValue {
        let name = match field {
            TwinningSort::Authority => &it.authority().links.name,
            TwinningSort::Partner => &it.partner().links.name,
            TwinningSort::Country => &it.partner().country().links,
            TwinningSort::Since => {
                return (it.since).map_or(SortValue::Unknown, |year| SortValue::Int(year.into()));
            }
        };
        SortValue::Text(name.as_str().to_owned())
    }

    fn locate(
        view: &View,
        field: TwinningSort,
        value: &SortValue,
    ) -> Result<Option<i64>, ForeignPosition> {
        Ok(match field {
            TwinningSort::Authority => text_of(value)?.map(|name| view.authorities.locate(name)),
            TwinningSort::Partner => text_of(value)?.map(|name| view.places.locate(name)),
            TwinningSort::Country => text_of(value)?.map(|name| view.countries.locate(name)),
            TwinningSort::Since => number_of(value)?,
        })
    }
}
