//! Which version of the register this server answers from.

use std::sync::Arc;
use std::time::Duration;

use time::OffsetDateTime;
use tokio::sync::watch;
use tracing::debug;
use vanort_model::Version;
use vanort_register::{Register, View};

/// What answers follow from beside the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RegisterVersion {
    /// The version of the register and its search index.
    pub(crate) version: Version,
    /// When it was committed; `None` before the first change.
    pub(crate) updated_at: Option<OffsetDateTime>,
}

impl RegisterVersion {
    /// The version of a view and of the index beside it.
    pub(crate) fn of(view: &View) -> Self {
        Self {
            version: view.version(),
            updated_at: view.updated_at(),
        }
    }
}

/// The version that this server answers from, and word of each new one. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Revisions {
    current: Arc<watch::Sender<Option<RegisterVersion>>>,
}

impl Revisions {
    /// Not yet looked.
    pub(crate) fn new() -> Self {
        Self {
            current: Arc::new(watch::Sender::new(None)),
        }
    }

    /// A receiver of each new version.
    pub(crate) fn subscribe(&self) -> watch::Receiver<Option<RegisterVersion>> {
        self.current.subscribe()
    }

    /// Looks where the register stands now.
    pub(crate) async fn look(&self, register: &Register) {
        match register.view().await {
            Ok(view) => {
                let version = RegisterVersion::of(&view);
                self.current.send_if_modified(|current| {
                    let changed = *current != Some(version);
                    *current = Some(version);
                    changed
                });
            }
            // Who asks next is told so; a look that fails changes nothing.
            Err(error) => debug!(
                error = &error as &dyn std::error::Error,
                "the register's revision could not be read"
            ),
        }
    }

    /// Looks again and again for as long as somebody else holds these revisions.
    pub(crate) fn follow(&self, register: Register, interval: Duration) {
        let current = Arc::downgrade(&self.current);
        tokio::spawn(async move {
            while let Some(current) = current.upgrade() {
                Self { current }.look(&register).await;
                tokio::time::sleep(interval).await;
            }
        });
    }
}
