//! The search index's state.

use async_graphql::{Context, Object};

use crate::answer::Direct;
use crate::query::register;
use crate::types::IndexStatus;

#[derive(Default)]
pub(crate) struct IndexStatusQuery;

#[Object]
impl IndexStatusQuery {
    /// The search index: what it was built from and how it stands beside the register.
    #[graphql(cache_control(no_cache))]
    async fn index_status(&self, ctx: &Context<'_>) -> Direct<IndexStatus> {
        Direct(register(ctx).index_report().into())
    }
}
