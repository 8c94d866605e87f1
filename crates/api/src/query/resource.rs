//! Resources.

use async_graphql::{Context, Object, Result};
use vanort_register::{List, Order};

use crate::answer::Direct;
use crate::connection::{Page, PageArguments, ResourceConnection};
use crate::query::view;
use crate::types::ResourceFilter;
use crate::types::filter::read_filter;

#[derive(Default)]
pub(crate) struct ResourceQuery;

#[Object]
impl ResourceQuery {
    /// Manuals, guides and services of others that help with twinning, by title, in Swedish
    /// alphabetical order.
    async fn resources(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<Box<ResourceFilter>>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<ResourceConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let list = List {
            parent: (),
            filter: read_filter(view(ctx), filter)?,
            order: Order::default(),
        };
        let page = Page::read(view(ctx), list, &arguments)?;
        Ok(Direct(ResourceConnection(page)))
    }
}
