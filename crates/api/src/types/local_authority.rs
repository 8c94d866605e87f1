//! What all kinds of local authority share.

use std::sync::Arc;

use async_graphql::{ID, Interface, Result};
use vanort_model as model;
use vanort_model::AuthorityKind;
use vanort_register::{AuthorityParent, List, View, Viewed};

use crate::answer::{Direct, kinds};
use crate::connection::{MunicipalityConnection, Page, PageArguments};
use crate::error::ApiError;
use crate::types::filter::read_filter;
use crate::types::{
    Country, County, ForeignAuthority, Location, Municipality, MunicipalityFilter,
    MunicipalityOrder, Region, RegionalFederation,
};

/// The home side of a twinning: a municipality, a region or a regional federation of Sweden, or an
/// authority of another country where a list of another association names one.
#[derive(Interface, Clone)]
#[graphql(
    field(name = "id", ty = "ID", desc = "The global id, stable across imports."),
    field(
        name = "name",
        ty = "&str",
        desc = "The name in Swedish. Example: `\"Halmstad\"`."
    ),
    field(
        name = "alternate_names",
        ty = "&[String]",
        desc = "Other names that it is known by, in any language. May be empty."
    ),
    field(
        name = "country",
        ty = "Direct<Country>",
        desc = "The country that it lies in: Sweden, but for a `ForeignAuthority`."
    ),
    field(
        name = "county",
        ty = "Option<Direct<County>>",
        desc = "The county that it lies in; null for a federation across counties and outside Sweden."
    ),
    field(
        name = "location",
        ty = "Option<Direct<Location>>",
        desc = "Where its seat lies; null when not known."
    ),
    field(
        name = "seat",
        ty = "Option<&str>",
        desc = "The town that it is run from; null when not known. Example: `\"Halmstad\"`."
    )
)]
pub(crate) enum LocalAuthority {
    Municipality(Municipality),
    Region(Region),
    RegionalFederation(RegionalFederation),
    ForeignAuthority(ForeignAuthority),
}

kinds!(LocalAuthority: Municipality, Region, RegionalFederation, ForeignAuthority);

impl From<Arc<Viewed<model::LocalAuthority>>> for LocalAuthority {
    fn from(authority: Arc<Viewed<model::LocalAuthority>>) -> Self {
        match authority.key.kind() {
            AuthorityKind::Municipality => Self::Municipality(Municipality(authority)),
            AuthorityKind::Region => Self::Region(Region(authority)),
            AuthorityKind::RegionalFederation => {
                Self::RegionalFederation(RegionalFederation(authority))
            }
            AuthorityKind::ForeignAuthority => Self::ForeignAuthority(ForeignAuthority(authority)),
        }
    }
}

/// The country that an authority lies in, which the register has unless it was filled without.
pub(crate) fn country_of(
    authority: &Viewed<model::LocalAuthority>,
) -> std::result::Result<Country, ApiError> {
    let country = authority.country().cloned().map(Country);
    country.ok_or_else(|| ApiError::missing("country", authority.key.country()))
}

/// The municipalities within a parent.
pub(crate) fn municipalities_within(
    view: &View,
    parent: AuthorityParent,
    filter: Option<Box<MunicipalityFilter>>,
    order: Option<MunicipalityOrder>,
    arguments: &PageArguments,
) -> Result<Direct<MunicipalityConnection>> {
    let list = List {
        parent,
        filter: read_filter(view, filter)?,
        order: MunicipalityOrder::read(order)?,
    };
    Ok(Direct(MunicipalityConnection(Page::read(
        view, list, arguments,
    )?)))
}
