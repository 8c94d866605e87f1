//! Search.

use async_graphql::{Context, Object, Result};

use crate::answer::{Direct, Items};
use crate::query::{read_model, require_administrator};
use crate::types::{SearchArguments, SearchConnection, SearchFilter, Suggestion, search, suggest};

#[derive(Default)]
pub(crate) struct SearchQuery;

#[Object]
impl SearchQuery {
    /// Finds municipalities, regions, federations, partner towns and countries by name, in any
    /// spelling, language or script, the best first. The last word may be unfinished. A country
    /// or county narrows: `vejle danmark`; a municipality with a country finds its partner towns
    /// there: `göteborg norge`. A text that is no name finds nothing.
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What somebody typed. Example: `\"goteborg norge\"`.")] query: String,
        #[graphql(desc = "Narrows the search.")] filter: Option<SearchFilter>,
        #[graphql(desc = "At most this many hits, 0 to 100; 20 when left out.")] first: Option<i32>,
        #[graphql(desc = "Only hits after this cursor.")] after: Option<String>,
        #[graphql(
            default = false,
            desc = "Whether each hit tells what decided its place. Needs an administrator's token."
        )]
        explain: bool,
    ) -> Result<Direct<SearchConnection>> {
        if explain {
            require_administrator(ctx)?;
        }
        let arguments = SearchArguments {
            query,
            filter,
            first,
            after,
            explain,
            facets: ctx.look_ahead().field("facets").exists(),
        };
        search(read_model(ctx), arguments).await
    }

    /// Offers names for what somebody has typed so far, the likeliest first; for search fields
    /// that ask at every key. Looks less far than `search`: one slip at most. Empty when nothing
    /// begins so.
    async fn suggest(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What somebody has typed so far. Example: `\"kopenh\"`.")] prefix: String,
        #[graphql(desc = "At most this many suggestions, 0 to 20; 8 when left out.")] first: Option<
            i32,
        >,
    ) -> Result<Items<Direct<Suggestion>>> {
        suggest(read_model(ctx), prefix, first).await
    }
}
