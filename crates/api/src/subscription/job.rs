//! Long work, as it goes on.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use async_graphql::{Context, ID, Result, Subscription};
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::watch;
use vanort_register as register;
use vanort_register::JobId;

use crate::answer::Direct;
use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::query::{register, require_administrator};
use crate::types::Job;

/// How long what is told of a job holds off the next word of it.
const PAUSE: Duration = Duration::from_millis(100);

#[derive(Default)]
pub(crate) struct JobSubscription;

#[Subscription]
impl JobSubscription {
    /// Tells how far the jobs of this server are: those under way at once, and each again when it
    /// has come further, at most ten times a second, and when it has ended. With an id it is one
    /// job, and ends with it. Needs an administrator's token, sent in `connection_init`.
    async fn job_progress(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The global id of a job; all when left out.")] id: Option<ID>,
    ) -> Result<impl Stream<Item = Direct<Job>>> {
        require_administrator(ctx)?;
        let jobs = register(ctx).jobs();
        let one = id.map(|id| job_id(&id)).transpose()?;
        if let Some(id) = one
            && jobs.get(id).is_none()
        {
            let message = "this server remembers no such job; a job ends with its server";
            return Err(ApiError::NotFound(message.to_owned()).into());
        }
        let told = Told::new(jobs.subscribe(), one);
        Ok(unfold(told, |mut told| async move {
            let job = told.next().await?;
            Some((Direct(Job(job)), told))
        }))
    }
}

fn job_id(id: &ID) -> Result<JobId, ApiError> {
    match GlobalId::decode(id)? {
        GlobalId::Job(id) => Ok(id),
        _ => Err(ApiError::BadUserInput(
            "`id` is not that of a job; pass the `id` of one".to_owned(),
        )),
    }
}

/// What a client was told of the jobs.
struct Told {
    jobs: watch::Receiver<VecDeque<register::Job>>,
    /// The one job that is followed; `None` for all.
    one: Option<JobId>,
    /// The last version of each that was told.
    versions: HashMap<JobId, u64>,
    waiting: VecDeque<register::Job>,
    over: bool,
}

impl Told {
    fn new(jobs: watch::Receiver<VecDeque<register::Job>>, one: Option<JobId>) -> Self {
        let mut told = Self {
            jobs,
            one,
            versions: HashMap::new(),
            waiting: VecDeque::new(),
            over: false,
        };
        // What had ended before is no news, unless it is what is asked for.
        let ended: Vec<(JobId, u64)> = (told.jobs.borrow().iter())
            .filter(|job| job.finished_at.is_some() && one != Some(job.id))
            .map(|job| (job.id, job.version))
            .collect();
        told.versions.extend(ended);
        told.look();
        told
    }

    /// Takes what has changed, in the order in which jobs began.
    fn look(&mut self) {
        let jobs = self.jobs.borrow_and_update();
        for job in jobs.iter().rev() {
            if self.one.is_some_and(|one| one != job.id)
                || self.versions.get(&job.id) == Some(&job.version)
            {
                continue;
            }
            self.versions.insert(job.id, job.version);
            self.over |= self.one.is_some() && job.finished_at.is_some();
            self.waiting.push_back(job.clone());
        }
        // Jobs that are forgotten need not be remembered here.
        self.versions
            .retain(|id, _| jobs.iter().any(|job| job.id == *id));
    }

    async fn next(&mut self) -> Option<register::Job> {
        loop {
            if let Some(job) = self.waiting.pop_front() {
                return Some(job);
            }
            if self.over {
                return None;
            }
            tokio::time::sleep(PAUSE).await;
            if !self.jobs.has_changed().ok()? {
                self.jobs.changed().await.ok()?;
            }
            self.look();
        }
    }
}
