//! What an index says of itself.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use vanort_model::Version;

/// How an index compares with a version of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexState {
    /// There is none that this program can read: it was never built, is damaged, or is of another
    /// analyser.
    Missing,
    /// It was built from another version.
    Outdated {
        /// The version that it was built from.
        built_from: Version,
    },
    /// It was built from this version.
    Current,
}

impl IndexState {
    /// How what an index says of itself, if there is one, compares with a version of the register.
    #[must_use]
    pub fn of(index: Option<&IndexStatus>, register: Version) -> Self {
        match index {
            None => Self::Missing,
            Some(index) if index.version == register => Self::Current,
            Some(index) => Self::Outdated {
                built_from: index.version,
            },
        }
    }
}

/// What an index says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexStatus {
    /// The version of the register that it was built from.
    pub version: Version,
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
