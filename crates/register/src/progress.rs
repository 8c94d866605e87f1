//! How far long work has come.

/// A stage of long work, in the order in which they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files are read.
    Reading,
    /// Rows are checked against the register.
    Checking,
    /// Changes are written to the database.
    Saving,
    /// The search index is built.
    Indexing,
}

/// Hears how far long work has come. Called from any thread; should return at once.
pub trait Progress: Send + Sync {
    /// `done` of `total` steps of the stage are done; `total` is 0 when it is not known.
    fn report(&self, stage: Stage, done: u64, total: u64);
}

/// Both receive it.
impl<P: Progress> Progress for (P, std::sync::Arc<dyn Progress>) {
    fn report(&self, stage: Stage, done: u64, total: u64) {
        self.0.report(stage, done, total);
        self.1.report(stage, done, total);
    }
}

/// Nobody listens.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn report(&self, _stage: Stage, _done: u64, _total: u64) {}
}
