//! The index: opened, rebuilt, followed and asked.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwapOption;
use tracing::info;
use vanort_model::Revision;

use crate::build::write_generation;
use crate::document::Document;
use crate::error::SearchError;
use crate::folder::{Folder, GenerationName};
use crate::generation::Generation;
use crate::limits::OPEN_ATTEMPTS;
use crate::query::{self, SearchPage, SearchRequest, Suggestion};
use crate::status::{IndexState, IndexStatus};

/// The search index in a folder. Cheap to clone; all clones share the live generation.
#[derive(Debug, Clone)]
pub struct SearchIndex {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    folder: Folder,
    live: ArcSwapOption<Generation>,
    /// Held while the live generation is exchanged, so that it never goes back.
    exchange: Mutex<()>,
    /// The register that the index is of.
    register_id: String,
}

impl SearchIndex {
    /// Opens the index of a register in a folder, creating the folder. An index that is not there,
    /// is damaged, or is of another register or analyser leaves the state at
    /// [`IndexState::Missing`].
    ///
    /// # Errors
    /// When the folder cannot be created or read.
    pub fn open(path: &Path, register_id: &str) -> Result<Self, SearchError> {
        let index = Self {
            inner: Arc::new(Inner {
                folder: Folder::new(path),
                live: ArcSwapOption::empty(),
                exchange: Mutex::new(()),
                register_id: register_id.to_owned(),
            }),
        };
        index.inner.folder.create()?;
        index.refresh()?;
        Ok(index)
    }

    /// Tells how the live index stands beside a revision of the register.
    #[must_use]
    pub fn state(&self, register: Revision) -> IndexState {
        match self.status() {
            None => IndexState::Missing,
            Some(status) if status.revision == register => IndexState::Current,
            Some(status) => IndexState::Outdated {
                built_from: status.revision,
            },
        }
    }

    /// What the live index says of itself; `None` when there is none.
    #[must_use]
    pub fn status(&self) -> Option<IndexStatus> {
        let live = self.inner.live.load();
        live.as_ref().map(|live| live.status.clone())
    }

    /// Builds a new generation beside the live one and swaps it in. Searches go on meanwhile;
    /// rebuilds, also of other processes, wait for each other. A newer revision that another
    /// process has built while this one waited is taken over instead of being replaced.
    ///
    /// `progress` is told how many documents are done, the last time that all are.
    ///
    /// # Errors
    /// When the folder cannot be written; the live index stays.
    pub fn rebuild(
        &self,
        documents: Vec<Document>,
        revision: Revision,
        progress: &dyn Fn(u64),
    ) -> Result<IndexStatus, SearchError> {
        let folder = &self.inner.folder;
        folder.create()?;
        let seen = folder.current()?;
        let _one_at_a_time = folder.lock()?;
        if let Some(status) = self.overtaken(seen.as_ref(), revision)? {
            return Ok(status);
        }
        folder.sweep(folder.current()?.as_ref())?;
        let name = folder.new_generation()?;
        let built = self.build(&name, documents, revision, progress);
        match built {
            Ok(status) => {
                folder.sweep(Some(&name))?;
                Ok(status)
            }
            Err(error) => {
                // Unless the failure came after the pointer was set to it.
                if folder.current()?.as_ref() != Some(&name) {
                    folder.remove(&name);
                }
                Err(error)
            }
        }
    }

    /// What has been built since `seen` was the live generation, if it is of a newer revision than
    /// the one to build.
    fn overtaken(
        &self,
        seen: Option<&GenerationName>,
        revision: Revision,
    ) -> Result<Option<IndexStatus>, SearchError> {
        if self.inner.folder.current()?.as_ref() == seen {
            return Ok(None);
        }
        self.refresh()?;
        Ok(self.status().filter(|status| status.revision > revision))
    }

    /// Builds a generation in the folder made for it, and makes it the live one.
    fn build(
        &self,
        name: &GenerationName,
        documents: Vec<Document>,
        revision: Revision,
        progress: &dyn Fn(u64),
    ) -> Result<IndexStatus, SearchError> {
        let folder = &self.inner.folder;
        let register_id = &self.inner.register_id;
        write_generation(
            &folder.path_of(name),
            documents,
            register_id,
            revision,
            progress,
        )?;
        let generation = Generation::open(folder, name.clone(), register_id)?;
        let status = generation.status.clone();
        let _exchange = self.exchange();
        folder.point_to(name)?;
        self.inner.live.store(Some(Arc::new(generation)));
        Ok(status)
    }

    /// Takes over the generation that another process has made the live one. What cannot be used
    /// is left alone, and the live index stays.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn refresh(&self) -> Result<(), SearchError> {
        let folder = &self.inner.folder;
        let _exchange = self.exchange();
        for _ in 0..OPEN_ATTEMPTS {
            let Some(name) = folder.current()? else {
                return Ok(());
            };
            let live = self.inner.live.load();
            if live.as_ref().is_some_and(|live| live.name == name) {
                return Ok(());
            }
            match Generation::open(folder, name.clone(), &self.inner.register_id) {
                Ok(generation) => {
                    self.inner.live.store(Some(Arc::new(generation)));
                    return Ok(());
                }
                // A generation that was replaced while it was being opened may be half removed.
                Err(_) if folder.current()?.as_ref() != Some(&name) => {}
                Err(error) => {
                    info!(
                        index.generation = %name,
                        error = &error as &dyn std::error::Error,
                        "the index on disk cannot be used"
                    );
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Searches the live index.
    ///
    /// # Errors
    /// When the text is too long, the cursor of another revision or search, or there is no index yet.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchPage, SearchError> {
        request.check()?;
        let live = self.inner.live.load_full().ok_or(SearchError::NotBuilt)?;
        query::search(&live, request)
    }

    /// Offers what somebody who is typing may mean, the likeliest first: by whole names, their
    /// beginnings and at most one slip, within a budget of documents that are looked at.
    ///
    /// # Errors
    /// When the text is too long, or there is no index yet.
    pub fn suggest(&self, prefix: &str, first: usize) -> Result<Vec<Suggestion>, SearchError> {
        let live = self.inner.live.load_full().ok_or(SearchError::NotBuilt)?;
        query::suggest(&live, prefix, first)
    }

    fn exchange(&self) -> MutexGuard<'_, ()> {
        // It guards no value, so a panic elsewhere has left nothing half done.
        self.inner
            .exchange
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_another_process_built_meanwhile_of_a_newer_revision_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let index = SearchIndex::open(folder.path(), "r").unwrap();
        let other = SearchIndex::open(folder.path(), "r").unwrap();
        let built = other.rebuild(Vec::new(), Revision(9), &|_| {}).unwrap();
        assert_eq!(index.overtaken(None, Revision(8)).unwrap(), Some(built));
        assert_eq!(index.overtaken(None, Revision(9)).unwrap(), None);
        let seen = index.inner.folder.current().unwrap();
        assert_eq!(index.overtaken(seen.as_ref(), Revision(8)).unwrap(), None);
    }
}
