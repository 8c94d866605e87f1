//! Opening a database: SQLite by file or PostgreSQL by server.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use sea_orm::sqlx::error::DatabaseError;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr, RuntimeErr};

use crate::error::StoreError;
use crate::migration::{migrate, require_migrated};
use crate::options::DatabaseOptions;

/// How long a writer waits for another before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a program waits before it tries a busy file again.
const BUSY_PAUSE: Duration = Duration::from_millis(10);
/// A connection that was idle for so long is tried before it is used.
const TRUSTED_IDLE: Duration = Duration::from_secs(30);
/// Rows that SQLite's thread reads ahead, so that two threads need not wake each other for each.
const ROWS_AHEAD: usize = 4_096;

/// What opening a database may do to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Its file, folder and tables are created where they are missing, and brought up to date.
    Create,
    /// It is to be there, with the tables of this program.
    Existing,
}

/// Opens the database, counting every statement in `statements`.
pub(crate) async fn connect(
    options: &DatabaseOptions,
    opening: Opening,
    statements: &Arc<AtomicU64>,
) -> Result<DatabaseConnection, StoreError> {
    let connect = connect_options(options, opening)?;
    let refused = |source| StoreError::Connect {
        url: hide_password(&options.url),
        source,
    };
    let mut db = open(connect).await.map_err(refused)?;
    match opening {
        Opening::Create => migrate(&db).await?,
        Opening::Existing => require_migrated(&db, &options.url).await?,
    }
    let statements = statements.clone();
    db.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    Ok(db)
}

/// Opens the database. A new SQLite file is locked for the moment in which a first program sets
/// its journal, and SQLite lets nobody wait for that: another program tries again.
async fn open(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let begin = Instant::now();
    loop {
        match Database::connect(options.clone()).await {
            Err(error) if is_busy(&error) && begin.elapsed() < BUSY_TIMEOUT => {
                tokio::time::sleep(BUSY_PAUSE).await;
            }
            opened => return opened,
        }
    }
}

/// Whether SQLite said that another connection holds the lock.
pub(crate) fn is_busy(error: &DbErr) -> bool {
    let (DbErr::Conn(RuntimeErr::SqlxError(error))
    | DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    let code = error.as_database_error().and_then(DatabaseError::code);
    // SQLITE_BUSY, and the same with its reasons in the upper bytes.
    code.and_then(|it| it.parse::<u32>().ok())
        .is_some_and(|it| it & 0xff == 5)
}

/// A database URL with its password left out, for messages.
pub(crate) fn hide_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    // The password may hold an @ of its own: the last one before the path ends it.
    let authority_end = rest.rfind('@');
    match authority_end.and_then(|end| rest.split_at_checked(end)) {
        Some((credentials, host)) => {
            let user = credentials.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:***{host}")
        }
        None => url.to_owned(),
    }
}

/// The file of a `SQLite` URL; `None` for another database, and for one in memory.
pub(crate) fn sqlite_file(url: &str) -> Option<&Path> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let path = path.split('?').next().unwrap_or_default();
    (path != ":memory:").then(|| Path::new(path))
}

fn connect_options(
    database: &DatabaseOptions,
    opening: Opening,
) -> Result<ConnectOptions, StoreError> {
    let url = database.url.as_str();
    let mut options = ConnectOptions::new(url);
    options
        .sqlx_logging(false)
        .acquire_timeout(database.acquire_timeout)
        .test_before_acquire_if_idle_for(TRUSTED_IDLE)
        .max_connections(database.connections);
    if url.starts_with("sqlite:") {
        match (sqlite_file(url), opening) {
            // Every connection would be a database of its own.
            (None, _) => drop(options.max_connections(1).min_connections(1)),
            (Some(file), Opening::Create) => create_folder(file)?,
            (Some(file), Opening::Existing) if file.exists() => {}
            (Some(file), Opening::Existing) => {
                return Err(StoreError::NoDatabase {
                    place: file.display().to_string(),
                });
            }
        }
        options.map_sqlx_sqlite_opts(move |sqlite| {
            let sqlite = match opening {
                Opening::Create => sqlite
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal),
                Opening::Existing => sqlite,
            };
            sqlite
                .foreign_keys(true)
                .synchronous(SqliteSynchronous::Normal)
                .busy_timeout(BUSY_TIMEOUT)
                // What is erased is overwritten: personal data must not stay in unused pages.
                .pragma("secure_delete", "ON")
                .row_buffer_size(ROWS_AHEAD)
        });
        return Ok(options);
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return Ok(options);
    }
    Err(StoreError::UnknownUrl {
        url: hide_password(url),
    })
}

fn create_folder(file: &Path) -> Result<(), StoreError> {
    match file.parent().filter(|it| !it.as_os_str().is_empty()) {
        Some(folder) => std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder {
            folder: folder.display().to_string(),
            source,
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_hidden_and_nothing_else() {
        for (url, shown) in [
            (
                "postgres://ann:s3:cr@t@db/vanort",
                "postgres://ann:***@db/vanort",
            ),
            ("postgres://db/vanort", "postgres://db/vanort"),
            ("sqlite://var/vanort.db", "sqlite://var/vanort.db"),
        ] {
            assert_eq!(hide_password(url), shown);
        }
    }

    #[test]
    fn a_url_of_another_database_is_refused_without_its_password() {
        let options = DatabaseOptions::new("mysql://ann:secret@db/vanort");
        let error = connect_options(&options, Opening::Create).unwrap_err();
        assert!(
            error.to_string().contains("mysql://ann:***@db/vanort"),
            "{error}"
        );
    }
}
