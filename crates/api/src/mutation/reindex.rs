//! Rebuilding the search index.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use vanort_register::Silent;

use crate::auth::Role;
use crate::error::ApiError;
use crate::query::register;
use crate::types::IndexStatus;

/// What a rebuild of the search index did.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct ReindexPayload {
    /// The index that now answers searches.
    index_status: IndexStatus,
    /// How long reading the register, building and swapping took, in milliseconds. Example: `84`.
    duration_ms: u64,
}

#[derive(Default)]
pub(crate) struct ReindexMutation;

#[Object]
impl ReindexMutation {
    /// Rebuilds the search index from the register beside the live one and swaps it in; searches
    /// go on meanwhile. Answers when the new index is live. Needs an administrator's token.
    async fn reindex(&self, ctx: &Context<'_>) -> Result<ReindexPayload> {
        ctx.data_unchecked::<Role>().require_administrator()?;
        let register = register(ctx);
        let rebuild = register
            .rebuild_index(Arc::new(Silent))
            .await
            .map_err(ApiError::from)?;
        let report = register.index_report().await.map_err(ApiError::from)?;
        Ok(ReindexPayload {
            index_status: report.into(),
            duration_ms: u64::try_from(rebuild.duration.as_millis()).unwrap_or(u64::MAX),
        })
    }
}
