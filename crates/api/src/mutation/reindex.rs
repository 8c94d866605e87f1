//! Rebuilding the search index.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use vanort_register::{JobKind, JobSubject, JobTeller};

use crate::answer::Direct;
use crate::error::ApiError;
use crate::query::{register, require_administrator};
use crate::types::{IndexStatus, Job};

/// What a rebuild of the search index did.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct ReindexPayload {
    /// The index that now answers searches.
    index_status: Direct<IndexStatus>,
    /// How long reading the register, building and swapping took, in milliseconds. Example: `84`.
    duration_ms: u64,
    /// The job that did it.
    job: Direct<Job>,
}

#[derive(Default)]
pub(crate) struct ReindexMutation;

#[Object]
impl ReindexMutation {
    /// Rebuilds the search index from the register beside the live one and swaps it in; searches
    /// go on meanwhile. Answers when the new index is live. Needs an administrator's token.
    async fn reindex(&self, ctx: &Context<'_>) -> Result<Direct<ReindexPayload>> {
        require_administrator(ctx)?;
        let register = register(ctx).clone();
        let jobs = register.jobs().clone();
        let rebuild = |job: Arc<JobTeller>| async move {
            let rebuild = register.rebuild_index(job).await?;
            Ok((rebuild, register.index_report()))
        };
        let run = jobs.run(JobKind::Reindex, JobSubject::default(), rebuild);
        let (job, (rebuild, report)) = run.await.map_err(ApiError::from)?;
        Ok(Direct(ReindexPayload {
            index_status: Direct(report.into()),
            duration_ms: u64::try_from(rebuild.duration.as_millis()).unwrap_or(u64::MAX),
            job: Direct(Job(job)),
        }))
    }
}
