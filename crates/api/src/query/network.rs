//! Networks.

use async_graphql::{Context, Object, Result};
use vanort_register::List;

use crate::answer::Direct;
use crate::connection::{NetworkConnection, Page, PageArguments};
use crate::query::view;

#[derive(Default)]
pub(crate) struct NetworkQuery;

#[Object]
impl NetworkQuery {
    /// The networks of towns, in Swedish alphabetical order.
    async fn networks(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<NetworkConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let page = Page::read(view(ctx), List::of(()), &arguments)?;
        Ok(Direct(NetworkConnection(page)))
    }
}
