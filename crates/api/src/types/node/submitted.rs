//! What people sent in, by its id.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::Context;
use vanort_model::RandomId;

use super::Node;
use crate::auth::Role;
use crate::error::ApiError;
use crate::execution::PassingAnswer;
use crate::global_id::GlobalId;
use crate::query::register;
use crate::types::{Feedback, PartnerSeeker};

/// What people sent in, by its id.
pub(super) struct SubmittedNodes(HashMap<RandomId, Node>);

impl SubmittedNodes {
    /// Reads those that ids name, at once, and nothing if none does.
    pub(super) async fn read<'i>(
        ctx: &Context<'_>,
        ids: impl Iterator<Item = &'i GlobalId>,
    ) -> Result<Self, ApiError> {
        let (mut seekers, mut feedback) = (Vec::new(), Vec::new());
        for id in ids {
            match id {
                GlobalId::PartnerSeeker(id) => seekers.push(*id),
                GlobalId::Feedback(id) => feedback.push(*id),
                _ => {}
            }
        }
        let mut found = HashMap::new();
        let role = *ctx.data_unchecked::<Role>();
        if !seekers.is_empty() {
            PassingAnswer::mark(ctx);
            for seeker in register(ctx).partner_seekers_of(&seekers).await? {
                let (id, node) = (seeker.id, PartnerSeeker(Arc::new(seeker)));
                if node.is_shown_to(role) {
                    found.insert(id, Node::PartnerSeeker(node));
                }
            }
        }
        if !feedback.is_empty() && role == Role::Administrator {
            for feedback in register(ctx).feedback_of(&feedback).await? {
                found.insert(feedback.id, Node::Feedback(Feedback(Arc::new(feedback))));
            }
        }
        Ok(Self(found))
    }

    /// What an id names; `None` when it is not there, or not for who asks.
    pub(super) fn get(&self, id: RandomId) -> Option<Node> {
        self.0.get(&id).cloned()
    }
}
