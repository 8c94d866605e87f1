//! Networks.

use std::sync::Arc;

use async_graphql::{ID, Object};

use crate::global_id::GlobalId;

/// A network of towns.
#[derive(Clone)]
pub(crate) struct Network(pub(crate) Arc<vanort_model::Network>);

/// A standing network of many towns (nätverk), whose members are related through it.
#[Object]
impl Network {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Network(self.0.key.clone()).encode()
    }

    /// The name. Example: `"Douzelage"`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it is, in Swedish; null when not told.
    async fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// Its address on the web; null when not known. Example: `"https://douzelage.eu"`.
    async fn website(&self) -> Option<&str> {
        self.0.website.as_deref()
    }

    /// Where the facts come from, in Swedish.
    async fn source(&self) -> &str {
        &self.0.source
    }
}
