//! What a connection is doing, for its own timeouts and for the choice of one that makes room.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

use tokio::sync::Notify;
use tokio::time::{Duration, Instant};

use crate::server::limits::ServerLimits;

/// What a connection is doing. It is written by one task and read by others, each value by itself.
#[derive(Debug)]
pub(super) struct Activity {
    opened: Instant,
    /// Requests that have no response yet.
    running: AtomicU32,
    /// Whether a whole request head has come.
    introduced: AtomicBool,
    http2: AtomicBool,
    /// Whether it has become a WebSocket connection, which has timeouts of its own.
    upgraded: AtomicBool,
    /// Whether the client does not take what is sent to it.
    blocked: AtomicBool,
    /// When something was last sent, in milliseconds since it was opened.
    sent_ms: AtomicU64,
    /// When the next request's head began to come, in milliseconds since it was opened; 0 for none.
    head_ms: AtomicU64,
    /// Asks the connection to make room.
    pub(super) evict: Notify,
}

/// What a connection's timeouts say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// Its time is up.
    Now,
    /// It may go on, and is to be looked at again then.
    Later(Instant),
}

impl Activity {
    pub(super) fn new() -> Self {
        Self {
            opened: Instant::now(),
            running: AtomicU32::new(0),
            introduced: AtomicBool::new(false),
            http2: AtomicBool::new(false),
            upgraded: AtomicBool::new(false),
            blocked: AtomicBool::new(false),
            sent_ms: AtomicU64::new(0),
            head_ms: AtomicU64::new(0),
            evict: Notify::new(),
        }
    }

    /// A request's head has come.
    pub(super) fn begin(self: &Arc<Self>, is_http2: bool) -> Running {
        self.http2.store(is_http2, Ordering::Relaxed);
        self.introduced.store(true, Ordering::Relaxed);
        self.head_ms.store(0, Ordering::Relaxed);
        self.running.fetch_add(1, Ordering::Relaxed);
        Running(self.clone())
    }

    /// Something has come. Over HTTP/1 between requests, it is the head of the next.
    pub(super) fn received(&self) {
        if self.head_ms.load(Ordering::Relaxed) == 0
            && self.introduced.load(Ordering::Relaxed)
            && self.running.load(Ordering::Relaxed) == 0
            && !self.http2.load(Ordering::Relaxed)
        {
            self.head_ms.store(self.age_ms(), Ordering::Relaxed);
        }
    }

    /// Something was sent.
    pub(super) fn sent(&self) {
        self.sent_ms.store(self.age_ms(), Ordering::Relaxed);
    }

    /// Whether the client takes what is sent to it.
    pub(super) fn set_blocked(&self, blocked: bool) {
        self.blocked.store(blocked, Ordering::Relaxed);
    }

    /// Whether a whole request head has come.
    pub(super) fn is_introduced(&self) -> bool {
        self.introduced.load(Ordering::Relaxed)
    }

    /// Since when the connection has done nothing that would be lost with it; `None` while it does.
    pub(super) fn idle_since(&self) -> Option<Instant> {
        let busy = self.running.load(Ordering::Relaxed) > 0
            || self.blocked.load(Ordering::Relaxed)
            || self.upgraded.load(Ordering::Relaxed);
        (!busy).then(|| self.at(self.sent_ms.load(Ordering::Relaxed)))
    }

    /// Whether the connection's time is up.
    pub(super) fn due(&self, limits: &ServerLimits) -> Due {
        let now = Instant::now();
        // A head may begin at any time, and is not waited for much longer than it may take.
        let soon = now + limits.header_timeout / 2;
        if self.running.load(Ordering::Relaxed) > 0 || self.upgraded.load(Ordering::Relaxed) {
            return Due::Later(soon);
        }
        let end = match self.head_ms.load(Ordering::Relaxed) {
            _ if !self.is_introduced() => self.opened + limits.header_timeout,
            0 => self.at(self.sent_ms.load(Ordering::Relaxed)) + limits.idle_timeout,
            head_ms => self.at(head_ms) + limits.header_timeout,
        };
        if end <= now {
            Due::Now
        } else {
            Due::Later(end.min(soon))
        }
    }

    fn at(&self, age_ms: u64) -> Instant {
        self.opened + Duration::from_millis(age_ms)
    }

    /// Milliseconds since it was opened, from 1.
    fn age_ms(&self) -> u64 {
        let age = self.opened.elapsed().as_millis();
        u64::try_from(age).unwrap_or(u64::MAX).max(1)
    }
}

/// A request that has no response yet; dropped when it has one, or is given up.
#[derive(Debug)]
pub(super) struct Running(Arc<Activity>);

impl Running {
    /// The response makes the connection a WebSocket connection.
    pub(super) fn upgrade(&self) {
        self.0.upgraded.store(true, Ordering::Relaxed);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The response is about to be sent; over HTTP/2 by another task.
        self.0.sent();
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}
