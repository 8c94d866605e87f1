//! Database options: the URL, the size of the connection pool and its timeouts.

use std::time::Duration;

/// How a database is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseOptions {
    /// `sqlite://FILE` or `postgres://USER:PASSWORD@HOST/DATABASE`.
    pub url: String,
    /// The most connections that are open at one time. One is enough to start.
    pub connections: u32,
    /// How long a request waits for a free connection.
    pub acquire_timeout: Duration,
    /// How long PostgreSQL may take to accept the first connection.
    pub connect_timeout: Duration,
    /// How many prepared statements each connection to PostgreSQL caches; 0 behind a pooler that
    /// gives every transaction another connection.
    pub statement_cache: usize,
}

impl DatabaseOptions {
    /// The defaults for a URL: `SQLite` allows readers beside its one writer, and PostgreSQL's
    /// default allows 100 connections in all.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            connections: 8,
            // Opening a connection takes seconds where the processors of server and database are busy.
            acquire_timeout: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(5),
            statement_cache: 100,
        }
    }
}

impl From<&str> for DatabaseOptions {
    fn from(url: &str) -> Self {
        Self::new(url)
    }
}

impl From<&String> for DatabaseOptions {
    fn from(url: &String) -> Self {
        Self::new(url)
    }
}
