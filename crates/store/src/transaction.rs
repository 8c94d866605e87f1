//! The write transaction: begun, then committed or rolled back in one place.

use std::ops::Deref;

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait as _,
};

use tracing::warn;

use crate::error::StoreError;

/// A transaction that writes. Dropped before its end it changes nothing.
pub(crate) struct WriteTransaction {
    transaction: DatabaseTransaction,
}

impl WriteTransaction {
    /// Begins. `SQLite` takes the write lock at once, so that the transaction never has to be given
    /// up halfway.
    pub(crate) async fn begin(db: &DatabaseConnection) -> Result<Self, StoreError> {
        let sqlite = db.get_database_backend() == DbBackend::Sqlite;
        let options = TransactionOptions {
            sqlite_transaction_mode: sqlite.then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Self {
            transaction: db.begin_with_options(options).await?,
        })
    }

    /// Commits what succeeded, rolls back what failed. When the roll-back fails too, the first
    /// error is returned and the second logged.
    pub(crate) async fn end<T>(self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        match result {
            Ok(value) => {
                self.transaction.commit().await?;
                Ok(value)
            }
            Err(error) => {
                if let Err(failure) = self.transaction.rollback().await {
                    warn!(
                        error = &failure as &dyn std::error::Error,
                        "a transaction that failed could not be rolled back; its connection is closed"
                    );
                }
                Err(error)
            }
        }
    }
}

impl Deref for WriteTransaction {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}
