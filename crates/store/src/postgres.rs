//! PostgreSQL: the options of a connection, the first connection, and the checks that a pooled one
//! passes.

use std::str::FromStr as _;

use sea_orm::ConnectOptions;
use sea_orm::sqlx::pool::PoolOptions;
use sea_orm::sqlx::postgres::{PgConnectOptions, Postgres};
use sea_orm::sqlx::{ConnectOptions as _, Connection as _, Error as SqlxError};
use tracing::warn;

use crate::connection::hide_password;
use crate::error::StoreError;
use crate::options::DatabaseOptions;
use crate::outage::Outage;

/// The options of the pool, which opens its connections when they are needed: one is enough to start.
pub(crate) fn postgres_options(database: &DatabaseOptions) -> ConnectOptions {
    let mut options = ConnectOptions::new(&database.url);
    let statement_cache = database.statement_cache;
    options
        .connect_lazy(true)
        .max_connections(database.connections)
        .test_before_acquire(true)
        .map_sqlx_postgres_opts(move |postgres| named(postgres, statement_cache))
        .map_sqlx_postgres_pool_opts(checked);
    options
}

/// Connects once outside the pool, which would repeat a refused connection until its timeout.
pub(crate) async fn connect_once(database: &DatabaseOptions) -> Result<(), StoreError> {
    let options =
        PgConnectOptions::from_str(&database.url).map_err(|source| StoreError::MalformedUrl {
            url: hide_password(&database.url),
            source: Box::new(source),
        })?;
    let options = named(options, database.statement_cache);
    let refused = |cause: String, source| StoreError::Connect {
        place: format!(
            "{} on {}:{}",
            options.get_database().unwrap_or(options.get_username()),
            options.get_host(),
            options.get_port()
        ),
        cause,
        source: Box::new(source),
    };
    let connecting = options.connect();
    match tokio::time::timeout(database.connect_timeout, connecting).await {
        Ok(Ok(connection)) => {
            // It only showed that the server is there.
            drop(connection.close().await);
            Ok(())
        }
        Ok(Err(source)) => {
            let cause = Outage::of_driver(&source);
            Err(refused(
                cause.map_or_else(|| source.to_string(), |it| it.to_string()),
                source,
            ))
        }
        Err(_) => {
            let seconds = database.connect_timeout.as_secs_f64();
            let cause = format!("no answer within {seconds} s");
            Err(refused(cause, SqlxError::PoolTimedOut))
        }
    }
}

/// Names the connections after their process, unless the URL names them.
fn named(postgres: PgConnectOptions, statement_cache: usize) -> PgConnectOptions {
    let postgres = postgres.statement_cache_capacity(statement_cache);
    if postgres.get_application_name().is_some() {
        return postgres;
    }
    let host = whoami::hostname().unwrap_or_default();
    postgres.application_name(&format!("vanort {host} {}", std::process::id()))
}

/// Closes connections whose transaction did not end.
fn checked(pool: PoolOptions<Postgres>) -> PoolOptions<Postgres> {
    pool.after_release(|connection, _| {
        Box::pin(async move {
            let ended = !connection.is_in_transaction();
            if !ended {
                warn!("a connection is closed: its transaction could not be ended");
            }
            Ok(ended)
        })
    })
}
