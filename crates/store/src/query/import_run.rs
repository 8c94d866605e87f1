//! The runs of imports.

use sea_orm::{EntityTrait as _, QueryOrder as _, QuerySelect as _};
use vanort_model::{ImportRun, Revision};

use crate::entity::import_run::{Column, Entity};
use crate::error::StoreError;
use crate::reader::Reader;

impl Reader {
    /// The last `limit` readings of workbooks, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_runs(&self, limit: u64) -> Result<Vec<ImportRun>, StoreError> {
        let rows = Entity::find()
            .order_by_desc(Column::Id)
            .limit(limit)
            .all(&self.db)
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(ImportRun {
                    id: row.id,
                    started_at: row.started_at,
                    finished_at: row.finished_at,
                    actor: row.actor,
                    outcome: row
                        .outcome
                        .parse()
                        .map_err(|source| StoreError::Unreadable {
                            table: "import_run",
                            source,
                        })?,
                    revision: row.revision.map(Revision),
                    report: serde_json::from_str(&row.report).map_err(StoreError::Report)?,
                })
            })
            .collect()
    }
}
