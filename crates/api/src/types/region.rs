//! Regions.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use vanort_model::{AuthorityKey, LocalAuthority};
use vanort_register::{AuthorityParent, PlaceParent, TwinningParent, Viewed};

use crate::answer::Direct;
use crate::connection::{
    MunicipalityConnection, PageArguments, PartnerTownConnection, TwinningConnection,
};
use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::query::view;
use crate::types::local_authority::{country_of, municipalities_within};
use crate::types::partner_town::partner_towns_within;
use crate::types::twinning::twinnings_within;
use crate::types::{
    Country, County, CountyCode, Location, MunicipalityFilter, MunicipalityOrder,
    PartnerTownFilter, PartnerTownOrder, TwinningFilter, TwinningOrder,
};

/// A region of Sweden.
#[derive(Clone)]
pub(crate) struct Region(pub(crate) Arc<Viewed<LocalAuthority>>);

/// One of Sweden's 21 regional councils (region).
#[Object(serial)]
impl Region {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Authority(self.0.key.clone()).encode()
    }

    /// The region's code, which is its county's. Example: `"12"`.
    async fn code(&self) -> Result<CountyCode> {
        match &self.0.key {
            AuthorityKey::Region(code) => Ok(CountyCode(code.clone())),
            key => Err(ApiError::missing("region", key).into()),
        }
    }

    /// The name in Swedish. Example: `"Region Skåne"`.
    pub(crate) async fn name(&self) -> &str {
        &self.0.name
    }

    /// Other names that it is known by, in any language. May be empty.
    /// Example: `["Skåne läns landsting"]`.
    pub(crate) async fn alternate_names(&self) -> &[String] {
        self.0.alternate_names()
    }

    /// Sweden.
    pub(crate) async fn country(&self) -> Result<Direct<Country>> {
        Ok(Direct(country_of(&self.0)?))
    }

    /// The county whose territory it has.
    pub(crate) async fn county(&self) -> Option<Direct<County>> {
        self.0.county().cloned().map(County).map(Direct)
    }

    /// The town that it is run from; null when not known. Example: `"Kristianstad"`.
    pub(crate) async fn seat(&self) -> Option<&str> {
        self.0.seat.as_deref()
    }

    /// Where its seat lies; null when not known.
    pub(crate) async fn location(&self) -> Option<Direct<Location>> {
        self.0.location().map(Location::from).map(Direct)
    }

    /// A remark for readers, in Swedish; null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// Where the facts come from, in Swedish.
    async fn source(&self) -> &str {
        &self.0.source
    }

    /// The municipalities in its territory.
    async fn municipalities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<Box<MunicipalityFilter>>,
        #[graphql(desc = "The order; by name, in Swedish alphabetical order, when left out.")]
        order_by: Option<MunicipalityOrder>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<MunicipalityConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        // A region without its county has no territory in the register.
        let county = self.0.county().map_or(u32::MAX, |county| county.id());
        let parent = AuthorityParent::County(county);
        municipalities_within(view(ctx), parent, filter, order_by, &arguments)
    }

    /// Twinnings in the region's own name.
    async fn twinnings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<Box<TwinningFilter>>,
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
    ) -> Result<Direct<TwinningConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let parent = TwinningParent::Authority(self.0.id());
        twinnings_within(view(ctx), parent, filter, order_by, &arguments)
    }

    /// The places that the region itself is twinned with, each once.
    async fn partner_towns(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<Box<PartnerTownFilter>>,
        #[graphql(desc = "The order; by name, in Swedish alphabetical order, when left out.")]
        order_by: Option<PartnerTownOrder>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<PartnerTownConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let parent = PlaceParent::Authority(self.0.id());
        partner_towns_within(view(ctx), parent, filter, order_by, &arguments)
    }
}
