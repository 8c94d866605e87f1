//! Local authorities.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use vanort_model::{AuthorityKey, AuthorityKind, Country, County, LocalAuthority, Location, Place};

use super::country::{code_rank, length};
use super::evaluation::Evaluation;
use super::filter::AuthorityFilter;
use super::ids::Ids;
use super::list::{Listed, number_of, text_of};
use super::order::SortField;
use super::page::{ForeignPosition, SortValue};
use super::place::shown;
use super::record::{Named, SortName, ViewRecord, Viewed};
use super::table::Table;
use super::view::View;
use crate::names::authority_names;

/// What an authority refers to.
#[derive(Debug)]
pub struct AuthorityLinks {
    pub(super) name: SortName,
    pub(super) county: Option<Arc<Viewed<County>>>,
    pub(super) country: Option<Arc<Viewed<Country>>>,
    pub(super) seat: Option<Arc<Viewed<Place>>>,
    /// Put together when somebody asks for them: names are folded on the way.
    pub(super) names: OnceLock<Vec<String>>,
}

impl ViewRecord for LocalAuthority {
    type Key = AuthorityKey;
    type Links = AuthorityLinks;

    fn key(&self) -> &AuthorityKey {
        &self.key
    }

    fn table(view: &View) -> &Table<Self> {
        &view.authorities
    }
}

impl Named for LocalAuthority {
    fn name(&self) -> &str {
        &self.name
    }

    fn sort_name(links: &AuthorityLinks) -> &SortName {
        &links.name
    }
}

impl Viewed<LocalAuthority> {
    /// The county that it lies in.
    #[must_use]
    pub fn county(&self) -> Option<&Arc<Viewed<County>>> {
        self.links.county.as_ref()
    }

    /// The country that it lies in; `None` where the register does not have it.
    #[must_use]
    pub fn country(&self) -> Option<&Arc<Viewed<Country>>> {
        self.links.country.as_ref()
    }

    /// Where its seat lies.
    #[must_use]
    pub fn location(&self) -> Option<Location> {
        self.links.seat.as_ref()?.location
    }

    /// The names to show beside the primary one: its own, and those of its seat when both are
    /// called alike.
    #[must_use]
    pub fn alternate_names(&self) -> &[String] {
        self.links.names.get_or_init(|| {
            let seat = self.links.seat.as_deref().map(|seat| &**seat);
            let names = authority_names(self, &self.other_names, seat);
            shown(&names).map(str::to_owned).collect()
        })
    }
}

/// Whose authorities a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorityParent {
    /// All of the register.
    Register,
    /// All of one kind.
    OfKind(AuthorityKind),
    /// The municipalities of a county.
    County(u32),
    /// The municipalities that are twinned with a place, each once.
    Place(u32),
    /// The municipalities of the ties that come from a network, each once.
    Network(u32),
}

/// What a list of authorities is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuthoritySort {
    /// The name in Swedish order.
    #[default]
    Name,
    /// The official code.
    Code,
    /// The county's name, then the name.
    County,
    /// The number of twinnings, then the name.
    Twinnings,
}

impl SortField for AuthoritySort {
    const DEFAULT_ORDER: &'static [Self] = &[Self::Name];

    fn ties(self) -> &'static [Self] {
        &[Self::Name]
    }
}

impl Listed for LocalAuthority {
    type Parent = AuthorityParent;
    type Filter = AuthorityFilter;
    type Sort = AuthoritySort;

    fn ids(view: &View, parent: AuthorityParent) -> Ids<'_> {
        let groups = &view.groups;
        match parent {
            AuthorityParent::Register => Ids::Range(0, view.authorities.listed_count()),
            AuthorityParent::OfKind(kind) => {
                Ids::These(groups.authorities_of_kind.get(kind as u32))
            }
            AuthorityParent::County(id) => Ids::These(groups.municipalities_of_county.get(id)),
            AuthorityParent::Place(id) => Ids::These(groups.municipalities_of_place.get(id)),
            AuthorityParent::Network(id) => Ids::These(groups.municipalities_of_network.get(id)),
        }
    }

    fn matches(evaluation: &Evaluation<'_>, filter: &AuthorityFilter, id: u32) -> bool {
        evaluation.authority(filter, id)
    }

    fn rank(view: &View, id: u32, field: AuthoritySort) -> Option<i64> {
        match field {
            AuthoritySort::Name => Some(view.authorities.rank(id)),
            AuthoritySort::Code => (view.authorities.get(id)).map(|it| code_rank(it.key.code())),
            AuthoritySort::County => {
                let county = view.authorities.get(id)?.county()?;
                Some(view.counties.rank(county.id()))
            }
            AuthoritySort::Twinnings => Some(length(view.groups.ties_of_authority.get(id))),
        }
    }

    fn value(view: &View, it: &Viewed<Self>, field: AuthoritySort) -> SortValue {
        match field {
            AuthoritySort::Name => SortValue::Text(it.links.name.as_str().to_owned()),
            AuthoritySort::Code => SortValue::Text(it.key.code().to_owned()),
            AuthoritySort::County => it.county().map_or(SortValue::Unknown, |county| {
                SortValue::Text(county.links.as_str().to_owned())
            }),
            AuthoritySort::Twinnings => {
                SortValue::Int(length(view.groups.ties_of_authority.get(it.id())))
            }
        }
    }

    fn locate(
        view: &View,
        field: AuthoritySort,
        value: &SortValue,
    ) -> Result<Option<i64>, ForeignPosition> {
        Ok(match field {
            AuthoritySort::Name => text_of(value)?.map(|name| view.authorities.locate(name)),
            AuthoritySort::Code => text_of(value)?.map(code_rank),
            AuthoritySort::County => text_of(value)?.map(|name| view.counties.locate(name)),
            AuthoritySort::Twinnings => number_of(value)?,
        })
    }
}
