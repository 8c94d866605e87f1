//! The records of one kind that a commit writes and removes.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, EntityTrait, IdenStatic as _, IntoActiveModel as _,
    Iterable as _, QueryFilter as _,
};
use vanort_model::{Change, Record};

use crate::error::StoreError;
use crate::record::{NameRow, Stored};

/// Rows a statement writes: of at most 16 columns, so that it stays under `SQLite`'s bound of
/// 32,766 parameters (1,000 × 16 = 16,000).
const ROWS_A_STATEMENT: usize = 1_000;

/// Records of one kind to be written, and keys of those to be removed.
pub(crate) struct Batch<R> {
    written: Vec<R>,
    removed: Vec<String>,
}

impl<R: Stored + Clone> Batch<R> {
    /// The changes of one kind of record.
    pub(crate) fn of(changes: &[Change], pick: impl Fn(&Record) -> Option<&R>) -> Self {
        let mut batch = Self {
            written: Vec::new(),
            removed: Vec::new(),
        };
        for change in changes {
            if let Some(record) = change.after.as_ref().and_then(&pick) {
                batch.written.push(record.clone());
            } else if let Some(record) = change.before.as_ref().and_then(&pick) {
                batch.removed.push(record.key_text());
            }
        }
        batch
    }

    /// All the records without the link that `unlink` takes away, and those that have one.
    pub(crate) fn before_linking(&self, unlink: impl Fn(&mut R) -> bool) -> (Self, Self) {
        let mut unlinked = Self {
            written: self.written.clone(),
            removed: Vec::new(),
        };
        let had_link: Vec<bool> = unlinked.written.iter_mut().map(unlink).collect();
        let linked = (self.written.iter().zip(had_link))
            .filter(|(_, had_link)| *had_link)
            .map(|(record, _)| record.clone());
        let linked = Self {
            written: linked.collect(),
            removed: Vec::new(),
        };
        (unlinked, linked)
    }

    /// Writes the records, each in the place of the one with its key.
    pub(crate) async fn write(&self, write: &DatabaseTransaction) -> Result<(), StoreError> {
        // Not the key itself: the database would look for whoever refers to it.
        let columns = <R::Entity as EntityTrait>::Column::iter()
            .filter(|column| column.as_str() != R::KEY.as_str());
        let replace = OnConflict::column(R::KEY)
            .update_columns(columns)
            .to_owned();
        for chunk in self.written.chunks(ROWS_A_STATEMENT) {
            let rows = chunk
                .iter()
                .map(|record| record.to_row().into_active_model());
            R::Entity::insert_many(rows)
                .on_conflict(replace.clone())
                .exec_without_returning(write)
                .await?;
        }
        Ok(())
    }

    /// Removes those that are to go.
    pub(crate) async fn remove(&self, write: &DatabaseTransaction) -> Result<(), StoreError> {
        for chunk in self.removed.chunks(ROWS_A_STATEMENT) {
            R::Entity::delete_many()
                .filter(R::KEY.is_in(chunk))
                .exec(write)
                .await?;
        }
        Ok(())
    }
}

impl<R: NameRow + Clone> Batch<R> {
    /// Replaces the names of the records written; those of removed ones go with their owners.
    pub(crate) async fn write_names(&self, write: &DatabaseTransaction) -> Result<(), StoreError> {
        for chunk in self.written.chunks(ROWS_A_STATEMENT) {
            R::Names::delete_many()
                .filter(R::OWNER.is_in(chunk.iter().map(Stored::key_text)))
                .exec(write)
                .await?;
        }
        let rows: Vec<_> = self.written.iter().flat_map(R::name_rows).collect();
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let chunk: Vec<_> = rows.by_ref().take(ROWS_A_STATEMENT).collect();
            R::Names::insert_many(chunk)
                .exec_without_returning(write)
                .await?;
        }
        Ok(())
    }
}
