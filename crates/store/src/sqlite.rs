//! `SQLite`: the options of a connection, and the checks that a pooled one passes.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sea_orm::ConnectOptions;
use sea_orm::sqlx::Connection as _;
use sea_orm::sqlx::Executor as _;
use sea_orm::sqlx::pool::PoolOptions;
use sea_orm::sqlx::sqlite::{Sqlite, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use tracing::{error, warn};

use crate::connection::Opening;
use crate::error::StoreError;
use crate::options::DatabaseOptions;

/// How long a writer waits for another before it gives up.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Rows that SQLite's thread reads ahead, so that two threads need not wake each other for each.
const ROWS_AHEAD: usize = 4_096;

/// The file of a `SQLite` URL; `None` for another database, and for one in memory.
pub(crate) fn sqlite_file(url: &str) -> Option<&Path> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let path = path.split('?').next().unwrap_or_default();
    (path != ":memory:").then(|| Path::new(path))
}

/// The options of the pool, after the file was created where that is to be.
pub(crate) fn sqlite_options(
    database: &DatabaseOptions,
    opening: Opening,
) -> Result<ConnectOptions, StoreError> {
    let mut options = ConnectOptions::new(&database.url);
    let Some(file) = sqlite_file(&database.url) else {
        // Every connection would be a database of its own.
        options.max_connections(1).min_connections(1);
        options.map_sqlx_sqlite_opts(move |sqlite| pragmas(sqlite, opening));
        options.map_sqlx_sqlite_pool_opts(|pool| checked(pool, None));
        return Ok(options);
    };
    match opening {
        Opening::Create => create_file(file)?,
        Opening::Existing if file.exists() => {}
        Opening::Existing => {
            return Err(StoreError::NoDatabase {
                place: file.display().to_string(),
            });
        }
    }
    // All are opened at once and stay open. A pool that opened one more on demand, while others are
    // still on their way back, would open a replaced file with the journal of the one before it: only
    // a connection that was open before is checked first.
    options
        .max_connections(database.connections)
        .min_connections(database.connections);
    // A file that goes missing later is an error: a new one would be an empty register.
    options.map_sqlx_sqlite_opts(move |sqlite| pragmas(sqlite, opening).create_if_missing(false));
    let guard = Arc::new(FileGuard::new(file));
    options.map_sqlx_sqlite_pool_opts(move |pool| checked(pool, Some(guard.clone())));
    Ok(options)
}

fn pragmas(sqlite: SqliteConnectOptions, opening: Opening) -> SqliteConnectOptions {
    let sqlite = match opening {
        Opening::Create => sqlite.journal_mode(SqliteJournalMode::Wal),
        Opening::Existing => sqlite,
    };
    sqlite
        .foreign_keys(true)
        // A commit is on the disk before it is acknowledged.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        // What is erased is overwritten: personal data must not stay in unused pages.
        .pragma("secure_delete", "ON")
        .row_buffer_size(ROWS_AHEAD)
}

/// Creates the folder and an empty file, which is an empty database.
fn create_file(file: &Path) -> Result<(), StoreError> {
    if let Some(folder) = file.parent().filter(|it| !it.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder {
            folder: folder.display().to_string(),
            source,
        })?;
    }
    let exists = file.exists();
    let mut open = File::options();
    let opened = if exists {
        open.read(true).open(file)
    } else {
        open.append(true).create(true).open(file)
    };
    opened.map(drop).map_err(|source| StoreError::File {
        file: file.display().to_string(),
        source,
    })
}

/// Closes connections that are not as new: whose transaction did not end, or whose file was replaced.
fn checked(pool: PoolOptions<Sqlite>, guard: Option<Arc<FileGuard>>) -> PoolOptions<Sqlite> {
    // A thread of this process answers: there is no line that could be cut.
    let pool = pool.test_before_acquire(false);
    let pool = pool.after_release(|connection, _| {
        Box::pin(async move {
            if connection.is_in_transaction() {
                warn!("a connection is closed: its transaction could not be ended");
                return Ok(false);
            }
            // When a disk is full, SQLite may end a transaction by itself or keep it open, whatever
            // the driver counts. BEGIN fails unless there is none.
            match connection.execute("BEGIN; ROLLBACK").await {
                Ok(_) => Ok(true),
                Err(error) => {
                    warn!(
                        error = &error as &dyn std::error::Error,
                        "a connection is closed: a transaction is open on it"
                    );
                    Ok(false)
                }
            }
        })
    });
    let Some(guard) = guard else {
        return pool;
    };
    // An idle connection stays: while one is open nobody deletes the journal.
    pool.idle_timeout(None)
        .max_lifetime(None)
        .before_acquire(move |_, meta| {
            let guard = guard.clone();
            Box::pin(async move { Ok(guard.is_current(meta.age)) })
        })
}

/// Notices that the database's file was replaced under open connections, as a restored backup does:
/// they would read and write a file that nobody else sees.
struct FileGuard {
    file: PathBuf,
    opened: Mutex<Opened>,
}

#[derive(Debug)]
struct Opened {
    /// The device and inode of the database's file, its journal and the journal's index.
    files: [Option<FileId>; 3],
    /// Connections that are older belong to another file.
    since: Instant,
}

type FileId = (u64, u64);

impl FileGuard {
    fn new(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            opened: Mutex::new(Opened {
                files: [file_id(file), None, None],
                since: Instant::now(),
            }),
        }
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.file.as_os_str().to_owned();
        name.push(ending);
        name.into()
    }

    /// Whether a connection of this age has the file open that stands there now.
    fn is_current(&self, age: Duration) -> bool {
        let now = file_id(&self.file);
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let [file, journal, index] = &mut opened.files;
        if *file == now {
            if index.is_none() {
                *journal = file_id(&self.beside("-wal"));
                *index = file_id(&self.beside("-shm"));
            }
        } else {
            error!(
                database.file = %self.file.display(),
                "the database's file was replaced or removed; connections to the old one are closed"
            );
            if now.is_some() {
                // The old file's journal would be applied to the new one.
                self.remove_stale("-wal", journal.take());
                self.remove_stale("-shm", index.take());
            }
            *file = now;
            opened.since = Instant::now();
        }
        let created = Instant::now().checked_sub(age);
        created.is_some_and(|created| created >= opened.since) && now.is_some()
    }

    fn remove_stale(&self, ending: &str, recorded: Option<FileId>) {
        let path = self.beside(ending);
        if recorded.is_some()
            && file_id(&path) == recorded
            && let Err(error) = std::fs::remove_file(&path)
        {
            error!(
                error = &error as &dyn std::error::Error,
                database.file = %path.display(),
                "the journal of a database that was replaced cannot be removed"
            );
        }
    }
}

#[cfg(unix)]
fn file_id(path: &Path) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = path.metadata().ok()?;
    Some((metadata.dev(), metadata.ino()))
}

/// Other systems do not let an open file be replaced.
#[cfg(not(unix))]
fn file_id(path: &Path) -> Option<FileId> {
    path.exists().then_some((0, 0))
}
