//! Countries.

use std::sync::Arc;

use async_graphql::{Context, Object, Result};
use futures_util::future::BoxFuture;

use crate::connection::{CountryConnection, ListKind, Page, PageArguments};
use crate::error::ApiError;
use crate::loader::shared;
use crate::query::loaders;
use crate::types::{Country, CountryCode, CountryFilter};

#[derive(Default)]
pub(crate) struct CountryQuery;

#[Object]
impl CountryQuery {
    /// A country by its code; null when there is none of that code.
    async fn country(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ISO 3166-1 alpha-2 code. Example: `\"DE\"`.")] code: CountryCode,
    ) -> Result<Option<Country>> {
        Ok(loaders(ctx).countries.load(code.0).await?.map(Country))
    }

    /// The countries of the world in Swedish alphabetical order of their Swedish names.
    async fn countries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<CountryFilter>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<CountryConnection> {
        let page = PageArguments {
            first,
            after,
            last,
            before,
        }
        .check(ListKind::Countries)?;
        let filter = vanort_register::CountryFilter::from(filter.unwrap_or_default());
        let register = loaders(ctx).register.clone();
        let slice = register.reader().countries(&filter, &page).await;
        let slice = shared(slice.map_err(ApiError::from)?);
        let total = Arc::new(move || -> BoxFuture<'static, _> {
            let (register, filter) = (register.clone(), filter.clone());
            Box::pin(async move { Ok(register.reader().count_countries(&filter).await?) })
        });
        let page = Page::new(slice, ListKind::Countries, Country, total);
        Ok(CountryConnection(page))
    }
}
