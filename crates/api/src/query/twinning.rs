//! Twinnings.

use std::sync::Arc;

use async_graphql::{Context, Object, Result};
use futures_util::future::BoxFuture;

use crate::connection::{ListKind, Page, PageArguments, TwinningConnection};
use crate::error::ApiError;
use crate::loader::shared;
use crate::query::loaders;
use crate::types::{Twinning, TwinningFilter, TwinningOrder};

#[derive(Default)]
pub(crate) struct TwinningQuery;

#[Object]
impl TwinningQuery {
    /// The twinnings of all authorities.
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
        let order = order_by.unwrap_or_default();
        let kind = ListKind::twinnings(order.sort(), order.descending());
        let page = PageArguments {
            first,
            after,
            last,
            before,
        }
        .check(kind)?;
        let filter = vanort_register::TwinningFilter::from(filter.unwrap_or_default());
        let register = loaders(ctx).register.clone();
        let slice = register
            .reader()
            .twinnings(&filter, order.sort(), order.descending(), &page)
            .await;
        let slice = shared(slice.map_err(ApiError::from)?);
        let total = Arc::new(move || -> BoxFuture<'static, _> {
            let (register, filter) = (register.clone(), filter.clone());
            Box::pin(async move { Ok(register.reader().count_twinnings(&filter).await?) })
        });
        Ok(TwinningConnection(Page::new(slice, kind, Twinning, total)))
    }
}
