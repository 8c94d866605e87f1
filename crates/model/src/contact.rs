//! Organisations to turn to.

use serde::{Deserialize, Serialize};

use crate::slug::Slug;

/// An organisation to turn to (kontakt): never a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The key of the name.
    pub key: Slug,
    /// The name in Swedish.
    pub name: String,
    /// The name in English, where it has one.
    pub name_en: Option<String>,
    /// What it can be asked about.
    pub role: Option<String>,
    /// Its address on the web.
    pub website: Option<String>,
    /// Its address for electronic mail.
    pub email: Option<String>,
    /// Where the facts come from.
    pub source: String,
}
