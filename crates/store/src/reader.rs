//! What can be asked of the database beyond the register itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::DatabaseConnection;

/// Asks the database for what is beside the register: runs of imports, and what people sent in. Cheap
/// to clone.
#[derive(Debug, Clone)]
pub struct Reader {
    pub(crate) db: DatabaseConnection,
    statements: Arc<AtomicU64>,
}

impl Reader {
    pub(crate) fn new(db: DatabaseConnection, statements: Arc<AtomicU64>) -> Self {
        Self { db, statements }
    }

    /// How many statements the database has been sent since it was opened.
    #[must_use]
    pub fn statement_count(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }
}
