//! The jobs of a process.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::OffsetDateTime;
use tokio::sync::watch;
use tracing::info;

use super::job::{Job, JobId, JobKind, JobState, JobSubject};
use crate::error::RegisterError;
use crate::limits::MOST_JOBS;
use crate::progress::{Progress, Stage};

/// The jobs of a process: those under way, and the last that have ended. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Jobs {
    told: Arc<watch::Sender<VecDeque<Job>>>,
    process: i128,
    last: Arc<AtomicI64>,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            told: Arc::new(watch::Sender::new(VecDeque::new())),
            process: OffsetDateTime::now_utc().unix_timestamp_nanos(),
            last: Arc::default(),
        }
    }
}

impl Jobs {
    /// The jobs as they stand, the newest first.
    #[must_use]
    pub fn all(&self) -> Vec<Job> {
        self.told.borrow().iter().cloned().collect()
    }

    /// A job by its id; `None` when it is not one of this process, or remembered no longer.
    #[must_use]
    pub fn get(&self, id: JobId) -> Option<Job> {
        self.told.borrow().iter().find(|job| job.id == id).cloned()
    }

    /// Hears whenever a job comes further, and reads them as they then stand.
    #[must_use]
    pub fn subscribe(&self) -> watch::Receiver<VecDeque<Job>> {
        self.told.subscribe()
    }

    /// Runs work as a job, which goes on when nobody waits for it any more. Gives the job as it
    /// ended, and what came of it.
    ///
    /// # Errors
    /// What the work fails with.
    pub async fn run<T, F>(
        &self,
        kind: JobKind,
        subject: JobSubject,
        work: impl FnOnce(Arc<JobTeller>) -> F,
    ) -> Result<(Job, T), Arc<RegisterError>>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, RegisterError>> + Send + 'static,
    {
        let running = Running::begin(self.clone(), kind, subject.clone());
        let id = running.id;
        let work = work(Arc::new(JobTeller {
            jobs: self.clone(),
            id,
        }));
        let task = tokio::spawn(async move {
            let came = work.await.map_err(Arc::new);
            if let Err(error) = &came {
                // Whoever began it may be gone.
                let error = error as &dyn std::error::Error;
                info!(job.kind = ?kind, error, "a job failed");
            }
            running.end(came.as_ref().err());
            came
        });
        let came = match task.await {
            Ok(came) => came?,
            Err(ended) => match ended.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                // The runtime is being taken down, and whoever waits with it.
                Err(_) => std::future::pending().await,
            },
        };
        let ended = self.get(id);
        // So many others have begun meanwhile that it is forgotten.
        let ended = ended.unwrap_or_else(|| {
            let mut job = new_job(id, kind, subject);
            finish(&mut job, JobState::Succeeded);
            job
        });
        Ok((ended, came))
    }

    /// Waits until no job is under way.
    pub async fn finished(&self) {
        let mut told = self.told.subscribe();
        let idle = |jobs: &VecDeque<Job>| jobs.iter().all(|job| job.finished_at.is_some());
        // The sender lives as long as these jobs do.
        drop(told.wait_for(idle).await);
    }

    fn change(&self, id: JobId, change: impl FnOnce(&mut Job)) {
        self.told.send_if_modified(|jobs| {
            let job = jobs.iter_mut().find(|job| job.id == id);
            job.is_some_and(|job| {
                change(job);
                job.version += 1;
                true
            })
        });
    }
}

fn new_job(id: JobId, kind: JobKind, subject: JobSubject) -> Job {
    Job {
        id,
        kind,
        subject,
        state: JobState::Running,
        stage: None,
        done: 0,
        total: 0,
        started_at: OffsetDateTime::now_utc(),
        error: None,
        finished_at: None,
        version: 0,
    }
}

fn finish(job: &mut Job, state: JobState) {
    job.state = state;
    job.finished_at = Some(OffsetDateTime::now_utc());
}

/// A job under way, which has failed when it is dropped before its end.
struct Running {
    jobs: Jobs,
    id: JobId,
    ended: bool,
}

