//! Surveys of the twinnings, and the networks that some of them come from.

use serde::{Deserialize, Serialize};

use crate::slug::Slug;

/// One inventory of the twinnings (kartläggning).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// The key of the name.
    pub key: Slug,
    /// The name.
    pub name: String,
    /// The year in which it was made.
    pub year: Option<i32>,
    /// Who made it.
    pub publisher: Option<String>,
    /// What it covers.
    pub description: Option<String>,
    /// Where the facts come from.
    pub source: String,
}
