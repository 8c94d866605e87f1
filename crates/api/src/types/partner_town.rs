//! Partner towns.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use futures_util::future::BoxFuture;
use vanort_model::NameKind;

use crate::connection::{
    ListKind, MunicipalityConnection, Page, PageArguments, PartnerTownConnection,
    TwinningConnection,
};
use crate::global_id::GlobalId;
use crate::loader::{AuthorityParent, Loaders, PlaceParent, TwinningParent, Within};
use crate::query::loaders;
use crate::types::local_authority::{country, municipalities_within};
use crate::types::twinning::twinnings_within;
use crate::types::{
    Country, Location, MunicipalityFilter, PartnerTownFilter, TwinningFilter, TwinningOrder,
};

/// A partner town.
#[derive(Clone)]
pub(crate) struct PartnerTown(pub(crate) Arc<vanort_model::Place>);

/// The place at the other end of a twinning (vänort): a town, municipality, district or region.
#[Object]
impl PartnerTown {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::PartnerTown(self.0.key.clone()).encode()
    }

    /// The name: in Swedish where Swedish has one, else the local one. Example: `"Åbo"`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Other names that it is known by, in any language and script, former ones too. May be empty.
    /// Example: `["Turku", "Турку"]`.
    async fn alternate_names(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let names = loaders(ctx).place_names.load(self.0.key.clone()).await?;
        Ok(names
            .iter()
            .flat_map(|names| names.iter())
            .filter(|name| name.kind != NameKind::Transliteration)
            .map(|name| name.text.clone())
            .collect())
    }

    /// The country that it lies in.
    async fn country(&self, ctx: &Context<'_>) -> Result<Country> {
        Ok(country(loaders(ctx), &self.0.country).await?)
    }

    /// Where it lies; null when the gazetteer does not know it.
    async fn location(&self) -> Option<Location> {
        self.0.location.map(Location::from)
    }

    /// Its inhabitants as the gazetteer tells; null when not known. Example: `206655`.
    async fn population(&self) -> Option<i64> {
        self.0.population
    }

    /// The place that it has become part of; null while it stands by itself.
    async fn merged_into(&self, ctx: &Context<'_>) -> Result<Option<PartnerTown>> {
        let Some(key) = &self.0.merged_into else {
            return Ok(None);
        };
        Ok(loaders(ctx)
            .places
            .load(key.clone())
            .await?
            .map(PartnerTown))
    }

    /// The year in which it became part of that place; null when it did not, or the year is not
    /// known. Example: `2007`.
    async fn merged_year(&self) -> Option<i32> {
        self.0.merged_year
    }

    /// A remark for readers, in Swedish; null when there is none. Example: `"stadsdel i Berlin"`.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// Where the facts come from, in Swedish.
    async fn source(&self) -> &str {
        &self.0.source
    }

    /// Its twinnings with Swedish authorities.
    async fn twinnings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<TwinningFilter>,
        #[graphql(desc = "The order; by authority when left out.")] order_by: Option<TwinningOrder>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<TwinningConnection> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let parent = TwinningParent::Place(self.0.key.clone());
        twinnings_within(loaders(ctx), parent, filter, order_by, &arguments).await
    }

    /// The Swedish municipalities twinned with it, each once, in Swedish alphabetical order.
    async fn municipalities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<MunicipalityFilter>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<MunicipalityConnection> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let parent = AuthorityParent::Place(self.0.key.clone());
        municipalities_within(loaders(ctx), parent, filter, &arguments).await
    }
}

/// The partner towns within a parent.
pub(crate) async fn partner_towns_within(
    loaders: &Arc<Loaders>,
    parent: PlaceParent,
    filter: Option<PartnerTownFilter>,
    arguments: &PageArguments,
) -> Result<PartnerTownConnection> {
    let page = arguments.check(ListKind::Places)?;
    let filter = vanort_register::PlaceFilter::from(filter.unwrap_or_default());
    let ask = Within {
        parent: parent.clone(),
        arguments: (filter.clone(), page),
    };
    let slice = loaders.place_pages.load(ask).await?.unwrap_or_default();
    let counter = loaders.clone();
    let total = Arc::new(move || -> BoxFuture<'static, _> {
        let loaders = counter.clone();
        let ask = Within {
            parent: parent.clone(),
            arguments: filter.clone(),
        };
        Box::pin(async move { Ok(loaders.place_counts.load(ask).await?.unwrap_or(0)) })
    });
    Ok(PartnerTownConnection(Page::new(
        slice,
        ListKind::Places,
        PartnerTown,
        total,
    )))
}
