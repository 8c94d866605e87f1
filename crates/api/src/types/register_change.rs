//! What imports change.

use std::sync::Arc;

use async_graphql::{Enum, ID, Object, SimpleObject};
use vanort_model as model;

use crate::answer::{Direct, Items};
use crate::global_id::GlobalId;
use crate::types::Json;

/// What a change does to its record.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::ChangeKind")]
pub(crate) enum ChangeKind {
    /// The record is new.
    Created,
    /// The record says something else than before.
    Updated,
    /// The record is gone.
    Removed,
}

/// One change that a workbook makes.
#[derive(Clone)]
pub(crate) struct RegisterChange {
    pub(crate) run: i64,
    /// Its place among the run's, from 0.
    pub(crate) place: i64,
    pub(crate) difference: Arc<model::Difference>,
}

/// One change of the register that a checked workbook makes, field by field: the old value beside
/// the new one.
#[Object(serial)]
impl RegisterChange {
    /// The global id.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::RegisterChange(self.run, self.place).encode()
    }

    /// What happens to the record. Example: `UPDATED`.
    async fn kind(&self) -> ChangeKind {
        self.difference.change.into()
    }

    /// What sort of record it is. Example: `"twinning"`.
    async fn record(&self) -> &str {
        &self.difference.record
    }

    /// The record's natural key. Example: `"municipality:1380>DK-gentofte>twinning"`.
    async fn key(&self) -> &str {
        &self.difference.key
    }

    /// What people call the record, in Swedish. Example: `"Halmstad – Gentofte (Danmark)"`.
    async fn label(&self) -> &str {
        &self.difference.label
    }

    /// The fields that differ; of a record that is new or gone, all that say anything. May be empty.
    async fn fields(&self) -> Items<Direct<FieldChange>> {
        let fields = self.difference.fields.iter().map(|field| {
            Direct(FieldChange {
                field: field.field.clone(),
                before: said(&field.before),
                after: said(&field.after),
            })
        });
        Items(fields.collect())
    }
}

fn said(value: &serde_json::Value) -> Option<Json> {
    (!value.is_null()).then(|| Json(value.clone()))
}

/// One field of a record before and after a change.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
pub(crate) struct FieldChange {
    /// The field's name in English. Example: `"since"`.
    field: String,
    /// What it said; null when nothing. Example: `1951`.
    before: Option<Json>,
    /// What it says; null when nothing. Example: `1952`.
    after: Option<Json>,
}
