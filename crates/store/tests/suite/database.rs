//! A fresh database for one test.

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait as _, Database};
use tempfile::TempDir;

/// A fresh, empty database: a file of `SQLite`, or a schema of its own in a PostgreSQL database.
pub struct TestDatabase {
    url: String,
    _folder: Option<TempDir>,
}

impl TestDatabase {
    /// A file of `SQLite`, gone with the value.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new folder/vanort.db");
        Self {
            url: format!("sqlite://{}", file.display()),
            _folder: Some(folder),
        }
    }

    /// A schema in the database that `VANORT_TEST_POSTGRES_URL` names; `None`, with a sentence,
    /// when it is not set, unless `VANORT_TEST_REQUIRE_POSTGRES` demands it.
    pub async fn postgresql() -> Option<Self> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let Some(url) = std::env::var_os("VANORT_TEST_POSTGRES_URL") else {
            assert!(
                std::env::var_os("VANORT_TEST_REQUIRE_POSTGRES").is_none(),
                "VANORT_TEST_POSTGRES_URL must name a PostgreSQL database"
            );
            eprintln!(
                "skipped: run `.ci/run postgres`, or set VANORT_TEST_POSTGRES_URL to a database \
                 of a PostgreSQL server, to test on PostgreSQL too"
            );
            return None;
        };
        let url = url.into_string().unwrap();
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let schema = format!("test_{}_{number}", std::process::id());
        let server = Database::connect(&url).await.unwrap();
        server
            .execute_unprepared(&format!(
                "DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}"
            ))
            .await
            .unwrap();
        server.close().await.unwrap();
        let separator = if url.contains('?') { '&' } else { '?' };
        Some(Self {
            url: format!("{url}{separator}options=-csearch_path%3D{schema}"),
            _folder: None,
        })
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}
