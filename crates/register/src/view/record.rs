//! Records as a view has them.

use std::fmt::Debug;
use std::ops::Deref;
use std::str::FromStr;
use std::sync::Arc;

use vanort_model::swedish_sort_key;

use super::table::Table;
use super::view::View;

/// A record as a view has it, with what it refers to at hand. It reads as the record itself.
#[derive(Debug)]
pub struct Viewed<R: ViewRecord> {
    /// Shared with the snapshot, and with the views of other versions that have the same record.
    record: Arc<R>,
    id: u32,
    pub(super) links: R::Links,
}

impl<R: ViewRecord> Viewed<R> {
    pub(super) fn new(record: Arc<R>, id: u32, links: R::Links) -> Self {
        Self { record, id, links }
    }

    /// The record's number in its view; it means nothing in another view.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }
}

impl<R: ViewRecord> Deref for Viewed<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.record
    }
}

/// A kind of record that a view holds.
pub trait ViewRecord: Debug + Sized + Send + Sync + 'static {
    /// The natural key.
    type Key: Ord + ToString + FromStr;
    /// What the record refers to, and how its name is sorted.
    type Links: Debug + Send + Sync;

    /// The record's natural key.
    fn key(&self) -> &Self::Key;

    /// The records of this kind.
    fn table(view: &View) -> &Table<Self>;
}

/// How a name is sorted: texts that compare byte by byte as the names do in Swedish order.
#[derive(Debug, Clone)]
pub struct SortName(Box<str>);

impl SortName {
    pub(super) fn of(name: &str) -> Self {
        Self(swedish_sort_key(name).into_boxed_str())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A kind of record that is listed by name.
pub trait Named: ViewRecord {
    /// The name that it is listed by.
    fn name(&self) -> &str;

    /// How that name is sorted.
    fn sort_name(links: &Self::Links) -> &SortName;
}
