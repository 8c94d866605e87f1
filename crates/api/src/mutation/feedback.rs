//! Sending feedback.

use async_graphql::{Context, Object, Result, SimpleObject};
use time::OffsetDateTime;

use crate::answer::Direct;
use crate::client::{Sender, Submission};
use crate::query::register;
use crate::types::SendFeedbackInput;

/// Feedback that has come.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct SendFeedbackPayload {
    /// When it came. Example: `"2026-11-27T10:00:00Z"`.
    received_at: OffsetDateTime,
}

#[derive(Default)]
pub(crate) struct FeedbackMutation;

#[Object]
impl FeedbackMutation {
    /// Tells whoever keeps the register whether a page helped. All that is wrong with the input is
    /// told at once, each in an error that has the field in `extensions.field`. Refused with
    /// `RATE_LIMITED` when too much comes.
    async fn send_feedback(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whether it helped, what there is to say, and about which page.")]
        input: SendFeedbackInput,
    ) -> Result<Direct<SendFeedbackPayload>> {
        let sending = register(ctx).send_feedback(input.into());
        let sender = ctx.data_unchecked::<Sender>();
        let feedback = sender.submit(Submission::Feedback, sending).await?;
        Ok(Direct(SendFeedbackPayload {
            received_at: feedback.created_at,
        }))
    }
}
