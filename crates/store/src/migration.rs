//! Schema migrations: the tables are brought to the form that the program uses.

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, Statement,
};
use tracing::info;
use vanort_migrations::{Migrator, MigratorTrait as _};

use crate::connection::hide_password;
use crate::error::StoreError;
use crate::transaction::WriteTransaction;

/// The key of the advisory lock under which PostgreSQL's tables are brought up to date: "vanort".
const MIGRATION_LOCK: i64 = 0x7661_6e6f_7274;

/// Applies the migrations that are missing, all in one transaction: a program that is killed in
/// the middle leaves none of them, and two that start at once do not meet.
pub(crate) async fn migrate(db: &DatabaseConnection) -> Result<(), StoreError> {
    if missing_migrations(&applied_migrations(db).await?)? == 0 {
        return Ok(());
    }
    let write = WriteTransaction::begin(db).await?;
    let migrated = apply_missing(&write).await;
    write.end(migrated).await
}

async fn apply_missing(write: &DatabaseTransaction) -> Result<(), StoreError> {
    if write.get_database_backend() == DbBackend::Postgres {
        let lock = format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})");
        write.execute_unprepared(&lock).await?;
    }
    // Once more, now that nobody else can be at it.
    let missing = missing_migrations(&applied_migrations(write).await?)?;
    if missing > 0 {
        Migrator::up(write, None).await?;
        info!(database.migrations = missing, "the tables are up to date");
    }
    Ok(())
}

/// Refuses a database without tables, and one whose tables are older than the program.
pub(crate) async fn require_migrated(db: &DatabaseConnection, url: &str) -> Result<(), StoreError> {
    let applied = applied_migrations(db).await?;
    if applied.is_empty() {
        return Err(StoreError::NoDatabase {
            place: hide_password(url),
        });
    }
    match missing_migrations(&applied)? {
        0 => Ok(()),
        missing => Err(StoreError::OlderDatabase { missing }),
    }
}

/// How many migrations the database lacks; an error when it has one that the program lacks.
fn missing_migrations(applied: &[String]) -> Result<usize, StoreError> {
    let known: Vec<String> = Migrator::migrations()
        .iter()
        .map(|migration| migration.name().to_owned())
        .collect();
    match applied.iter().find(|name| !known.contains(name)) {
        Some(migration) => Err(StoreError::NewerDatabase {
            migration: migration.clone(),
        }),
        None => Ok(known.len() - applied.len()),
    }
}

async fn applied_migrations(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let backend = db.get_database_backend();
    let exists = match backend {
        DbBackend::Postgres => {
            "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'seaql_migrations'"
        }
        _ => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'seaql_migrations'",
    };
    let exists = Statement::from_string(backend, exists);
    if db.query_one_raw(exists).await?.is_none() {
        return Ok(Vec::new());
    }
    let names = Statement::from_string(
        backend,
        "SELECT version FROM seaql_migrations ORDER BY version",
    );
    db.query_all_raw(names)
        .await?
        .iter()
        .map(|row| row.try_get("", "version"))
        .collect()
}
