//! Twinnings.

use async_graphql::{Context, Object, Result};
use vanort_register::TwinningParent;

use crate::answer::Direct;
use crate::connection::{PageArguments, TwinningConnection};
use crate::query::view;
use crate::types::twinning::twinnings_within;
use crate::types::{TwinningFilter, TwinningOrder};

#[derive(Default)]
pub(crate) struct TwinningQuery;

#[Object]
impl TwinningQuery {
    /// The twinnings of all authorities.
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
        let parent = TwinningParent::Register;
        twinnings_within(view(ctx), parent, filter, order_by, &arguments)
    }
}
