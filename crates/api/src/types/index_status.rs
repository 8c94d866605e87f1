//! The state of the search index.

use async_graphql::{Enum, SimpleObject};
use time::OffsetDateTime;
use vanort_register::IndexReport;

/// How the search index stands beside the register.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IndexState {
    /// Built from the register as it is.
    Current,
    /// Built from an earlier revision; it is being brought up to date.
    Outdated,
    /// There is none yet, or it was built by another version of the program.
    Missing,
}

/// The search index: what it was built from and how it stands beside the register.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct IndexStatus {
    /// How it stands beside the register. Example: `CURRENT`.
    state: IndexState,
    /// The register's revision, as the database was seen to have it last; it grows by one with
    /// every change. Example: `3`.
    register_revision: i64,
    /// The revision that the index was built from; null when there is no index. Example: `3`.
    revision: Option<i64>,
    /// Documents in the index; null when there is no index. Example: `1281`.
    documents: Option<u64>,
    /// When it was built; null when there is no index.
    built_at: Option<OffsetDateTime>,
    /// Its size on disk in bytes; null when there is no index. Example: `1048576`.
    size_bytes: Option<u64>,
}

impl From<IndexReport> for IndexStatus {
    fn from(report: IndexReport) -> Self {
        let index = report.index.as_ref();
        Self {
            state: match report.state {
                vanort_register::IndexState::Current => IndexState::Current,
                vanort_register::IndexState::Outdated { .. } => IndexState::Outdated,
                vanort_register::IndexState::Missing => IndexState::Missing,
            },
            register_revision: report.register_revision.0,
            revision: index.map(|index| index.version.revision.0),
            documents: index.map(|index| index.documents),
            built_at: index.map(|index| index.built_at),
            size_bytes: index.map(|index| index.size_bytes),
        }
    }
}
