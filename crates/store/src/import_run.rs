//! The runs of imports.

use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use vanort_model::{ImportOutcome, ImportRun, Revision};

use crate::entity::import_run::{Column, Entity, Model};
use crate::error::StoreError;
use crate::reader::Reader;

impl Reader {
    /// The last `limit` runs, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_runs(&self, limit: u64) -> Result<Vec<ImportRun>, StoreError> {
        let rows = Entity::find()
            .order_by_desc(Column::Id)
            .limit(limit)
            .all(&self.db)
            .await?;
        rows.into_iter().map(import_run).collect()
    }

    /// A run by its number; `None` when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_run(&self, id: i64) -> Result<Option<ImportRun>, StoreError> {
        let row = Entity::find_by_id(id).one(&self.db).await?;
        row.map(import_run).transpose()
    }

    /// The runs that made these revisions, in the order of their numbers.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_runs_of(
        &self,
        revisions: impl IntoIterator<Item = Revision>,
    ) -> Result<Vec<ImportRun>, StoreError> {
        let revisions = revisions.into_iter().map(|revision| revision.0);
        let rows = Entity::find()
            .filter(Column::Revision.is_in(revisions))
            .order_by_asc(Column::Id)
            .all(&self.db)
            .await?;
        rows.into_iter().map(import_run).collect()
    }
}

fn import_run(row: Model) -> Result<ImportRun, StoreError> {
    let unreadable = |source| StoreError::Unreadable {
        table: "import_run",
        source,
    };
    let outcome = row.outcome.parse().map_err(unreadable)?;
    let ended = !matches!(outcome, ImportOutcome::Running | ImportOutcome::Interrupted);
    Ok(ImportRun {
        id: row.id,
        started_at: row.started_at,
        finished_at: ended.then_some(row.finished_at),
        actor: row.actor,
        outcome,
        revision: row.revision.map(Revision),
        kind: row.kind.parse().map_err(unreadable)?,
        reverts: row.reverts.map(Revision),
        reverted_by: row.reverted_by.map(Revision),
        report: serde_json::from_str(&row.report).map_err(StoreError::Report)?,
    })
}
