//! Whether an answer follows from the register alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_graphql::Context;

/// A mark on an answer that may change before the register does, as it was read from the database.
/// The schema marks most fields that are; this is for those which only now and then are.
#[derive(Debug, Clone, Default)]
pub(crate) struct PassingAnswer(Arc<AtomicBool>);

impl PassingAnswer {
    /// Marks the answer that a field is part of.
    pub(crate) fn mark(ctx: &Context<'_>) {
        if let Some(Self(mark)) = ctx.data_opt::<Self>() {
            mark.store(true, Ordering::Relaxed);
        }
    }

    /// Whether the answer is marked.
    pub(crate) fn is_marked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
