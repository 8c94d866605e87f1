//! Opening a database: SQLite by file or PostgreSQL by server.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbBackend, DbErr};

use crate::error::StoreError;
use crate::migration::{migrate, require_migrated};
use crate::options::DatabaseOptions;
use crate::outage::Outage;
use crate::postgres::{connect_once, postgres_options};
use crate::sqlite::{BUSY_TIMEOUT, sqlite_file, sqlite_options};
use crate::transaction::WriteTransaction;

/// How long a program waits before it tries a busy file again.
const BUSY_PAUSE: Duration = Duration::from_millis(10);

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
    database: &DatabaseOptions,
    opening: Opening,
    statements: &Arc<AtomicU64>,
) -> Result<DatabaseConnection, StoreError> {
    let options = connect_options(database, opening)?;
    if !database.url.starts_with("sqlite:") {
        connect_once(database).await?;
    }
    let mut db = open(options)
        .await
        .map_err(|source| refused(&database.url, source))?;
    match opening {
        Opening::Create => {
            migrate(&db).await.map_err(|error| match error {
                StoreError::Unavailable { source, .. } => refused(&database.url, source),
                other => other,
            })?;
            require_writable(&db, &database.url).await?;
        }
        Opening::Existing => require_migrated(&db, &database.url).await?,
    }
    let statements = statements.clone();
    db.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    Ok(db)
}

/// Refuses a file that is read-only, or whose folder is: whoever starts to write would find out late.
async fn require_writable(db: &DatabaseConnection, url: &str) -> Result<(), StoreError> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    match WriteTransaction::begin(db).await {
        Ok(write) => write.end(Ok(())).await,
        Err(StoreError::Unavailable {
            outage: Outage::Locked,
            ..
        }) => Ok(()),
        Err(StoreError::Unavailable { source, .. }) => Err(refused(url, source)),
        Err(error) => Err(error),
    }
}

/// Why a database could not be opened, with its file or server and the cause in words.
fn refused(url: &str, source: DbErr) -> StoreError {
    let file = sqlite_file(url);
    let cause = match (Outage::of(&source), file.and_then(std::path::Path::parent)) {
        (Some(outage @ (Outage::ReadOnly | Outage::CannotOpen)), Some(folder)) => format!(
            "{outage}; it and the files beside it that end in -wal and -shm must be writable, and so must their folder \"{}\"",
            folder.display()
        ),
        (Some(outage), _) => outage.to_string(),
        (None, _) => source.to_string(),
    };
    StoreError::Connect {
        place: file.map_or_else(|| hide_password(url), |file| file.display().to_string()),
        cause,
        source: Box::new(source),
    }
}

/// Opens the database. A new SQLite file is locked for the moment in which a first program sets
/// its journal, and SQLite lets nobody wait for that: another program tries again.
async fn open(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let begin = Instant::now();
    loop {
        match Database::connect(options.clone()).await {
            Err(error)
                if Outage::of(&error) == Some(Outage::Locked) && begin.elapsed() < BUSY_TIMEOUT =>
            {
                tokio::time::sleep(BUSY_PAUSE).await;
            }
            opened => return opened,
        }
    }
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

fn connect_options(
    database: &DatabaseOptions,
    opening: Opening,
) -> Result<ConnectOptions, StoreError> {
    let url = database.url.as_str();
    let mut options = if url.starts_with("sqlite:") {
        sqlite_options(database, opening)?
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        postgres_options(database)
    } else {
        return Err(StoreError::UnknownUrl {
            url: hide_password(url),
        });
    };
    options
        .sqlx_logging(false)
        .acquire_timeout(database.acquire_timeout);
    Ok(options)
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
