//! The limits of connections.

use std::time::Duration;

/// The limits of connections that an operator sets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ServerLimits {
    /// Connections that are open at one time.
    pub(crate) max_open: usize,
    /// How long a connection may take to send a request's head.
    pub(crate) header_timeout: Duration,
    /// How long a connection may be idle between requests, or not take what is sent to it.
    pub(crate) idle_timeout: Duration,
}

/// Descriptors that are no connection's: about 20 of the process itself, the pool of the database
/// with its journals, an index that is built, [`MAX_REFUSALS`]. Of few descriptors it is half.
pub(super) const RESERVED_DESCRIPTORS: usize = 96;

/// Connections that the system accepts while the server is busy; of those beyond it a client tries
/// again after a second. The system may bound it further.
pub(super) const BACKLOG: u32 = 4_096;

/// Connections beyond the cap that get a response at one time; more are closed without one.
pub(super) const MAX_REFUSALS: usize = 16;

/// How long a connection beyond the cap may take altogether.
pub(super) const REFUSAL_TIMEOUT: Duration = Duration::from_secs(2);

/// How long a connection may take to make room.
pub(super) const EVICTION_TIMEOUT: Duration = Duration::from_secs(1);

/// How long a connection that is closed in order may take to end, and one that was just opened to
/// send its request while the server stops.
pub(super) const CLOSING_TIMEOUT: Duration = Duration::from_secs(1);

/// How long requests in flight may take after the drain time.
pub(super) const SHUTDOWN_GRACE: Duration = Duration::from_secs(10);

/// How long to wait after an error that accepting again would only repeat, such as too many open
/// files.
pub(super) const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// The least time between two lines in the log about the same overload.
pub(super) const OVERLOAD_LOG_INTERVAL: Duration = Duration::from_secs(10);

/// Bytes that HTTP/2 writes for what is no response: settings, pings, window updates.
pub(super) const CONTROL_BYTES: usize = 64;
