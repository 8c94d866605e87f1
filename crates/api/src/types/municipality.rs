//! Municipalities.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use vanort_model::{AuthorityKey, LocalAuthority};
use vanort_register::{PlaceParent, TwinningParent, Viewed};

use crate::answer::Direct;
use crate::connection::{PageArguments, PartnerTownConnection, TwinningConnection};
use crate::global_id::GlobalId;
use crate::query::view;
use crate::types::local_authority::country_of;
use crate::types::partner_town::partner_towns_within;
use crate::types::twinning::twinnings_within;
use crate::types::{
    Country, County, Location, MunicipalityCode, PartnerTownFilter, PartnerTownOrder, Region,
    TwinningFilter, TwinningOrder,
};

/// A municipality of Sweden.
#[derive(Clone)]
pub(crate) struct Municipality(pub(crate) Arc<Viewed<LocalAuthority>>);

/// One of Sweden's 290 municipalities (kommun).
#[Object(serial)]
impl Municipality {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Authority(self.0.key.clone()).encode()
    }

    /// The official code. Example: `"1380"`.
    async fn code(&self) -> Result<MunicipalityCode> {
        match &self.0.key {
            AuthorityKey::Municipality(code) => Ok(MunicipalityCode(code.clone())),
            key => Err(crate::error::ApiError::missing("municipality", key).into()),
        }
    }

    /// The short name in Swedish. Example: `"Halmstad"`.
    pub(crate) async fn name(&self) -> &str {
        &self.0.name
    }

    /// The name in full. Example: `"Halmstads kommun"`.
    async fn official_name(&self) -> &str {
        &self.0.official_name
    }

    /// Other names that it is known by, in any language. May be empty.
    /// Example: `["Göteborgs kommun", "Gothenburg", "Гётеборг"]`.
    pub(crate) async fn alternate_names(&self) -> &[String] {
        self.0.alternate_names()
    }

    /// Sweden.
    pub(crate) async fn country(&self) -> Result<Direct<Country>> {
        Ok(Direct(country_of(&self.0)?))
    }

    /// The county that it lies in.
    pub(crate) async fn county(&self) -> Option<Direct<County>> {
        self.0.county().cloned().map(County).map(Direct)
    }

    /// The region whose territory it lies in; null when the register has none.
    async fn region(&self, ctx: &Context<'_>) -> Option<Direct<Region>> {
        let region = AuthorityKey::Region(self.0.county.clone()?);
        view(ctx)
            .find::<LocalAuthority>(&region)
            .cloned()
            .map(Region)
            .map(Direct)
    }

    /// The town that it is run from; null when not known. Example: `"Halmstad"`.
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

    /// Its twinnings.
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

    /// The towns that it is twinned with, each once.
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
