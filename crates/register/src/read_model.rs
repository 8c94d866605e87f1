//! The read model: the register in memory and its search index, both of one version.

use std::sync::Arc;
use std::thread;
use std::time::Instant;

use tracing::debug;
use vanort_model::{Snapshot, Version};
use vanort_search::{SearchIndex, SearchPage, SearchRequest, Suggestion};
use vanort_store::RegisterState;

use crate::blocking::run_blocking;
use crate::document::documents;
use crate::error::RegisterError;
use crate::progress::{Progress, Stage};
use crate::view::View;

/// The register in memory and its search index, both of one version. Whoever answers a request takes
/// one and reads everything from it: no answer mixes two versions. It never changes.
#[derive(Debug)]
pub struct ReadModel {
    register_id: String,
    view: Arc<View>,
    index: SearchIndex,
}

impl ReadModel {
    /// The register in memory.
    #[must_use]
    pub fn view(&self) -> &Arc<View> {
        &self.view
    }

    /// The version of both.
    #[must_use]
    pub fn version(&self) -> Version {
        self.view.version()
    }

    /// The identifier of the register.
    #[must_use]
    pub fn register_id(&self) -> &str {
        &self.register_id
    }

    /// The search index.
    #[must_use]
    pub fn index(&self) -> &SearchIndex {
        &self.index
    }

    /// Searches the index.
    ///
    /// # Errors
    /// When the text is too long, or the cursor is of another version or search.
    pub async fn search(&self, request: SearchRequest) -> Result<SearchPage, RegisterError> {
        let index = self.index.clone();
        Ok(run_blocking(move || index.search(&request)).await?)
    }

    /// Offers what somebody who is typing may mean, the likeliest first.
    ///
    /// # Errors
    /// When the text is too long.
    pub async fn suggest(
        &self,
        prefix: String,
        first: usize,
    ) -> Result<Vec<Suggestion>, RegisterError> {
        let index = self.index.clone();
        Ok(run_blocking(move || index.suggest(&prefix, first)).await?)
    }

    /// Makes the read model of a snapshot, using of an earlier index what has not changed. CPU-bound
    /// work: not to be done on an async thread.
    pub(crate) fn new(
        state: RegisterState,
        snapshot: Snapshot,
        earlier: Option<SearchIndex>,
        progress: &dyn Progress,
    ) -> Result<Self, RegisterError> {
        let started = Instant::now();
        let snapshot = Arc::new(snapshot);
        let (view, index) = thread::scope(|scope| {
            let view = scope.spawn(|| View::new(state.version, state.updated_at, snapshot.clone()));
            let index = make_index(&snapshot, state.version, earlier, progress);
            let view = view.join();
            (
                view.unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                index,
            )
        });
        let model = Self {
            register_id: state.register_id,
            view: Arc::new(view?),
            index: index?,
        };
        debug!(
            register.revision = state.version.revision.0,
            duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            "the read model is made"
        );
        Ok(model)
    }
}

/// The index of a snapshot: the earlier one, if that is of this version or brought to it, else one
/// that is built whole.
fn make_index(
    snapshot: &Snapshot,
    version: Version,
    earlier: Option<SearchIndex>,
    progress: &dyn Progress,
) -> Result<SearchIndex, RegisterError> {
    if let Some(index) = &earlier
        && index.status().version == version
    {
        return Ok(index.clone());
    }
    let documents = documents(snapshot);
    let total = documents.len() as u64;
    let report = |done| progress.report(Stage::Indexing, done, total);
    Ok(match earlier {
        Some(index) => index.update(documents, version, &report)?,
        None => SearchIndex::build(documents, version, &report)?,
    })
}
