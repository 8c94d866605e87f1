//! What every revision changed, kept so that it can be undone.

use std::collections::BTreeSet;

use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DatabaseTransaction, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement,
};
use vanort_model::{Change, Record, Revision};

use crate::entity::import_change::{Column, Entity, Model};
use crate::error::StoreError;
use crate::store::Store;

/// Rows a statement writes: of five columns, far below `SQLite`'s bound of 32,766 parameters.
const ROWS_A_STATEMENT: usize = 2_000;

/// What a revision changed.
#[derive(Debug, Clone, PartialEq)]
pub struct LoggedChange {
    /// The kind of the record, in the words of [`Record::kind`].
    pub record: String,
    /// The record's key.
    pub key: String,
    /// The record as it was; `None` when it was new.
    pub before: Option<Record>,
}

/// Writes what the changes of a revision found.
pub(crate) async fn log_changes(
    write: &DatabaseTransaction,
    revision: Revision,
    changes: &[Change],
) -> Result<(), StoreError> {
    let mut ordinal = 0;
    for chunk in changes.chunks(ROWS_A_STATEMENT) {
        let mut rows = Vec::with_capacity(chunk.len());
        for change in chunk {
            let Some(record) = change.after.as_ref().or(change.before.as_ref()) else {
                continue;
            };
            let before = change.before.as_ref().map(serde_json::to_string);
            let row = Model {
                revision: revision.0,
                ordinal,
                record: record.kind().to_owned(),
                key: record.key_text(),
                before: before.transpose().map_err(StoreError::Report)?,
            };
            rows.push(row.into_active_model());
            ordinal += 1;
        }
        Entity::insert_many(rows)
            .exec_without_returning(write)
            .await?;
    }
    Ok(())
}

impl Store {
    /// What a revision changed, in the order in which it did.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn changes_of(&self, revision: Revision) -> Result<Vec<LoggedChange>, StoreError> {
        let rows = Entity::find()
            .filter(Column::Revision.eq(revision.0))
            .order_by_asc(Column::Ordinal)
            .all(&self.db)
            .await?;
        rows.into_iter()
            .map(|row| {
                let before = row.before.as_deref().map(serde_json::from_str);
                Ok(LoggedChange {
                    record: row.record,
                    key: row.key,
                    before: before.transpose().map_err(StoreError::Report)?,
                })
            })
            .collect()
    }

    /// The later revisions that changed a record which this one changed too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn later_changes_of_the_same(
        &self,
        revision: Revision,
    ) -> Result<BTreeSet<Revision>, StoreError> {
        let sql = format!(
            "SELECT DISTINCT later.revision AS revision \
             FROM import_change AS earlier JOIN import_change AS later \
             ON later.key = earlier.key AND later.record = earlier.record \
             WHERE earlier.revision = {0} AND later.revision > {0}",
            revision.0
        );
        let asked = Statement::from_string(self.db.get_database_backend(), sql);
        let rows = self.db.query_all_raw(asked).await?;
        rows.iter()
            .map(|row| Ok(Revision(row.try_get("", "revision")?)))
            .collect()
    }

    /// The last revision that changed a record; `None` when none is known to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_change_of(
        &self,
        record: &str,
        key: &str,
    ) -> Result<Option<Revision>, StoreError> {
        let last: Option<Option<i64>> = Entity::find()
            .select_only()
            .column_as(Column::Revision.max(), "revision")
            .filter(Column::Record.eq(record))
            .filter(Column::Key.eq(key))
            .into_tuple()
            .one(&self.db)
            .await?;
        Ok(last.flatten().map(Revision))
    }
}
