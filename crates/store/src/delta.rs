//! Incremental reading: what has changed in the register since a version that the reader has.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QuerySelect as _,
};
use vanort_model::{Record, Snapshot, Version};

use crate::entity::{import_change, register_version};
use crate::error::StoreError;
use crate::snapshot::{Wanted, read_records};
use crate::store::{RegisterState, Store, read_state};

/// More changed records are read as quickly with the whole register. A statement lists their keys,
/// far below `SQLite`'s bound of 32,766 parameters.
const MAX_CHANGED: u64 = 5_000;

/// What has changed in the register since a version.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterDelta {
    /// The register's state now.
    pub state: RegisterState,
    /// The records that are new or changed, as they are now.
    pub records: Vec<Record>,
    /// The kinds and keys of the records that are gone.
    pub removed: Vec<(String, String)>,
}

impl RegisterDelta {
    /// Brings a snapshot of the earlier version to this one.
    pub fn apply(self, snapshot: &mut Snapshot) {
        for record in self.records {
            drop(snapshot.put(record));
        }
        for (kind, key) in self.removed {
            drop(snapshot.remove(&kind, &key));
        }
    }
}

impl Store {
    /// What has changed since a version. `None` when that is no earlier version of this register,
    /// as after a backup was restored, or when so much has changed that reading the whole is as
    /// quick.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn changes_since(&self, known: Version) -> Result<Option<RegisterDelta>, StoreError> {
        let read = self.begin_read().await?;
        let delta = read_delta(&read, known).await;
        // Nothing was written: how the transaction ends does not matter.
        drop(read.rollback().await);
        delta
    }
}

async fn read_delta(
    read: &DatabaseTransaction,
    known: Version,
) -> Result<Option<RegisterDelta>, StoreError> {
    let state = read_state(read).await?;
    if state.version == known {
        return Ok(Some(RegisterDelta {
            state,
            records: Vec::new(),
            removed: Vec::new(),
        }));
    }
    let ancestor = register_version::Entity::find_by_id(known.revision.0)
        .one(read)
        .await?;
    if state.version.revision <= known.revision
        || ancestor.is_none_or(|it| it.id != known.id.to_string())
    {
        return Ok(None);
    }
    let changed: Vec<(String, String)> = import_change::Entity::find()
        .select_only()
        .column(import_change::Column::Record)
        .column(import_change::Column::Key)
        .filter(import_change::Column::Revision.gt(known.revision.0))
        .distinct()
        .limit(MAX_CHANGED + 1)
        .into_tuple()
        .all(read)
        .await?;
    // Without changes in the log there is a commit that was made before changes were logged.
    if changed.is_empty() || changed.len() as u64 > MAX_CHANGED {
        return Ok(None);
    }
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (kind, key) in &changed {
        keys.entry(kind.clone()).or_default().push(key.clone());
    }
    let found = read_records(read, Wanted::Keys(&keys)).await?;
    let removed = changed
        .into_iter()
        .filter(|(kind, key)| found.record(kind, key).is_none());
    Ok(Some(RegisterDelta {
        state,
        removed: removed.collect(),
        records: found.records().collect(),
    }))
}
