//! The read model that is served now, and how it follows the database.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use arc_swap::ArcSwapOption;
use tracing::{info, warn};
use vanort_model::{Snapshot, Version};
use vanort_search::{IndexFolder, SearchIndex};
use vanort_store::RegisterState;

use crate::blocking::run_blocking;
use crate::error::RegisterError;
use crate::marker::Marker;
use crate::progress::{Progress, Silent};
use crate::read_model::ReadModel;
use crate::register::Register;
use crate::view::View;

/// The read model that is served now. There is none until somebody asks for one: a process that only
/// imports never makes it.
#[derive(Debug, Default)]
pub(crate) struct CurrentModel {
    shown: ArcSwapOption<ReadModel>,
    /// Held while a read model is made, so that of two the later one is shown.
    making: tokio::sync::Mutex<()>,
    /// Held while an index is saved.
    saved: tokio::sync::Mutex<Saved>,
    /// What was seen of the database last, and since when it has been ahead.
    database: Mutex<Seen>,
}

/// What the index folder has.
#[derive(Debug, Default)]
struct Saved {
    version: Option<Version>,
    /// Whether an index that was built whole replaces the saved one, even if that is of its version.
    replace: bool,
}

/// What was seen of the database last.
#[derive(Debug, Default)]
struct Seen {
    version: Option<Version>,
    /// Since when it has been of another version than the read model.
    ahead_since: Option<Instant>,
}

impl CurrentModel {
    pub(crate) fn shown(&self) -> Option<Arc<ReadModel>> {
        self.shown.load_full()
    }

    /// The version that the database was seen to have last.
    pub(crate) fn seen(&self) -> Option<Version> {
        self.seen_of_database().version
    }

    /// Notes which version the database has.
    pub(crate) fn note_database(&self, version: Version) {
        let mut seen = self.seen_of_database();
        seen.version = Some(version);
        let shown = self.shown.load();
        if shown.as_ref().is_some_and(|it| it.version() == version) {
            seen.ahead_since = None;
        } else {
            seen.ahead_since.get_or_insert_with(Instant::now);
        }
    }

    /// For how long the database has been of another version than the read model; `None` when both
    /// were of one version last.
    pub(crate) fn lag(&self) -> Option<Duration> {
        self.seen_of_database()
            .ahead_since
            .map(|since| since.elapsed())
    }

    fn seen_of_database(&self) -> MutexGuard<'_, Seen> {
        // Nothing that can panic runs under the lock.
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Register {
    /// The read model as it is served now. It is at hand, except for the first time, when it is made
    /// from the database and the saved index.
    ///
    /// # Errors
    /// When there is none yet and the register cannot be read.
    pub async fn read_model(&self) -> Result<Arc<ReadModel>, RegisterError> {
        match self.inner.current.shown() {
            Some(model) => Ok(model),
            None => self.refresh(Arc::new(Silent)).await,
        }
    }

    /// The register in memory as it is served now.
    ///
    /// # Errors
    /// As [`Register::read_model`].
    pub async fn view(&self) -> Result<Arc<View>, RegisterError> {
        Ok(self.read_model().await?.view().clone())
    }

    /// The register's records as the database has them: those of the read model, where that is of
    /// the same version.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn snapshot(&self) -> Result<(Version, Arc<Snapshot>), RegisterError> {
        let store = &self.inner.store;
        if let Some(shown) = self.inner.current.shown()
            && store.state().await?.version == shown.version()
        {
            return Ok((shown.version(), shown.view().snapshot().clone()));
        }
        let (state, snapshot) = store.snapshot().await?;
        Ok((state.version, Arc::new(snapshot)))
    }

    /// Brings the read model to the version that the database has: reads what has changed, and
    /// swaps view and index together.
    ///
    /// # Errors
    /// When the register cannot be read; the read model stays as it was.
    pub async fn refresh(
        &self,
        progress: Arc<dyn Progress>,
    ) -> Result<Arc<ReadModel>, RegisterError> {
        let current = &self.inner.current;
        let _one_at_a_time = current.making.lock().await;
        let store = &self.inner.store;
        let Some(shown) = current.shown() else {
            let register_id = store.state().await?.register_id;
            let (read, index) = tokio::join!(store.snapshot(), self.load_index(&register_id));
            let (state, snapshot) = read?;
            // A database that was exchanged in between is another register.
            let index = index.filter(|_| state.register_id == register_id);
            return self.show(state, move || (snapshot, index), progress).await;
        };
        if let Some(delta) = store.changes_since(shown.version()).await? {
            if delta.state.version == shown.version() {
                return Ok(shown);
            }
            let state = delta.state.clone();
            let make = move || {
                let mut snapshot = Snapshot::clone(shown.view().snapshot());
                delta.apply(&mut snapshot);
                (snapshot, Some(shown.index().clone()))
            };
            return self.show(state, make, progress).await;
        }
        let (state, snapshot) = store.snapshot().await?;
        info!(
            register.revision = state.version.revision.0,
            shown.revision = shown.version().revision.0,
            "the register is read anew, as too much has changed or its database was exchanged"
        );
        let same_register = state.register_id == shown.register_id();
        let index = same_register.then(|| shown.index().clone());
        drop(shown);
        self.show(state, move || (snapshot, index), progress).await
    }

