//! Municipalities, regions, regional federations and counties.

use std::sync::Arc;

use async_graphql::{Context, Object, Result};
use futures_util::future::BoxFuture;
use vanort_model::{AuthorityKey, AuthorityKind, LocalAuthority};
use vanort_register::AuthorityFilter;

use crate::connection::{
    ListKind, MunicipalityConnection, Page, PageArguments, RegionConnection,
    RegionalFederationConnection,
};
use crate::error::ApiError;
use crate::loader::{Loaders, shared};
use crate::query::loaders;
use crate::types::{
    County, CountyCode, Municipality, MunicipalityCode, MunicipalityFilter, Region,
    RegionalFederation, authority,
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
    ) -> Result<Option<Municipality>> {
        let key = AuthorityKey::Municipality(code.0);
        Ok(authority(loaders(ctx), &key).await?.map(Municipality))
    }

    /// The municipalities in Swedish alphabetical order.
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
        let filter = AuthorityFilter::from(filter.unwrap_or_default());
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let page = authorities(loaders(ctx), filter, &arguments, Municipality).await?;
        Ok(MunicipalityConnection(page))
    }

    /// A region by its county's code; null when there is none of that code.
    async fn region(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The county's code. Example: `\"12\"`.")] code: CountyCode,
    ) -> Result<Option<Region>> {
        let key = AuthorityKey::Region(code.0);
        Ok(authority(loaders(ctx), &key).await?.map(Region))
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
    ) -> Result<RegionConnection> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let filter = of_kind(AuthorityKind::Region);
        let page = authorities(loaders(ctx), filter, &arguments, Region).await?;
        Ok(RegionConnection(page))
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
    ) -> Result<RegionalFederationConnection> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let filter = of_kind(AuthorityKind::RegionalFederation);
        let page = authorities(loaders(ctx), filter, &arguments, RegionalFederation).await?;
        Ok(RegionalFederationConnection(page))
    }

    /// All 21 counties by code.
    async fn counties(&self, ctx: &Context<'_>) -> Result<Vec<County>> {
        let counties = loaders(ctx).register.reader().counties().await;
        let counties = counties.map_err(ApiError::from)?;
        Ok(counties
            .into_iter()
            .map(|it| County(Arc::new(it)))
            .collect())
    }
}

fn of_kind(kind: AuthorityKind) -> AuthorityFilter {
    AuthorityFilter {
        kinds: Some(vec![kind]),
        ..AuthorityFilter::default()
    }
}

async fn authorities<N>(
    loaders: &Arc<Loaders>,
    filter: AuthorityFilter,
    arguments: &PageArguments,
    node: impl Fn(Arc<LocalAuthority>) -> N,
) -> Result<Page<N>, ApiError> {
    let page = arguments.check(ListKind::Authorities)?;
    let register = loaders.register.clone();
    let slice = register.reader().authorities(&filter, &page).await?;
    let total = Arc::new(move || -> BoxFuture<'static, _> {
        let (register, filter) = (register.clone(), filter.clone());
        Box::pin(async move { Ok(register.reader().count_authorities(&filter).await?) })
    });
    Ok(Page::new(shared(slice), ListKind::Authorities, node, total))
}
