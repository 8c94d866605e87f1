//! The log of an overload: one line now and then, however many connections it concerns.

use tokio::time::{Instant, sleep_until};
use tracing::warn;

use crate::server::limits::OVERLOAD_LOG_INTERVAL;

/// What happened since the last line.
#[derive(Debug, Default)]
pub(super) struct Overload {
    /// Connections that were closed to make room.
    pub(super) evicted: u64,
    /// Connections that there was no room for.
    pub(super) refused: u64,
    /// Connections that could not be accepted, and why the last of them could not.
    pub(super) failed: u64,
    pub(super) error: Option<std::io::Error>,
    logged: Option<Instant>,
}

impl Overload {
    /// Waits until there is something to log and it may be logged.
    pub(super) async fn due(&self) {
        if self.evicted + self.refused + self.failed == 0 {
            std::future::pending::<()>().await;
        }
        if let Some(logged) = self.logged {
            sleep_until(logged + OVERLOAD_LOG_INTERVAL).await;
        }
    }

    pub(super) fn log(&mut self, max: usize) {
        let Self {
            evicted, refused, ..
        } = *self;
        if evicted + refused > 0 {
            warn!(
                connections.max = max,
                connections.evicted = evicted,
                connections.refused = refused,
                "as many connections are open as may be: idle ones are closed for new ones, and \
                 new ones are refused while none is idle"
            );
        }
        if let Some(error) = &self.error {
            warn!(
                connections.failed = self.failed,
                error = error as &dyn std::error::Error,
                "connections could not be accepted"
            );
        }
        *self = Self {
            logged: Some(Instant::now()),
            ..Self::default()
        };
    }
}