    /// Builds the read model anew, with a whole new index.
    pub(crate) async fn rebuild(
        &self,
        progress: Arc<dyn Progress>,
    ) -> Result<Arc<ReadModel>, RegisterError> {
        let _one_at_a_time = self.inner.current.making.lock().await;
        let (state, snapshot) = self.inner.store.snapshot().await?;
        let model = self.show(state, move || (snapshot, None), progress).await?;
        *self.inner.current.saved.lock().await = Saved {
            version: None,
            replace: true,
        };
        Ok(model)
    }

    /// Makes a read model of a snapshot and an earlier index, and serves it. Whoever calls holds the
    /// lock.
    async fn show(
        &self,
        state: RegisterState,
        make: impl FnOnce() -> (Snapshot, Option<SearchIndex>) + Send + 'static,
        progress: Arc<dyn Progress>,
    ) -> Result<Arc<ReadModel>, RegisterError> {
        let model = run_blocking(move || {
            let (snapshot, index) = make();
            ReadModel::new(state, snapshot, index, &*progress)
        });
        let model = Arc::new(model.await?);
        let current = &self.inner.current;
        current.shown.store(Some(model.clone()));
        current.note_database(model.version());
        Ok(model)
    }

    /// Brings the read model after a commit of this process, if one is served. The change is made:
    /// a read model that cannot follow now does later.
    pub(crate) async fn follow_commit(&self, progress: Arc<dyn Progress>) {
        if self.inner.current.shown().is_none() {
            return;
        }
        match self.refresh(progress).await {
            Ok(_) => self.save_in_background(),
            Err(error) => warn!(
                error = &error as &dyn std::error::Error,
                "the register was changed but cannot be read yet; this is tried again"
            ),
        }
    }

    /// Keeps the read model at the database's version for as long as the future is polled: looks
    /// every `interval` whether another process has changed the register.
    pub async fn follow_register(&self, interval: Duration) {
        let mut failing = false;
        loop {
            tokio::time::sleep(interval).await;
            match self.catch_up().await {
                Ok(()) => failing = false,
                // Once, not every few seconds for as long as the database is away.
                Err(_) if failing => {}
                Err(error) => {
                    failing = true;
                    warn!(
                        error = &error as &dyn std::error::Error,
                        "what is served cannot follow the register; this is tried again"
                    );
                }
            }
        }
    }

    async fn catch_up(&self) -> Result<(), RegisterError> {
        let state = self.inner.store.state().await?;
        self.inner.current.note_database(state.version);
        if self.inner.current.lag().is_some() {
            self.refresh(Arc::new(Silent)).await?;
        }
        self.save_index().await
    }

    /// The saved index of a register, where there is one that this program can use.
    async fn load_index(&self, register_id: &str) -> Option<SearchIndex> {
        let path = self.inner.index_dir.clone();
        let register_id = register_id.to_owned();
        let load = move || IndexFolder::open(&path, &register_id)?.load(None);
        run_blocking(load).await.unwrap_or_else(|error| {
            warn!(
                error = &error as &dyn std::error::Error,
                "the saved search index cannot be read; it is built anew"
            );
            None
        })
    }

    /// Saves the index of the read model to its folder, so that the next start need not build it;
    /// does nothing when that is done. Searches do not need it.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub async fn save_index(&self) -> Result<(), RegisterError> {
        let current = &self.inner.current;
        let mut saved = current.saved.lock().await;
        let Some(model) = current.shown() else {
            return Ok(());
        };
        let version = model.version();
        if saved.version == Some(version) {
            return Ok(());
        }
        let path = self.inner.index_dir.clone();
        let replace = saved.replace;
        run_blocking(move || {
            let folder = IndexFolder::open(&path, model.register_id())?;
            // Another process on the same folder may have saved it already.
            if replace || folder.current()? != Some(version) {
                folder.save(model.index())?;
            }
            Marker::of(&model).write(&path)
        })
        .await?;
        *saved = Saved {
            version: Some(version),
            replace: false,
        };
        Ok(())
    }

    /// Saves the index without anybody waiting for it.
    pub fn save_in_background(&self) {
        let register = self.clone();
        tokio::spawn(async move {
            if let Err(error) = register.save_index().await {
                warn!(
                    error = &error as &dyn std::error::Error,
                    "the search index could not be saved; it is served from memory, and saving is tried again"
                );
            }
        });
    }
}
