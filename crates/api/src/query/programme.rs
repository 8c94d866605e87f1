//! Programmes.

use async_graphql::{Context, Object, Result};
use vanort_register::List;

use crate::answer::Direct;
use crate::connection::{Page, PageArguments, ProgrammeConnection};
use crate::query::view;
use crate::types::filter::read_filter;
use crate::types::{ProgrammeFilter, ProgrammeOrder};

#[derive(Default)]
pub(crate) struct ProgrammeQuery;

#[Object]
impl ProgrammeQuery {
    /// The programmes that fund cooperation between towns: those in force, those that have ended and
    /// those that are proposed.
    async fn programmes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<Box<ProgrammeFilter>>,
        #[graphql(desc = "The order; by name, in Swedish alphabetical order, when left out.")]
        order_by: Option<ProgrammeOrder>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<ProgrammeConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let list = List {
            parent: (),
            filter: read_filter(view(ctx), filter)?,
            order: ProgrammeOrder::read(order_by)?,
        };
        let page = Page::read(view(ctx), list, &arguments)?;
        Ok(Direct(ProgrammeConnection(page)))
    }
}
