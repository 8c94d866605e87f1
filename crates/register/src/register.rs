//! The register: one handle on database, read model and index folder for everything above them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::Mutex;
use vanort_store::{DatabaseOptions, Reader, Store};

use crate::current::CurrentModel;
use crate::error::RegisterError;
use crate::jobs::Jobs;

/// The register's database, open, and its read model. Cheap to clone; all clones share both.
#[derive(Clone)]
pub struct Register {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) index_dir: PathBuf,
    pub(crate) current: CurrentModel,
    pub(crate) importing: Mutex<()>,
    pub(crate) jobs: Jobs,
}

impl Register {
    /// Opens the database, making it where it is missing and bringing its tables up to date. The
    /// index folder is read and written when it is needed.
    ///
    /// # Errors
    /// When the database cannot be opened, or is newer than the program.
    pub async fn open(
        database: impl Into<DatabaseOptions>,
        index_dir: &Path,
    ) -> Result<Self, RegisterError> {
        Ok(Self::over(Store::connect(database).await?, index_dir))
    }

    /// Opens the database for reading: neither makes it nor changes its tables.
    ///
    /// # Errors
    /// When there is no database, or its tables are not those of this program.
    pub async fn open_existing(
        database: impl Into<DatabaseOptions>,
        index_dir: &Path,
    ) -> Result<Self, RegisterError> {
        Ok(Self::over(Store::open_existing(database).await?, index_dir))
    }

    fn over(store: Store, index_dir: &Path) -> Self {
        Self {
            inner: Arc::new(Inner {
                store,
                index_dir: index_dir.to_owned(),
                current: CurrentModel::default(),
                importing: Mutex::new(()),
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
