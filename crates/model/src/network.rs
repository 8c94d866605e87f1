//! Networks of many towns.

use serde::{Deserialize, Serialize};

use crate::slug::Slug;

/// A standing network of many towns (nätverk), such as the Douzelage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Network {
    /// The key of the name.
    pub key: Slug,
    /// The name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// Its address on the web.
    pub website: Option<String>,
    /// Where the facts come from.
    pub source: String,
}
