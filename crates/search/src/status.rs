//! What an index says of itself.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use vanort_model::Revision;

/// How an index stands beside a revision of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexState {
    /// There is none that this program can read: it was never built, is damaged, or is of another
    /// analyser.
    Missing,
    /// It was built from another revision.
    Outdated {
        /// The revision that it was built from.
        built_from: Revision,
    },
    /// It was built from this revision.
    Current,
}

/// What the live index says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexStatus {
    /// The revision of the register that it was built from.
    pub revision: Revision,
    /// How many documents it holds.
    pub documents: u64,
    /// When it was built, in UTC.
    #[serde(with = "time::serde::rfc3339")]
    pub built_at: OffsetDateTime,
    /// How large its files are together, in bytes.
    pub size_bytes: u64,
    /// The fingerprint of how names were analysed; an index with another one is rebuilt.
    pub analyser: String,
}
