//! Draining: a server that is about to stop reports that it is not ready, and goes on serving.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a server is about to stop; all clones are one flag.
#[derive(Debug, Clone, Default)]
pub struct Draining(Arc<AtomicBool>);

impl Draining {
    /// From now on the server is not ready.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it has begun.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
