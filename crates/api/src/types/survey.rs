//! Surveys.

use std::sync::Arc;

use async_graphql::{ID, Object};
use vanort_register::Viewed;

use crate::global_id::GlobalId;

/// A survey of the twinnings.
#[derive(Clone)]
pub(crate) struct Survey(pub(crate) Arc<Viewed<vanort_model::Survey>>);

/// One inventory of the twinnings (kartläggning).
#[Object(serial)]
impl Survey {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Survey(self.0.key.clone()).encode()
    }

    /// The name in Swedish. Example: `"Sammanställning ur öppna källor 2026"`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The year in which it was made; null when not known. Example: `2011`.
    async fn year(&self) -> Option<i32> {
        self.0.year
    }

    /// Who made it; null when not known.
    async fn publisher(&self) -> Option<&str> {
        self.0.publisher.as_deref()
    }

    /// What it covers, in Swedish; null when not told.
    async fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// Where the facts about the survey come from, in Swedish.
    async fn source(&self) -> &str {
        &self.0.source
    }
}
