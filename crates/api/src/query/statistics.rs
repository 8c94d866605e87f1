//! The register counted.

use async_graphql::{Context, Object};

use crate::answer::Direct;
use crate::query::view;
use crate::types::Statistics;

#[derive(Default)]
pub(crate) struct StatisticsQuery;

#[Object]
impl StatisticsQuery {
    /// How much the register holds, for a start page.
    async fn statistics(&self, ctx: &Context<'_>) -> Direct<Statistics> {
        Direct(Statistics(view(ctx).clone()))
    }
}
