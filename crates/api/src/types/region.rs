//! Regions.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use vanort_model::AuthorityKey;

use crate::connection::{
    MunicipalityConnection, PageArguments, PartnerTownConnection, TwinningConnection,
};
use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::loader::{AuthorityParent, PlaceParent, TwinningParent};
use crate::query::loaders;
use crate::types::local_authority as shared;
use crate::types::partner_town::partner_towns_within;
use crate::types::twinning::twinnings_within;
use crate::types::{
    Country, County, CountyCode, Location, MunicipalityFilter, PartnerTownFilter, TwinningFilter,
    TwinningOrder,
};

/// A region of Sweden.
#[derive(Clone)]
pub(crate) struct Region(pub(crate) Arc<vanort_model::LocalAuthority>);

impl Region {
    fn code(&self) -> Result<vanort_model::CountyCode> {
        match &self.0.key {
            AuthorityKey::Region(code) => Ok(code.clone()),
            key => Err(ApiError::missing("region", key).into()),
        }
    }
}

/// One of Sweden's 21 regional councils (region).
#[Object]
impl Region {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Authority(self.0.key.clone()).encode()
    }

    /// The region's code, which is its county's. Example: `"12"`.
    #[expect(clippy::unused_async, reason = "the macro takes async functions only")]
    #[graphql(name = "code")]
    async fn county_code(&self) -> Result<CountyCode> {
        Ok(CountyCode(self.code()?))
    }

    /// The name in Swedish. Example: `"Region Skåne"`.
    pub(crate) async fn name(&self) -> &str {
        &self.0.name
    }

    /// Other names that it is known by, in any language. May be empty.
    /// Example: `["Skåne läns landsting"]`.
    pub(crate) async fn alternate_names(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        Ok(shared::alternate_names(loaders(ctx), &self.0).await?)
    }

    /// Sweden.
    pub(crate) async fn country(&self, ctx: &Context<'_>) -> Result<Country> {
        Ok(shared::sweden(loaders(ctx)).await?)
    }

    /// The county whose territory it has.
    pub(crate) async fn county(&self, ctx: &Context<'_>) -> Result<Option<County>> {
        Ok(shared::county(loaders(ctx), &self.0).await?)
    }

    /// The town that it is run from; null when not known. Example: `"Kristianstad"`.
    pub(crate) async fn seat(&self) -> Option<&str> {
        self.0.seat.as_deref()
    }

    /// Where its seat lies; null when not known.
    pub(crate) async fn location(&self, ctx: &Context<'_>) -> Result<Option<Location>> {
        let location = shared::location(loaders(ctx), &self.0).await?;
        Ok(location.map(Location::from))
    }

    /// A remark for readers, in Swedish; null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// Where the facts come from, in Swedish.
    async fn source(&self) -> &str {
        &self.0.source
    }

    /// The municipalities in its territory in Swedish alphabetical order.
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
        let parent = AuthorityParent::County(self.code()?);
        shared::municipalities_within(loaders(ctx), parent, filter, &arguments).await
    }

    /// Twinnings in the region's own name.
    async fn twinnings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<TwinningFilter>,
        #[graphql(desc = "The order; by authority, then partner, when left out.")] order_by: Option<
            TwinningOrder,
        >,
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
        let parent = TwinningParent::Authority(self.0.key.clone());
        twinnings_within(loaders(ctx), parent, filter, order_by, &arguments).await
    }

    /// The places that the region itself is twinned with, each once, in Swedish alphabetical order.
    async fn partner_towns(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<PartnerTownFilter>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<PartnerTownConnection> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let parent = PlaceParent::Authority(self.0.key.clone());
        partner_towns_within(loaders(ctx), parent, filter, &arguments).await
    }
}
