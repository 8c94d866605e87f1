//! Contacts.

use std::sync::Arc;

use async_graphql::{ID, Object};
use vanort_register::Viewed;

use crate::global_id::GlobalId;

/// A contact.
#[derive(Clone)]
pub(crate) struct Contact(pub(crate) Arc<Viewed<vanort_model::Contact>>);

/// An organisation to turn to (kontakt): never a person.
#[Object(serial)]
impl Contact {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Contact(self.0.key.clone()).encode()
    }

    /// The name in Swedish. Example: `"Sveriges Kommuner och Regioner (SKR)"`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The name in English; null when none is known.
    /// Example: `"Swedish Association of Local Authorities and Regions"`.
    async fn name_en(&self) -> Option<&str> {
        self.0.name_en.as_deref()
    }

    /// What it can be asked about, in Swedish; null when not told.
    async fn role(&self) -> Option<&str> {
        self.0.role.as_deref()
    }

    /// Its address on the web; null when not known. Example: `"https://skr.se/"`.
    async fn website(&self) -> Option<&str> {
        self.0.website.as_deref()
    }

    /// Its address for mail; null when none is published. Example: `"partnership@icld.se"`.
    async fn email(&self) -> Option<&str> {
        self.0.email.as_deref()
    }

    /// Where the facts come from, in Swedish.
    async fn source(&self) -> &str {
        &self.0.source
    }
}
