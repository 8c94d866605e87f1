//! Municipalities, regions, regional federations and counties.

use async_graphql::{Context, Object, Result};
use vanort_model::{AuthorityKey, AuthorityKind, LocalAuthority};
use vanort_register::{AuthorityParent, List};

use crate::answer::{Direct, Items};
use crate::connection::{
    MunicipalityConnection, Page, PageArguments, RegionConnection, RegionalFederationConnection,
};
use crate::query::view;
use crate::types::local_authority::municipalities_within;
use crate::types::{
    County, CountyCode, Municipality, MunicipalityCode, MunicipalityFilter, MunicipalityOrder,
    Region,
};

#[derive(Default)]
pub(crate) struct AuthorityQuery;

#[Object]
impl AuthorityQuery {
    /// A municipality by its official code; null when there is none of that code.
    async fn municipality(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The official code. Example: `\"1380\"`.")] code: MunicipalityCode,
    ) -> Option<Direct<Municipality>> {
        let key = AuthorityKey::Municipality(code.0);
        view(ctx)
            .find::<LocalAuthority>(&key)
            .cloned()
            .map(Municipality)
            .map(Direct)
    }

    /// The municipalities of Sweden.
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
        let parent = AuthorityParent::OfKind(AuthorityKind::Municipality);
        municipalities_within(view(ctx), parent, filter, order_by, &arguments)
    }

    /// A region by its county's code; null when there is none of that code.
    async fn region(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The county's code. Example: `\"12\"`.")] code: CountyCode,
    ) -> Option<Direct<Region>> {
        let key = AuthorityKey::Region(code.0);
        view(ctx)
            .find::<LocalAuthority>(&key)
            .cloned()
            .map(Region)
            .map(Direct)
    }

    /// The regions in Swedish alphabetical order.
    async fn regions(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<RegionConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let parent = AuthorityParent::OfKind(AuthorityKind::Region);
        let page = Page::read(view(ctx), List::of(parent), &arguments)?;
        Ok(Direct(RegionConnection(page)))
    }

    /// The regional federations of around 2011 in Swedish alphabetical order.
    async fn regional_federations(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<RegionalFederationConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let parent = AuthorityParent::OfKind(AuthorityKind::RegionalFederation);
        let page = Page::read(view(ctx), List::of(parent), &arguments)?;
        Ok(Direct(RegionalFederationConnection(page)))
    }

    /// All 21 counties by code.
    async fn counties(&self, ctx: &Context<'_>) -> Items<Direct<County>> {
        Items(
            view(ctx)
                .counties()
                .cloned()
                .map(County)
                .map(Direct)
                .collect(),
        )
    }
}
