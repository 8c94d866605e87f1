//! Resources.

use std::sync::Arc;

use async_graphql::{Enum, ID, Object};
use vanort_model as model;
use vanort_register::Viewed;

use crate::global_id::GlobalId;
use crate::types::{LanguageCode, PartialDate};

/// What sort of help a resource is.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::ResourceKind")]
pub(crate) enum ResourceKind {
    /// A manual (handledning).
    Manual,
    /// A guide (vägledning).
    Guide,
    /// A service of somebody else, such as a search for partners (tjänst).
    Service,
}

/// Whether a resource is there.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::ResourceState")]
pub(crate) enum ResourceState {
    /// It was there when somebody looked.
    Available,
    /// Nobody has looked.
    Unverified,
    /// It was gone when somebody looked.
    Removed,
}

/// A resource.
#[derive(Clone)]
pub(crate) struct Resource(pub(crate) Arc<Viewed<model::Resource>>);

/// A manual, a guide or somebody else's service that helps with twinning (handledning).
#[Object(serial)]
impl Resource {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Resource(self.0.key.clone()).encode()
    }

    /// The title, in its own language. Example: `"Manual för vänortssamarbeten"`.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What sort of help it is; null when not told. Example: `MANUAL`.
    async fn kind(&self) -> Option<ResourceKind> {
        self.0.kind.map(Into::into)
    }

    /// Who publishes it; null when not known.
    /// Example: `"Kommunförbundet Skåne (numera Skånes Kommuner)"`.
    async fn publisher(&self) -> Option<&str> {
        self.0.publisher.as_deref()
    }

    /// Its form, in Swedish; null when not known. Example: `"PDF"`.
    async fn format(&self) -> Option<&str> {
        self.0.format.as_deref()
    }

    /// The languages that it can be read in. Empty when no source tells. Example: `["en", "sv"]`.
    async fn languages(&self) -> Vec<LanguageCode> {
        self.0.languages.iter().cloned().map(LanguageCode).collect()
    }

    /// Its address on the web, or its publisher's; null when not known.
    /// Example: `"https://www.twinning.org/"`.
    async fn link(&self) -> Option<&str> {
        self.0.link.as_deref()
    }

    /// Whether it is there. Example: `UNVERIFIED`.
    async fn state(&self) -> ResourceState {
        self.0.state.into()
    }

    /// When somebody last looked whether it is there; null when nobody has. Example: `"2026-11"`.
    async fn last_checked(&self) -> Option<PartialDate> {
        self.0.last_checked.map(PartialDate)
    }

    /// What it is about, in Swedish; null when not told.
    async fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// Where the facts come from, in Swedish.
    async fn source(&self) -> &str {
        &self.0.source
    }
}
