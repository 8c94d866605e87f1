//! The search index beside the register: kept at its revision, rebuilt from it, asked.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::MutexGuard;
use tracing::{info, warn};
use vanort_model::Revision;
use vanort_search::{Document, IndexState, IndexStatus, SearchPage, SearchRequest, Suggestion};

use crate::blocking::run_blocking;
use crate::document::documents;
use crate::error::RegisterError;
use crate::progress::{Progress, Silent, Stage};
use crate::register::Register;

/// How the index stands beside the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexReport {
    /// Whether it is missing, outdated or current.
    pub state: IndexState,
    /// What the live index says of itself; `None` when there is none.
    pub index: Option<IndexStatus>,
    /// The register's revision.
    pub register_revision: Revision,
}

/// What a rebuild did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuild {
    /// What the new index says of itself.
    pub index: IndexStatus,
    /// How long reading the register, building and swapping took.
    pub duration: Duration,
}

impl Register {
    /// Rebuilds the index when it is missing, older than the register or of another analyser;
    /// `None` when it was current.
    ///
    /// # Errors
    /// When the register cannot be read or the index not be written; the live index stays.
    pub async fn ensure_index(
        &self,
        progress: Arc<dyn Progress>,
    ) -> Result<Option<Rebuild>, RegisterError> {
        // Whoever rebuilds it already may make it current meanwhile.
        let one_at_a_time = self.inner.indexing.lock().await;
        match self.index_report().await?.state {
            IndexState::Current => Ok(None),
            state => {
                info!(index.state = ?state, "the index is rebuilt from the register");
                self.rebuild(progress, one_at_a_time).await.map(Some)
            }
        }
    }

    /// Brings the index after a change that made this revision. The change is made: an index that
    /// cannot follow now does later.
    pub async fn follow_change(
        &self,
        revision: Revision,
        progress: Arc<dyn Progress>,
    ) -> IndexReport {
        if let Err(error) = self.ensure_index(progress).await {
            warn!(
                error = &error as &dyn std::error::Error,
                "the index could not follow the register"
            );
        }
        self.index_beside(revision)
    }

    /// Rebuilds the index from the register beside the live one and swaps it in; searches under
    /// way finish on the one they began with. Rebuilds wait for each other.
    ///
    /// # Errors
    /// When the register cannot be read or the index not be written; the live index stays.
    pub async fn rebuild_index(
        &self,
        progress: Arc<dyn Progress>,
    ) -> Result<Rebuild, RegisterError> {
        let one_at_a_time = self.inner.indexing.lock().await;
        self.rebuild(progress, one_at_a_time).await
    }

    async fn rebuild(
        &self,
        progress: Arc<dyn Progress>,
        _one_at_a_time: MutexGuard<'_, ()>,
    ) -> Result<Rebuild, RegisterError> {
        let started = Instant::now();
        let (state, snapshot) = self.inner.store.snapshot().await?;
        let index = self.inner.index.clone();
        let status = run_blocking(move || {
            let documents = documents(&snapshot)?;
            let total = documents.len() as u64;
            let status = index.rebuild(documents, state.version.revision, &|done| {
                progress.report(Stage::Indexing, done, total);
            })?;
            Ok::<_, RegisterError>(status)
        })
        .await?;
        let duration = started.elapsed();
        info!(
            index.revision = status.revision.0,
            index.documents = status.documents,
            duration_ms = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX),
            "index rebuilt"
        );
        Ok(Rebuild {
            index: status,
            duration,
        })
    }

    /// What the index is built from: a document of everything that can be found.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn documents(&self) -> Result<Vec<Document>, RegisterError> {
        let (_, snapshot) = self.inner.store.snapshot().await?;
        run_blocking(move || documents(&snapshot)).await
    }

    /// Tells how the index stands beside the register.
    ///
    /// # Errors
    /// When the register's revision cannot be read.
    pub async fn index_report(&self) -> Result<IndexReport, RegisterError> {
        let register_revision = self.inner.store.state().await?.version.revision;
        Ok(self.index_beside(register_revision))
    }

    /// Tells how the index stands beside a revision of the register, without asking the database.
    #[must_use]
    pub fn index_beside(&self, register_revision: Revision) -> IndexReport {
        IndexReport {
            state: self.inner.index.state(register_revision),
            index: self.inner.index.status(),
            register_revision,
        }
    }

    /// Searches the live index.
    ///
    /// # Errors
    /// When the text is too long, the cursor of another revision or search, or there is no index yet.
    pub async fn search(&self, request: SearchRequest) -> Result<SearchPage, RegisterError> {
        let index = self.inner.index.clone();
        Ok(run_blocking(move || index.search(&request)).await?)
    }

    /// Offers what somebody who is typing may mean, the likeliest first.
    ///
    /// # Errors
    /// When the text is too long, or there is no index yet.
    pub async fn suggest(
        &self,
        prefix: String,
        first: usize,
    ) -> Result<Vec<Suggestion>, RegisterError> {
        let index = self.inner.index.clone();
        Ok(run_blocking(move || index.suggest(&prefix, first)).await?)
    }

    /// Keeps the view and the index at the register's revision for as long as the future is polled:
    /// looks every `interval` whether another process has imported or reindexed, makes the view
    /// anew, takes over an index that is newer, and rebuilds one that has fallen behind.
    pub async fn follow_register(&self, interval: Duration) {
        loop {
            tokio::time::sleep(interval).await;
            if let Err(error) = self.catch_up().await {
                warn!(
                    error = &error as &dyn std::error::Error,
                    "what is shown could not follow the register"
                );
            }
        }
    }

    async fn catch_up(&self) -> Result<(), RegisterError> {
        // First of all: what the index finds is read from the view.
        let register = self.inner.store.state().await?;
        self.show_revision(register.version.revision).await?;
        let index = self.inner.index.clone();
        run_blocking(move || index.refresh()).await?;
        self.ensure_index(Arc::new(Silent)).await?;
        Ok(())
    }
}
