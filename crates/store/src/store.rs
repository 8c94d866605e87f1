//! The database as a whole: opened, read in one piece, changed in one transaction.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use sea_orm::{AccessMode, DatabaseConnection, DatabaseTransaction, DbBackend, EntityTrait as _};
use sea_orm::{ConnectionTrait, IsolationLevel, TransactionTrait as _};
use time::OffsetDateTime;
use vanort_model::{ImportReport, RandomId, Revision, RunKind, Snapshot, Version};

use crate::connection::{Opening, connect};
use crate::entity::{register_state, register_version};
use crate::error::StoreError;
use crate::lock::lock_file;
use crate::options::DatabaseOptions;
use crate::reader::Reader;
use crate::snapshot::{Wanted, read_records};

/// The one row of the revision's table.
pub(crate) const STATE_ID: i32 = 1;

/// Which register the database holds, and in which state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterState {
    /// A random text, made with the tables, that no other register has.
    pub register_id: String,
    /// The version of its content; the revision is 0 before the first change.
    pub version: Version,
    /// When that version was committed; `None` before the first change.
    pub updated_at: Option<OffsetDateTime>,
}

/// One reading of a workbook as it is to be remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewImportRun {
    /// When it began.
    pub started_at: OffsetDateTime,
    /// Who started it.
    pub actor: String,
    /// What it does.
    pub kind: RunKind,
    /// The revision that it undoes; `None` for an import.
    pub reverts: Option<Revision>,
    /// What it found; while it is under way, only the file's name.
    pub report: ImportReport,
}

/// The register's database. Cheap to clone; all clones share one pool of connections.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) db: DatabaseConnection,
    /// The file that is locked while an import is under way; `None` where the database locks.
    pub(crate) lock_file: Option<PathBuf>,
    reader: Reader,
}

impl Store {
    /// Opens the database, making its file, folder and tables where they are missing.
    ///
    /// # Errors
    /// When it cannot be opened, or a newer version of the program has changed its tables.
    pub async fn connect(options: impl Into<DatabaseOptions>) -> Result<Self, StoreError> {
        Self::open(&options.into(), Opening::Create).await
    }

    /// Opens a database for reading: it is neither created nor migrated.
    ///
    /// # Errors
    /// [`StoreError::NoDatabase`] when there is none, [`StoreError::OlderDatabase`] when its tables
    /// are older than the program, and as [`Store::connect`].
    pub async fn open_existing(options: impl Into<DatabaseOptions>) -> Result<Self, StoreError> {
        Self::open(&options.into(), Opening::Existing).await
    }

    async fn open(options: &DatabaseOptions, opening: Opening) -> Result<Self, StoreError> {
        let statements = Arc::new(AtomicU64::new(0));
        let db = connect(options, opening, &statements).await?;
        let store = Self {
            lock_file: lock_file(&options.url),
            reader: Reader::new(db.clone(), statements),
            db,
        };
        if opening == Opening::Create {
            store.tell_interrupted().await?;
        }
        Ok(store)
    }

    /// What can be asked of the runs.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Where the register stands.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn state(&self) -> Result<RegisterState, StoreError> {
        read_state(&self.db).await
    }

    /// The whole register as it stands at one revision.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn snapshot(&self) -> Result<(RegisterState, Snapshot), StoreError> {
        let read = self.begin_read().await?;
        let state = read_state(&read).await?;
        let snapshot = read_records(&read, Wanted::All).await?;
        read.commit().await?;
        Ok((state, snapshot))
    }

    /// Begins a transaction in which all that is read is of one moment.
    pub(crate) async fn begin_read(&self) -> Result<DatabaseTransaction, StoreError> {
        match self.db.get_database_backend() {
            DbBackend::Postgres => {
                let isolation = Some(IsolationLevel::RepeatableRead);
                let begun = self
                    .db
                    .begin_with_config(isolation, Some(AccessMode::ReadOnly));
                Ok(begun.await?)
            }
            // What a transaction reads in SQLite's WAL is of one moment by itself.
            _ => Ok(self.db.begin().await?),
        }
    }

    /// Closes the connections after the statements under way.
    ///
    /// # Errors
    /// When the database does not close in order.
    pub async fn close(&self) -> Result<(), StoreError> {
        Ok(self.db.close_by_ref().await?)
    }
}

pub(crate) async fn read_state(db: &impl ConnectionTrait) -> Result<RegisterState, StoreError> {
    let missing = StoreError::Missing {
        table: "register_state",
    };
    let row = register_state::Entity::find_by_id(STATE_ID).one(db).await?;
    let row = row.ok_or(missing)?;
    Ok(RegisterState {
        version: Version {
            revision: Revision(row.revision),
            id: version_id(db, row.revision).await?,
        },
        register_id: row.register_id,
        updated_at: row.updated_at,
    })
}

/// The identifier of a commit. A server of an older program, still running while the database was
/// migrated, commits without one: the commit then gets it from whoever asks first.
async fn version_id(db: &impl ConnectionTrait, revision: i64) -> Result<RandomId, StoreError> {
    loop {
        let row = register_version::Entity::find_by_id(revision)
            .one(db)
            .await?;
        if let Some(row) = row {
            return row.id.parse().map_err(|source| StoreError::Unreadable {
                table: "register_version",
                source,
            });
        }
        identify_version(db, Revision(revision)).await?;
    }
}

/// Gives a commit its identifier, where it has none.
pub(crate) async fn identify_version(
    db: &impl ConnectionTrait,
    revision: Revision,
) -> Result<(), StoreError> {
    let random = match db.get_database_backend() {
        DbBackend::Postgres => "replace(gen_random_uuid()::text, '-', '')",
        _ => "lower(hex(randomblob(16)))",
    };
    let sql = format!(
        "INSERT INTO register_version (revision, id) VALUES ({revision}, {random}) \
         ON CONFLICT DO NOTHING"
    );
    db.execute_unprepared(&sql).await?;
    Ok(())
}
