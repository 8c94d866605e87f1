//! Feedback.

use vanort_model::{Feedback, Revision};

use super::parse;
use crate::entity::feedback::{Column, Entity, Model};
use crate::error::StoreError;
use crate::submission::{Submitted, from_us, to_us};

const TABLE: &str = "feedback";

impl Submitted for Feedback {
    type Entity = Entity;
    const CREATED: Column = Column::CreatedUs;
    const ID: Column = Column::Id;

    fn from_row(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: parse(TABLE, &row.id)?,
            created_at: from_us(TABLE, row.created_us)?,
            is_helpful: row.helpful,
            text: row.text,
            about: row.about,
            revision: Revision(row.revision),
        })
    }
}

/// The row of a feedback.
pub(crate) fn feedback_row(feedback: &Feedback) -> Model {
    Model {
        id: feedback.id.to_string(),
        created_us: to_us(feedback.created_at),
        helpful: feedback.is_helpful,
        text: feedback.text.clone(),
        about: feedback.about.clone(),
        revision: feedback.revision.0,
    }
}
