//! Manuals, guides and services that help with twinning.

use serde::{Deserialize, Serialize};

use crate::code::LanguageCode;
use crate::error::ParseError;
use crate::partial_date::PartialDate;
use crate::slug::Slug;
use crate::word::word_enum;

word_enum! {
    /// What sort of help a resource is.
    ResourceKind, "a kind of resource" {
        /// A manual (handledning).
        Manual = "manual",
        /// A guide (vägledning).
        Guide = "guide",
        /// A service of somebody else, such as a search for partners (tjänst).
        Service = "service",
    }
}

word_enum! {
    /// Whether a resource is there.
    ResourceState, "a resource's state" {
        /// It was there when somebody looked.
        Available = "available",
        /// Nobody has looked.
        Unverified = "unverified",
        /// It was gone when somebody looked.
        Removed = "removed",
    }
}

/// A manual, a guide or somebody else's service (handledning).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// The key of the title.
    pub key: Slug,
    /// The title.
    pub title: String,
    /// What sort of help it is.
    pub kind: Option<ResourceKind>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Its form ("PDF").
    pub format: Option<String>,
    /// The languages that it can be read in; sorted, empty when no source tells.
    pub languages: Vec<LanguageCode>,
    /// Its address on the web.
    pub link: Option<String>,
    /// Whether it is there.
    pub state: ResourceState,
    /// When somebody last looked.
    pub last_checked: Option<PartialDate>,
    /// What it is about.
    pub description: Option<String>,
    /// Where the facts come from.
    pub source: String,
}
