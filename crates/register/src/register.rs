//! The register: one handle on database and index for everything above them.

use std::path::Path;
use std::sync::Arc;

use tokio::sync::Mutex;
use vanort_search::SearchIndex;
use vanort_store::{DatabaseOptions, Reader, Store};

use crate::blocking::run_blocking;
use crate::error::RegisterError;
use crate::found::CONTENT_VERSION;
use crate::jobs::Jobs;
use crate::view::{CurrentView, read_view};

/// The register and its index, open. Cheap to clone; all clones share both.
#[derive(Clone)]
pub struct Register {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) index: SearchIndex,
    pub(crate) view: CurrentView,
    pub(crate) importing: Mutex<()>,
    pub(crate) indexing: Mutex<()>,
    pub(crate) jobs: Jobs,
}

impl Register {
    /// Opens the database, bringing its tables up to date, and the index folder, creating either
    /// where it is missing. Neither is filled.
    ///
    /// # Errors
    /// When the database or the folder cannot be opened, or the database is newer than the program.
    pub async fn open(
        database: impl Into<DatabaseOptions>,
        index_dir: &Path,
    ) -> Result<Self, RegisterError> {
        let store = Store::connect(database).await?;
        let index = open_index(&store, index_dir).await?;
        Ok(Self::of(store, index, CurrentView::default()))
    }

    /// The same, with the register read into memory meanwhile: for whoever is about to answer
    /// requests.
    ///
    /// # Errors
    /// The same, and when the register cannot be read.
    pub async fn open_for_reading(
        database: impl Into<DatabaseOptions>,
        index_dir: &Path,
    ) -> Result<Self, RegisterError> {
        let store = Store::connect(database).await?;
        let (index, view) = tokio::try_join!(open_index(&store, index_dir), read_view(&store))?;
        Ok(Self::of(store, index, CurrentView::showing(view)))
    }

    fn of(store: Store, index: SearchIndex, view: CurrentView) -> Self {
        Self {
            inner: Arc::new(Inner {
                store,
                index,
                view,
                importing: Mutex::new(()),
                indexing: Mutex::new(()),
                jobs: Jobs::default(),
            }),
        }
    }

    /// What can be asked beside the register: of runs of imports, and of what people sent in.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        self.inner.store.reader()
    }

    /// The long work of this process: what is under way, and what was.
    #[must_use]
    pub fn jobs(&self) -> &Jobs {
        &self.inner.jobs
    }

    /// Closes the database after the statements under way.
    ///
    /// # Errors
    /// When the database does not close in order.
    pub async fn close(&self) -> Result<(), RegisterError> {
        Ok(self.inner.store.close().await?)
    }
}

async fn open_index(store: &Store, folder: &Path) -> Result<SearchIndex, RegisterError> {
    // An index of other content counts as one of another register: it is rebuilt.
    let register_id = format!("{} {CONTENT_VERSION}", store.state().await?.register_id);
    let folder = folder.to_owned();
    Ok(run_blocking(move || SearchIndex::open(&folder, &register_id)).await?)
}
