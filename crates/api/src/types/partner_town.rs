//! Partner towns.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use vanort_model::Place;
use vanort_register::{AuthorityParent, List, PlaceParent, TwinningParent, View, Viewed};

use crate::answer::Direct;
use crate::connection::{
    MunicipalityConnection, Page, PageArguments, PartnerTownConnection, TwinningConnection,
};
use crate::global_id::GlobalId;
use crate::query::view;
use crate::types::filter::read_filter;
use crate::types::local_authority::municipalities_within;
use crate::types::twinning::twinnings_within;
use crate::types::{
    Country, Location, MunicipalityFilter, MunicipalityOrder, PartnerTownFilter, PartnerTownOrder,
    TwinningFilter, TwinningOrder,
};

/// A partner town.
#[derive(Clone)]
pub(crate) struct PartnerTown(pub(crate) Arc<Viewed<Place>>);

/// The place at the other end of a twinning (vänort): a town, municipality, district or region.
#[Object(serial)]
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
    async fn alternate_names(&self) -> Vec<&str> {
        self.0.alternate_names().collect()
    }

    /// The country that it lies in.
    async fn country(&self) -> Direct<Country> {
        Direct(Country(self.0.country().clone()))
    }

    /// Where it lies; null when the gazetteer does not know it.
    async fn location(&self) -> Option<Direct<Location>> {
        self.0.location.map(Location::from).map(Direct)
    }

    /// Its inhabitants as the gazetteer tells; null when not known. Example: `206655`.
    async fn population(&self) -> Option<i64> {
        self.0.population
    }

    /// The place that it has become part of; null while it stands by itself.
    async fn merged_into(&self, ctx: &Context<'_>) -> Option<Direct<PartnerTown>> {
        let successor = view(ctx).find::<Place>(self.0.merged_into.as_ref()?);
        successor.cloned().map(PartnerTown).map(Direct)
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
        #[graphql(desc = "Narrows the list.")] filter: Option<Box<TwinningFilter>>,
        #[graphql(desc = "The order; by authority when left out.")] order_by: Option<TwinningOrder>,
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
        let parent = TwinningParent::Place(self.0.id());
        twinnings_within(view(ctx), parent, filter, order_by, &arguments)
    }

    /// The Swedish municipalities twinned with it, each once.
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
        let parent = AuthorityParent::Place(self.0.id());
        municipalities_within(view(ctx), parent, filter, order_by, &arguments)
    }
}

/// The partner towns within a parent.
pub(crate) fn partner_towns_within(
    view: &View,
    parent: PlaceParent,
    filter: Option<Box<PartnerTownFilter>>,
    order: Option<PartnerTownOrder>,
    arguments: &PageArguments,
) -> Result<Direct<PartnerTownConnection>> {
    let list = List {
        parent,
        filter: read_filter(view, filter)?,
        order: PartnerTownOrder::read(order)?,
    };
    Ok(Direct(PartnerTownConnection(Page::read(
        view, list, arguments,
    )?)))
}
