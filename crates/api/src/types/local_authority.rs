//! What all kinds of local authority share.

use std::sync::Arc;

use async_graphql::{ID, Interface};
use vanort_model as model;
use vanort_model::{AuthorityKey, AuthorityKind, CountryCode, NameKind};
use vanort_register::authority_names;

use crate::connection::{ListKind, MunicipalityConnection, Page, PageArguments};
use crate::error::ApiError;
use crate::loader::{AuthorityParent, Loaders, Within};
use crate::types::{
    Country, County, ForeignAuthority, Location, Municipality, MunicipalityFilter, Region,
    RegionalFederation,
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
        ty = "Vec<String>",
        desc = "Other names that it is known by, in any language. May be empty."
    ),
    field(
        name = "country",
        ty = "Country",
        desc = "The country that it lies in: Sweden, but for a `ForeignAuthority`."
    ),
    field(
        name = "county",
        ty = "Option<County>",
        desc = "The county that it lies in; null for a federation across counties and outside Sweden."
    ),
    field(
        name = "location",
        ty = "Option<Location>",
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

impl From<Arc<model::LocalAuthority>> for LocalAuthority {
    fn from(authority: Arc<model::LocalAuthority>) -> Self {
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

/// The authority of a key, if the register has it.
pub(crate) async fn authority(
    loaders: &Loaders,
    key: &AuthorityKey,
) -> Result<Option<Arc<model::LocalAuthority>>, ApiError> {
    loaders.authorities.load(key.clone()).await
}

/// The names to show beside the primary one.
pub(crate) async fn alternate_names(
    loaders: &Loaders,
    authority: &model::LocalAuthority,
) -> Result<Vec<String>, ApiError> {
    let seat = async {
        let Some(key) = &authority.seat_place else {
            return Ok(None);
        };
        let (place, names) = futures_util::try_join!(
            loaders.places.load(key.clone()),
            loaders.place_names.load(key.clone())
        )?;
        Ok::<_, ApiError>(place.map(|place| model::Place {
            names: names.map(|names| names.to_vec()).unwrap_or_default(),
            ..place.as_ref().clone()
        }))
    };
    let (own, seat) =
        futures_util::try_join!(loaders.authority_names.load(authority.key.clone()), seat)?;
    let own = own.map(|names| names.to_vec()).unwrap_or_default();
    Ok(authority_names(authority, &own, seat.as_ref())
        .into_iter()
        .filter(|name| name.kind != NameKind::Transliteration)
        .map(|name| name.text)
        .collect())
}

/// Sweden, as every authority's country.
pub(crate) async fn sweden(loaders: &Loaders) -> Result<Country, ApiError> {
    country(loaders, &CountryCode::sweden()).await
}

/// The country of a code that a record names; the database holds no record without its country.
pub(crate) async fn country(loaders: &Loaders, code: &CountryCode) -> Result<Country, ApiError> {
    let found = loaders.countries.load(code.clone()).await?;
    found
        .map(Country)
        .ok_or_else(|| ApiError::missing("country", code))
}

/// The county that an authority lies in.
pub(crate) async fn county(
    loaders: &Loaders,
    authority: &model::LocalAuthority,
) -> Result<Option<County>, ApiError> {
    let Some(code) = &authority.county else {
        return Ok(None);
    };
    Ok(loaders.counties.load(code.clone()).await?.map(County))
}

/// Where an authority's seat lies.
pub(crate) async fn location(
    loaders: &Loaders,
    authority: &model::LocalAuthority,
) -> Result<Option<model::Location>, ApiError> {
    let Some(key) = &authority.seat_place else {
        return Ok(None);
    };
    let place = loaders.places.load(key.clone()).await?;
    Ok(place.and_then(|place| place.location))
}

/// The municipalities within a parent.
pub(crate) async fn municipalities_within(
    loaders: &Arc<Loaders>,
    parent: AuthorityParent,
    filter: Option<MunicipalityFilter>,
    arguments: &PageArguments,
) -> async_graphql::Result<MunicipalityConnection> {
    let page = arguments.check(ListKind::Authorities)?;
    let filter = vanort_register::AuthorityFilter::from(filter.unwrap_or_default());
    let ask = Within {
        parent: parent.clone(),
        arguments: (filter.clone(), page),
    };
    let slice = loaders.authority_pages.load(ask).await?.unwrap_or_default();
    let counter = loaders.clone();
    let total = Arc::new(move || -> futures_util::future::BoxFuture<'static, _> {
        let (loaders, ask) = (
            counter.clone(),
            Within {
                parent: parent.clone(),
                arguments: filter.clone(),
            },
        );
        Box::pin(async move { Ok(loaders.authority_counts.load(ask).await?.unwrap_or(0)) })
    });
    Ok(MunicipalityConnection(Page::new(
        slice,
        ListKind::Authorities,
        Municipality,
        total,
    )))
}
