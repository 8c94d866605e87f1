//! Networks.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use vanort_register::{AuthorityParent, List, PlaceParent, TwinningParent, Viewed};

use crate::answer::Direct;
use crate::connection::{
    MunicipalityConnection, NetworkMemberConnection, Page, PageArguments, PartnerTownConnection,
    TwinningConnection,
};
use crate::global_id::GlobalId;
use crate::query::view;
use crate::types::local_authority::municipalities_within;
use crate::types::partner_town::partner_towns_within;
use crate::types::twinning::twinnings_within;
use crate::types::{
    MunicipalityFilter, MunicipalityOrder, PartnerTownFilter, PartnerTownOrder, TwinningFilter,
    TwinningOrder,
};

/// A network of towns.
#[derive(Clone)]
pub(crate) struct Network(pub(crate) Arc<Viewed<vanort_model::Network>>);

/// A standing network of many towns (nätverk), whose members are related through it. `members` are
/// all that its sources name; `municipalities` and `partnerTowns` those that are twinned through it.
#[Object(serial)]
impl Network {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Network(self.0.key.clone()).encode()
    }

    /// The name. Example: `"Douzelage"`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it is, in Swedish; null when not told.
    async fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// Its address on the web; null when not known. Example: `"https://douzelage.eu"`.
    async fn website(&self) -> Option<&str> {
        self.0.website.as_deref()
    }

    /// Where the facts come from, in Swedish.
    async fn source(&self) -> &str {
        &self.0.source
    }

    /// Its members in all countries, those that have left too, by name in Swedish alphabetical
    /// order. Empty when no source names them.
    async fn members(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<NetworkMemberConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let page = Page::read(view(ctx), List::of(self.0.id()), &arguments)?;
        Ok(Direct(NetworkMemberConnection(page)))
    }

    /// The twinnings that come from it: of each two of its members that are twinned through it.
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
        let parent = TwinningParent::Network(self.0.id());
        twinnings_within(view(ctx), parent, filter, order_by, &arguments)
    }

    /// Its Swedish members, as far as twinnings come from it: municipalities, each once.
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
        let parent = AuthorityParent::Network(self.0.id());
        municipalities_within(view(ctx), parent, filter, order_by, &arguments)
    }

    /// Its other members, as far as twinnings come from it: each town once.
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
        let parent = PlaceParent::Network(self.0.id());
        partner_towns_within(view(ctx), parent, filter, order_by, &arguments)
    }
}
