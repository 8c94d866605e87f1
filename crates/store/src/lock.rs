//! One import at a time, over all processes: a lock that ends with the process that holds it.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sea_orm::{
    ConnectionTrait as _, DatabaseTransaction, DbBackend, Statement, TransactionTrait as _,
};

use tracing::warn;

use crate::error::StoreError;
use crate::sqlite::sqlite_file;
use crate::store::Store;

/// How long an import waits for another to end.
const PATIENCE: Duration = Duration::from_mins(2);
/// How long it waits before it looks again.
const PAUSE: Duration = Duration::from_millis(20);
/// The key of the advisory lock that PostgreSQL holds during an import: "import".
const IMPORT_LOCK: i64 = 0x696d_706f_7274;

/// The lock, held until it is dropped or the process ends, however that happens.
#[derive(Debug)]
pub(crate) enum ImportLock {
    /// The file beside a `SQLite` database is locked.
    File {
        /// The locked file, which unlocks when it is closed.
        _file: File,
    },
    /// A transaction holds an advisory lock of PostgreSQL.
    Transaction(DatabaseTransaction),
    /// A database in memory is nobody else's.
    Alone,
}

impl ImportLock {
    /// Gives the lock back. When that fails, the connection that holds it is closed, which gives it
    /// back too.
    pub(crate) async fn release(self) {
        if let Self::Transaction(transaction) = self
            && let Err(error) = transaction.rollback().await
        {
            warn!(
                error = &error as &dyn std::error::Error,
                "the lock of an import could not be given back"
            );
        }
    }
}

/// The file to lock for a `SQLite` database; `None` for others, and for one in memory.
pub(crate) fn lock_file(url: &str) -> Option<PathBuf> {
    let mut file = sqlite_file(url)?.as_os_str().to_owned();
    file.push(".importing");
    Some(file.into())
}

impl Store {
    /// Takes the lock, waiting for an import that is under way.
    pub(crate) async fn lock_imports(&self) -> Result<ImportLock, StoreError> {
        let begin = Instant::now();
        loop {
            if let Some(lock) = self.try_lock_imports().await? {
                return Ok(lock);
            }
            if begin.elapsed() > PATIENCE {
                return Err(StoreError::ImportUnderWay);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Takes the lock; `None` when an import is under way.
    pub(crate) async fn try_lock_imports(&self) -> Result<Option<ImportLock>, StoreError> {
        if self.db.get_database_backend() == DbBackend::Postgres {
            return self.try_lock_advisory().await;
        }
        match &self.lock_file {
            Some(path) => try_lock_file(path),
            None => Ok(Some(ImportLock::Alone)),
        }
    }

    async fn try_lock_advisory(&self) -> Result<Option<ImportLock>, StoreError> {
        let transaction = self.db.begin().await?;
        let sql = format!("SELECT pg_try_advisory_xact_lock({IMPORT_LOCK}) AS taken");
        let asked = Statement::from_string(DbBackend::Postgres, sql);
        let row = transaction.query_one_raw(asked).await?;
        let taken = row.map(|row| row.try_get("", "taken")).transpose()?;
        if taken == Some(true) {
            return Ok(Some(ImportLock::Transaction(transaction)));
        }
        transaction.rollback().await?;
        Ok(None)
    }
}

fn try_lock_file(path: &Path) -> Result<Option<ImportLock>, StoreError> {
    let refused = |source| StoreError::Lock {
        file: path.display().to_string(),
        source,
    };
    let mut open = File::options();
    open.read(true).write(true).create(true).truncate(false);
    let file = open.open(path).map_err(refused)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(ImportLock::File { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(refused(source)),
    }
}
