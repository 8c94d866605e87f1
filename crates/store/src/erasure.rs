//! Small transactions over what people send in. Each begins with erasing what is to be kept no
//! longer, and what was erased is then wiped from the database's files.

use sea_orm::{
    ConnectionTrait as _, DatabaseTransaction, DbBackend, EntityTrait, Statement, UpdateMany,
};
use time::OffsetDateTime;
use tracing::{info, warn};

use crate::error::StoreError;
use crate::feedback::erase_old;
use crate::partner_seeker_change::erase_overdue;
use crate::store::Store;
use crate::transaction::WriteTransaction;

/// The key of the advisory lock of PostgreSQL under which they are counted and written: "submit".
const SUBMISSION_LOCK: i64 = 0x7375_626d_6974;

/// A transaction over what people send in. Nobody else writes it meanwhile, so that what is
/// counted in it holds for all servers. Dropped before its end it changes nothing.
pub(crate) struct Writing<'s> {
    store: &'s Store,
    transaction: WriteTransaction,
    erased: u64,
}

impl Store {
    /// Begins a transaction over what people send in, erasing what is to be kept no longer.
    pub(crate) async fn begin_writing(
        &self,
        now: OffsetDateTime,
    ) -> Result<Writing<'_>, StoreError> {
        let mut writing = Writing {
            store: self,
            transaction: WriteTransaction::begin(&self.db).await?,
            erased: 0,
        };
        match erase_due(&mut writing, now).await {
            Ok(()) => Ok(writing),
            Err(error) => writing.end(Err(error)).await,
        }
    }

    /// Erases what is to be kept no longer, and wipes what was erased before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep_submissions(&self, now: OffsetDateTime) -> Result<(), StoreError> {
        self.begin_writing(now).await?.end(Ok(())).await?;
        self.wipe_erased().await
    }

    /// Wipes what was erased from the database's files. `SQLite` overwrites it at once, but its
    /// journal has the pages as they were before: it is emptied. PostgreSQL keeps rows as they were
    /// until the table is vacuumed.
    async fn wipe_erased(&self) -> Result<(), StoreError> {
        if self.db.get_database_backend() == DbBackend::Postgres {
            let vacuum = "VACUUM partner_seeker, feedback";
            self.db.execute_unprepared(vacuum).await?;
            return Ok(());
        }
        let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
        let row = (self.db)
            .query_one_raw(Statement::from_string(DbBackend::Sqlite, sql))
            .await?;
        let busy: Option<i32> = row.map(|row| row.try_get_by_index(0)).transpose()?;
        if busy.is_some_and(|busy| busy != 0) {
            info!("the database's journal is in use; it is emptied when something is erased next");
        }
        Ok(())
    }
}

impl Writing<'_> {
    /// The transaction.
    pub(crate) fn transaction(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Makes a change that erases something.
    pub(crate) async fn erase<E: EntityTrait>(
        &mut self,
        change: UpdateMany<E>,
    ) -> Result<(), StoreError> {
        self.erased += change.exec(&*self.transaction).await?.rows_affected;
        Ok(())
    }

    /// Notes that rows were removed.
    pub(crate) fn note_removed(&mut self, rows: u64) {
        self.erased += rows;
    }

    /// Commits what succeeded, rolls back what failed.
    pub(crate) async fn end<T>(self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        let value = self.transaction.end(result).await?;
        if self.erased > 0 {
            info!(
                submissions.erased = self.erased,
                "what people sent in was erased"
            );
            // What was changed is changed, whatever becomes of this.
            if let Err(error) = self.store.wipe_erased().await {
                warn!(
                    error = &error as &dyn std::error::Error,
                    "what was erased could not be wiped from the database's files"
                );
            }
        }
        Ok(value)
    }
}

/// Erases what is to be kept no longer, once nobody else can write what people send in.
async fn erase_due(writing: &mut Writing<'_>, now: OffsetDateTime) -> Result<(), StoreError> {
    let transaction = writing.transaction();
    if transaction.get_database_backend() == DbBackend::Postgres {
        let lock = format!("SELECT pg_advisory_xact_lock({SUBMISSION_LOCK})");
        transaction.execute_unprepared(&lock).await?;
    }
    erase_overdue(writing, now, now.date()).await?;
    erase_old(writing, now).await
}
