//! How a document selects the fields of its answer's objects.

use async_graphql::ContextSelectionSet;

/// How a document selects the fields of its answer's objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Selecting {
    /// Each field of an object once: they are written as they stand.
    Once,
    /// A field of an object perhaps several times: its selections are merged first.
    Again,
}

impl Selecting {
    /// How the document of a request selects; perhaps again where that does not say.
    pub(crate) fn of(ctx: &ContextSelectionSet<'_>) -> Self {
        ctx.data_opt().copied().unwrap_or(Self::Again)
    }
}
