//! The use cases of feedback.

use vanort_model::{Feedback, RandomId};
use vanort_store::{SubmissionPage, SubmissionRequest};

use super::error::SubmissionError;
use super::input::{InputReader, Lines};
use super::partner_seeker::now;
use super::token::random_id;
use crate::error::RegisterError;
use crate::limits::{FEEDBACK, MAX_TEXT};
use crate::register::Register;

/// Feedback as it was sent in. Nothing of it is checked yet.
#[derive(Clone, PartialEq, Eq)]
pub struct NewFeedback {
    /// Whether the page helped.
    pub is_helpful: bool,
    /// What they say, at most 2,000 characters.
    pub text: Option<String>,
    /// The page's address, or the id of what it shows.
    pub about: Option<String>,
}

impl Register {
    /// Takes feedback in.
    ///
    /// # Errors
    /// [`SubmissionError`] when it is not taken, and when the database fails.
    pub async fn send_feedback(&self, sent: NewFeedback) -> Result<Feedback, RegisterError> {
        let mut reader = InputReader::default();
        let text = reader.optional("text", sent.text.as_deref(), MAX_TEXT, Lines::Many);
        let about = reader.page("about", sent.about.as_deref());
        reader.end()?;
        let feedback = Feedback {
            id: random_id()?,
            created_at: now(),
            is_helpful: sent.is_helpful,
            text,
            about,
            revision: self.view().await?.revision(),
        };
        let store = &self.inner.store;
        let refused = store.send_feedback(&feedback, &FEEDBACK).await?;
        match refused {
            Some(next) => Err(SubmissionError::TooManyAtOnce { next }.into()),
            None => Ok(feedback),
        }
    }

    /// A page of feedback, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn feedback(
        &self,
        request: &SubmissionRequest,
    ) -> Result<SubmissionPage<Feedback>, RegisterError> {
        Ok(self.reader().feedback(request).await?)
    }

    /// How much feedback there is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_feedback(&self) -> Result<u64, RegisterError> {
        Ok(self.reader().count_feedback().await?)
    }

    /// The feedback of these ids, as far as it is there, in no order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn feedback_of(&self, ids: &[RandomId]) -> Result<Vec<Feedback>, RegisterError> {
        Ok(self.reader().feedback_of(ids).await?)
    }
}
