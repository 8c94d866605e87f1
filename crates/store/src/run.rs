//! Imports under way: remembered before they change anything, and told of when they were
//! interrupted.

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DatabaseTransaction, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, Set,
};
use time::OffsetDateTime;
use tracing::warn;
use vanort_model::{Change, ImportOutcome, ImportReport, Revision};

use crate::entity::import_run::{ActiveModel, Column, Entity};
use crate::error::StoreError;
use crate::lock::ImportLock;
use crate::store::{NewImportRun, RegisterState, Store};
use crate::transaction::WriteTransaction;

/// An import under way. While it lives no other begins, in this process or another on the same
/// database; when its process is killed, the next to open the register tells that it was
/// interrupted.
#[derive(Debug)]
pub struct ImportUnderWay {
    pub(crate) ids: Vec<i64>,
    lock: ImportLock,
    /// Whether it is of a workbook that waited, and will wait on when it is given up.
    kept: bool,
}

impl ImportUnderWay {
    /// That of a workbook that waited.
    pub(crate) fn of_kept(run: i64, lock: ImportLock) -> Self {
        Self {
            ids: vec![run],
            lock,
            kept: true,
        }
    }

    /// Lets others begin.
    pub(crate) async fn release(self) {
        self.lock.release().await;
    }

    /// The numbers of its runs, in the order in which they were given.
    #[must_use]
    pub fn run_ids(&self) -> &[i64] {
        &self.ids
    }
}

impl Store {
    /// Begins an import: waits for another that is under way, and remembers the runs.
    ///
    /// # Errors
    /// [`StoreError::ImportUnderWay`] when the other does not end within two minutes, and when the
    /// database fails.
    pub async fn start_import(&self, runs: &[NewImportRun]) -> Result<ImportUnderWay, StoreError> {
        let lock = self.lock_imports().await?;
        let write = WriteTransaction::begin(&self.db).await?;
        let ids = insert_runs(&write, runs).await;
        let ids = write.end(ids).await?;
        let kept = false;
        Ok(ImportUnderWay { ids, lock, kept })
    }

    /// Commits what an import changes and ends its runs with these reports, all or nothing. The
    /// revision grows by one, but not when there are no changes.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when there are changes and the register is no longer at the
    /// `expected` revision, and when the database fails; nothing was changed then and the runs are
    /// forgotten.
    pub async fn finish_import(
        &self,
        under_way: ImportUnderWay,
        expected: Revision,
        changes: &[Change],
        reports: &[ImportReport],
    ) -> Result<RegisterState, StoreError> {
        match self
            .commit(expected, changes, &under_way.ids, reports)
            .await
        {
            Ok(state) => {
                // The change is made: what fails from here on does not undo it.
                under_way.lock.release().await;
                Ok(state)
            }
            Err(error) => {
                self.abandon_import(under_way).await;
                Err(error)
            }
        }
    }

    /// Forgets an import that could not be made; a workbook that had waited waits again. When that
    /// fails it is logged, for the caller has the first error to return; the next import then marks
    /// the runs as interrupted.
    pub async fn abandon_import(&self, under_way: ImportUnderWay) {
        if let Err(error) = self.forget(&under_way).await {
            warn!(
                error = &error as &dyn std::error::Error,
                import.runs = ?under_way.ids,
                "the runs of an import that failed could not be removed"
            );
        }
        under_way.lock.release().await;
    }

    async fn forget(&self, under_way: &ImportUnderWay) -> Result<(), StoreError> {
        // One that has ended has not been given up, whatever was heard of it.
        let runs = Column::Id
            .is_in(under_way.ids.iter().copied())
            .and(Column::Outcome.eq(ImportOutcome::Running.as_str()));
        if under_way.kept {
            Entity::update_many()
                .col_expr(
                    Column::Outcome,
                    Expr::value(ImportOutcome::Waiting.as_str()),
                )
                .filter(runs)
                .exec(&self.db)
                .await?;
        } else {
            Entity::delete_many().filter(runs).exec(&self.db).await?;
        }
        Ok(())
    }

    /// Marks the runs as interrupted whose processes ended before them.
    pub(crate) async fn tell_interrupted(&self) -> Result<(), StoreError> {
        let running = Entity::find()
            .filter(Column::Outcome.eq(ImportOutcome::Running.as_str()))
            .count(&self.db)
            .await?;
        if running == 0 {
            return Ok(());
        }
        // When the lock is taken they are under way indeed.
        if let Some(lock) = self.try_lock_imports().await? {
            let marked = mark_interrupted(&self.db).await;
            lock.release().await;
            marked?;
        }
        Ok(())
    }
}

pub(crate) async fn mark_interrupted(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    let marked = Entity::update_many()
        .col_expr(
            Column::Outcome,
            Expr::value(ImportOutcome::Interrupted.as_str()),
        )
        .filter(Column::Outcome.eq(ImportOutcome::Running.as_str()))
        .exec(db)
        .await?;
    if marked.rows_affected > 0 {
        warn!(
            import.runs = marked.rows_affected,
            "imports were interrupted; they changed nothing"
        );
    }
    Ok(())
}

/// Remembers runs as being under way, and gives their numbers.
async fn insert_runs(
    db: &DatabaseTransaction,
    runs: &[NewImportRun],
) -> Result<Vec<i64>, StoreError> {
    // Whoever left these is gone, or the lock would not be free.
    mark_interrupted(db).await?;
    let mut ids = Vec::with_capacity(runs.len());
    for run in runs {
        ids.push(insert_run(db, run, ImportOutcome::Running).await?);
    }
    Ok(ids)
}

/// Remembers a run as having come so far, and gives its number.
pub(crate) async fn insert_run(
    db: &impl ConnectionTrait,
    run: &NewImportRun,
    outcome: ImportOutcome,
) -> Result<i64, StoreError> {
    let row = ActiveModel {
        started_at: Set(run.started_at),
        // The column cannot be empty; it means nothing before the run has ended.
        finished_at: Set(OffsetDateTime::now_utc()),
        actor: Set(run.actor.clone()),
        outcome: Set(outcome.to_string()),
        revision: Set(None),
        report: Set(serde_json::to_string(&run.report).map_err(StoreError::Report)?),
        kind: Set(run.kind.to_string()),
        reverts: Set(run.reverts.map(|revision| revision.0)),
        reverted_by: Set(None),
        ..Default::default()
    };
    Ok(Entity::insert(row).exec(db).await?.last_insert_id)
}
