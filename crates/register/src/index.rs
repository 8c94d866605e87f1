//! The search index of the read model: its state, and building it whole.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::info;
use vanort_model::Revision;
use vanort_search::{Document, IndexState, IndexStatus};

use crate::blocking::run_blocking;
use crate::document::documents;
use crate::error::RegisterError;
use crate::progress::Progress;
use crate::register::Register;

/// The state of the search index beside the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexReport {
    /// Whether it is missing, outdated or current.
    pub state: IndexState,
    /// The index's own description; `None` when there is none.
    pub index: Option<IndexStatus>,
    /// The revision that the database was seen to have last.
    pub register_revision: Revision,
}

/// What a rebuild did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuild {
    /// The new index's own description.
    pub index: IndexStatus,
    /// How long reading the register, building, saving and swapping took.
    pub duration: Duration,
}

impl Register {
    /// Brings the read model to the database's version and saves its index, so that whoever starts
    /// next need not build it.
    ///
    /// # Errors
    /// When the register cannot be read or the index not be written.
    pub async fn ensure_index(&self, progress: Arc<dyn Progress>) -> Result<(), RegisterError> {
        self.refresh(progress).await?;
        self.save_index().await
    }

    /// Builds the index whole from the register, swaps it in and saves it; searches under way
    /// finish on the one that they began with. Rebuilds wait for each other.
    ///
    /// # Errors
    /// When the register cannot be read or the index not be written.
    pub async fn rebuild_index(
        &self,
        progress: Arc<dyn Progress>,
    ) -> Result<Rebuild, RegisterError> {
        let started = Instant::now();
        let model = self.rebuild(progress).await?;
        self.save_index().await?;
        let index = model.index().status().clone();
        let duration = started.elapsed();
        info!(
            index.revision = index.version.revision.0,
            index.documents = index.documents,
            duration_ms = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX),
            "index rebuilt"
        );
        Ok(Rebuild { index, duration })
    }

    /// What the index is built from: a document of everything that can be found.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn documents(&self) -> Result<Vec<Document>, RegisterError> {
        let (_, snapshot) = self.inner.store.snapshot().await?;
        Ok(run_blocking(move || documents(&snapshot)).await)
    }

    /// The state of the index beside the version that the database was seen to have last.
    #[must_use]
    pub fn index_report(&self) -> IndexReport {
        let current = &self.inner.current;
        let shown = current.shown();
        let index = shown.as_ref().map(|it| it.index().status().clone());
        let database = current.seen();
        let register = database.or(index.as_ref().map(|it| it.version));
        IndexReport {
            state: register.map_or(IndexState::Missing, |register| {
                IndexState::of(index.as_ref(), register)
            }),
            register_revision: register.map_or_else(Revision::default, |it| it.revision),
            index,
        }
    }
}
