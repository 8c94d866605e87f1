//! The search index's state.

use async_graphql::{Context, Object, Result};

use crate::error::ApiError;
use crate::query::loaders;
use crate::types::IndexStatus;

#[derive(Default)]
pub(crate) struct IndexStatusQuery;

#[Object]
impl IndexStatusQuery {
    /// The search index: what it was built from and how it stands beside the register.
    #[graphql(cache_control(no_cache))]
    async fn index_status(&self, ctx: &Context<'_>) -> Result<IndexStatus> {
        let report = loaders(ctx).register.index_report().await;
        Ok(report.map_err(ApiError::from)?.into())
    }
}