impl Running {
    fn begin(jobs: Jobs, kind: JobKind, subject: JobSubject) -> Self {
        let number = jobs.last.fetch_add(1, Ordering::Relaxed) + 1;
        let id = JobId {
            process: jobs.process,
            number,
        };
        jobs.told.send_modify(|jobs| {
            jobs.push_front(new_job(id, kind, subject));
            // The oldest that has ended makes room.
            if jobs.len() > MOST_JOBS
                && let Some(oldest) = jobs.iter().rposition(|job| job.finished_at.is_some())
            {
                jobs.remove(oldest);
            }
        });
        Self {
            jobs,
            id,
            ended: false,
        }
    }

    fn end(mut self, error: Option<&Arc<RegisterError>>) {
        self.ended = true;
        self.jobs.change(self.id, |job| {
            job.error = error.cloned();
            finish(
                job,
                match error {
                    None => JobState::Succeeded,
                    Some(_) => JobState::Failed,
                },
            );
        });
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.ended {
            self.jobs
                .change(self.id, |job| finish(job, JobState::Failed));
        }
    }
}

/// Tells of a job what its work knows: its progress, and the run that it is about.
#[derive(Debug)]
pub struct JobTeller {
    jobs: Jobs,
    id: JobId,
}

impl JobTeller {
    /// Tells which import run the job is about.
    pub fn tell_run(&self, run: i64) {
        self.jobs.change(self.id, |job| job.subject.run = Some(run));
    }
}

impl Progress for JobTeller {
    fn report(&self, stage: Stage, done: u64, total: u64) {
        self.jobs.change(self.id, |job| {
            job.stage = Some(stage);
            job.done = done;
            job.total = total;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vanort_store::StoreError;

    fn failing() -> RegisterError {
        StoreError::ImportUnderWay.into()
    }

    #[tokio::test]
    async fn a_job_tells_how_far_it_is_and_how_it_ended() {
        let jobs = Jobs::default();
        let mut heard = jobs.subscribe();
        let (job, came) = jobs
            .run(JobKind::Reindex, JobSubject::default(), |job| async move {
                job.report(Stage::Indexing, 3, 7);
                job.tell_run(9);
                Ok(42)
            })
            .await
            .unwrap();
        assert_eq!(came, 42);
        assert_eq!(job.state, JobState::Succeeded);
        assert_eq!(job.subject.run, Some(9));
        assert_eq!(
            (job.stage, job.done, job.total),
            (Some(Stage::Indexing), 3, 7)
        );
        assert!(job.finished_at.unwrap() >= job.started_at);
        assert!(heard.has_changed().unwrap());
        let last = heard.borrow_and_update().front().cloned().unwrap();
        assert_eq!((last.id, last.version), (job.id, job.version));
        assert_eq!(job.id.to_string().parse(), Ok(job.id));
    }

    #[tokio::test]
    async fn work_goes_on_when_nobody_waits_and_failure_is_told() {
        let jobs = Jobs::default();
        let (go, gone) = tokio::sync::oneshot::channel::<()>();
        let run = jobs.run(
            JobKind::ApplyImport,
            JobSubject::default(),
            |_| async move {
                drop(gone.await);
                Err::<(), _>(failing())
            },
        );
        // As when a client hangs up.
        assert!(
            tokio::time::timeout(std::time::Duration::from_millis(20), run)
                .await
                .is_err()
        );
        assert_eq!(jobs.all()[0].state, JobState::Running);
        go.send(()).unwrap();
        jobs.finished().await;
        let failed = &jobs.all()[0];
        assert_eq!(failed.state, JobState::Failed);
        assert!(matches!(
            failed.error.as_deref(),
            Some(RegisterError::Store(StoreError::ImportUnderWay))
        ));
    }

    #[tokio::test]
    async fn only_so_many_are_remembered() {
        let jobs = Jobs::default();
        for _ in 0..MOST_JOBS + 5 {
            jobs.run(JobKind::Reindex, JobSubject::default(), |_| async {
                Ok(())
            })
            .await
            .unwrap();
        }
        let all = jobs.all();
        assert_eq!(all.len(), MOST_JOBS);
        assert_eq!(all[0].id.number(), 105);
        assert_eq!(all[99].id.number(), 6);
    }
}
