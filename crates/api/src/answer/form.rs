//! In which form an answer is made.

use async_graphql::ContextSelectionSet;

/// In which form an answer is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AnswerForm {
    /// As a tree throughout.
    Tree,
    /// With texts in the tree, where objects allow it.
    Text,
}

impl AnswerForm {
    /// The form that a request asks for; a tree where it does not say.
    pub(crate) fn of(ctx: &ContextSelectionSet<'_>) -> Self {
        ctx.data_opt().copied().unwrap_or(Self::Tree)
    }
}
