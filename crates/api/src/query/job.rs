//! Long work, for administrators.

use async_graphql::{Context, Object, Result};

use crate::answer::Direct;
use crate::connection::{JobConnection, NumberedPage, NumberedRequest, PageArguments, Total};
use crate::query::{register, require_administrator};
use crate::types::Job;

/// What cursors call the list.
const LIST: &str = "jobs";

#[derive(Default)]
pub(crate) struct JobQuery;

#[Object]
impl JobQuery {
    /// The long work of this server, what is under way and what has ended, the last hundred jobs, the
    /// newest first. Follow it with `jobProgress`. Needs an administrator's token.
    #[graphql(cache_control(no_cache))]
    async fn jobs(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<JobConnection>> {
        require_administrator(ctx)?;
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let request = NumberedRequest::of(&arguments, LIST)?;
        let jobs = register(ctx).jobs().all();
        let total = Total::Known(jobs.len() as u64);
        // The newest come first: their numbers rise along the list when they are turned round.
        let jobs = jobs.into_iter().map(|job| (-job.id.number(), Job(job)));
        let page = NumberedPage::new(LIST, &request, request.select(jobs), total);
        Ok(Direct(JobConnection(page)))
    }
}
