//! What readers say of a page.

use std::fmt;

use time::OffsetDateTime;

use crate::random_id::RandomId;
use crate::revision::Revision;

/// Whether a page helped somebody, and what they say of it. What a log shows of it does not tell
/// the text.
#[derive(Clone, PartialEq, Eq)]
pub struct Feedback {
    /// What it is known by.
    pub id: RandomId,
    /// When it came, in whole microseconds.
    pub created_at: OffsetDateTime,
    /// Whether the page helped.
    pub is_helpful: bool,
    /// What they say; `None` when nothing.
    pub text: Option<String>,
    /// The page's address, or the id of what it shows; `None` when not told.
    pub about: Option<String>,
    /// The register's revision when it came.
    pub revision: Revision,
}

impl fmt::Debug for Feedback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Feedback({})", self.id)
    }
}
