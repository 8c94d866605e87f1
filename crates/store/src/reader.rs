//! The queries of the register.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::DatabaseConnection;

/// Asks the register. Cheap to clone. Records come without their other names unless the method
/// says otherwise; names are asked for by themselves.
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
