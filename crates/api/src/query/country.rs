//! Countries.

use async_graphql::{Context, Object, Result};
use vanort_model as model;
use vanort_register::List;

use crate::answer::Direct;
use crate::connection::{CountryConnection, Page, PageArguments};
use crate::query::view;
use crate::types::filter::read_filter;
use crate::types::{Country, CountryCode, CountryFilter, CountryOrder};

#[derive(Default)]
pub(crate) struct CountryQuery;

#[Object]
impl CountryQuery {
    /// A country by its code; null when there is none of that code.
    async fn country(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ISO 3166-1 alpha-2 code. Example: `\"DE\"`.")] code: CountryCode,
    ) -> Option<Direct<Country>> {
        view(ctx)
            .find::<model::Country>(&code.0)
            .cloned()
            .map(Country)
            .map(Direct)
    }

    /// The countries of the world, with partner towns or without.
    async fn countries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<Box<CountryFilter>>,
        #[graphql(desc = "The order; by name, in Swedish alphabetical order, when left out.")]
        order_by: Option<CountryOrder>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<CountryConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let list = List {
            parent: (),
            filter: read_filter(view(ctx), filter)?,
            order: CountryOrder::read(order_by)?,
        };
        let page = Page::read(view(ctx), list, &arguments)?;
        Ok(Direct(CountryConnection(page)))
    }
}
