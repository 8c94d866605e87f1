//! Regional federations.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use vanort_register::{PlaceParent, TwinningParent, Viewed};

use crate::answer::{AnyOf, Direct};
use crate::connection::{PageArguments, PartnerTownConnection, TwinningConnection};
use crate::global_id::GlobalId;
use crate::query::view;
use crate::types::local_authority::country_of;
use crate::types::partner_town::partner_towns_within;
use crate::types::twinning::twinnings_within;
use crate::types::{
    Country, County, LocalAuthority, Location, PartnerTownFilter, PartnerTownOrder, TwinningFilter,
    TwinningOrder,
};

/// A regional federation of Sweden.
#[derive(Clone)]
pub(crate) struct RegionalFederation(pub(crate) Arc<Viewed<vanort_model::LocalAuthority>>);

/// A federation of local authorities that could twin in its own name (regionförbund), around 2011;
/// the regions have since absorbed them.
#[Object(serial)]
impl RegionalFederation {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Authority(self.0.key.clone()).encode()
    }

    /// The name in Swedish. Example: `"Regionförbundet Östsam"`.
    pub(crate) async fn name(&self) -> &str {
        &self.0.name
    }

    /// Other names that it is known by, in any language. May be empty.
    /// Example: `["Östsam"]`.
    pub(crate) async fn alternate_names(&self) -> &[String] {
        self.0.alternate_names()
    }

    /// Sweden.
    pub(crate) async fn country(&self) -> Result<Direct<Country>> {
        Ok(Direct(country_of(&self.0)?))
    }

    /// The county whose authorities it joined; null for a federation across counties.
    pub(crate) async fn county(&self) -> Option<Direct<County>> {
        self.0.county().cloned().map(County).map(Direct)
    }

    /// The town that it is run from; null when not known. Example: `"Linköping"`.
    pub(crate) async fn seat(&self) -> Option<&str> {
        self.0.seat.as_deref()
    }

    /// Where its seat lies; null when not known.
    pub(crate) async fn location(&self) -> Option<Direct<Location>> {
        self.0.location().map(Location::from).map(Direct)
    }

    /// The first year in which it existed; null when not known. Example: `2003`.
    async fn valid_from(&self) -> Option<i32> {
        self.0.valid_from
    }

    /// The last year in which it existed; null when not known. Example: `2014`.
    async fn valid_until(&self) -> Option<i32> {
        self.0.valid_until
    }

    /// The authority that took over its task; null when there is none or it is not known.
    async fn successor(&self, ctx: &Context<'_>) -> Option<AnyOf<LocalAuthority>> {
        let successor = view(ctx).find::<vanort_model::LocalAuthority>(self.0.successor.as_ref()?);
        successor.cloned().map(LocalAuthority::from).map(AnyOf)
    }

    /// A remark for readers, in Swedish; null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// Where the facts come from, in Swedish.
    async fn source(&self) -> &str {
        &self.0.source
    }

    /// Twinnings in the federation's own name.
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

    /// The places that the federation itself was twinned with, each once.
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
