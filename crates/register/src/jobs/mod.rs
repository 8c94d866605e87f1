//! Long work that goes on by itself, and how far it has come.

mod job;
mod list;

pub use job::{Job, JobId, JobKind, JobState, JobSubject};
pub use list::{JobTeller, Jobs};
