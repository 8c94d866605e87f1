//! Search.

use async_graphql::{Context, Object, Result};

use crate::limits::root_page_cost;
use crate::query::loaders;
use crate::types::{SearchConnection, SearchFilter, search};

#[derive(Default)]
pub(crate) struct SearchQuery;

#[Object]
impl SearchQuery {
    /// Finds municipalities, regions, federations, partner towns and countries by name, in any
    /// spelling, language or script, the best first. The last word may be unfinished. A country
    /// narrows: `vejle danmark`; a municipality with a country finds its partner towns there:
    /// `göteborg norge`. A text that is no name finds nothing.
    #[graphql(complexity = "root_page_cost(first, None, child_complexity)")]
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What somebody typed. Example: `\"goteborg norge\"`.")] query: String,
        #[graphql(desc = "Narrows the search.")] filter: Option<SearchFilter>,
        #[graphql(desc = "At most this many hits, 0 to 100; 20 when left out.")] first: Option<i32>,
        #[graphql(desc = "Only hits after this cursor.")] after: Option<String>,
    ) -> Result<SearchConnection> {
        search(loaders(ctx), query, filter, first, after).await
    }
}
