//! Feedback.

use std::sync::Arc;

use async_graphql::{ID, InputObject, Object};
use time::OffsetDateTime;
use vanort_register::NewFeedback;

use crate::global_id::GlobalId;

/// Feedback.
#[derive(Clone)]
pub(crate) struct Feedback(pub(crate) Arc<vanort_model::Feedback>);

/// Whether a page helped somebody, and what they say of it. For administrators.
#[Object(serial)]
impl Feedback {
    /// The global id, the same for as long as it is there.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Feedback(self.0.id).encode()
    }

    /// Whether the page helped. Example: `true`.
    async fn helpful(&self) -> bool {
        self.0.is_helpful
    }

    /// What they say: plain text with line ends, not to be shown as HTML; null when nothing.
    /// Example: `"Where are the towns in Norway?"`.
    async fn text(&self) -> Option<&str> {
        self.0.text.as_deref()
    }

    /// The page's address, or the id of what it shows; null when not told.
    /// Example: `"https://example.org/halmstad"`.
    async fn about(&self) -> Option<&str> {
        self.0.about.as_deref()
    }

    /// The register's revision when it came. Example: `3`.
    async fn revision(&self) -> i64 {
        self.0.revision.0
    }

    /// When it came. Example: `"2026-11-27T10:00:00Z"`.
    async fn created_at(&self) -> OffsetDateTime {
        self.0.created_at
    }
}

/// Whether a page helped, and what there is to say of it.
#[derive(InputObject)]
pub(crate) struct SendFeedbackInput {
    /// Whether the page helped. Example: `false`.
    helpful: bool,
    /// What there is to say, at most 2,000 characters. Nothing that tells of a person is needed.
    /// Example: `"Where are the towns in Norway?"`.
    text: Option<String>,
    /// The page's address, or the id of what it shows, at most 500 characters.
    /// Example: `"https://example.org/halmstad"`.
    about: Option<String>,
}

impl From<SendFeedbackInput> for NewFeedback {
    fn from(input: SendFeedbackInput) -> Self {
        Self {
            is_helpful: input.helpful,
            text: input.text,
            about: input.about,
        }
    }
}
