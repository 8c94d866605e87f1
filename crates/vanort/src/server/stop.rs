//! The signals that stop a server.

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// What a server is asked by a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StopSignal {
    /// SIGINT: a person at the terminal wants it to stop.
    Interrupt,
    /// SIGTERM: what runs it wants it to stop, and others may still send requests to it.
    Terminate,
}

/// The signals that stop a server.
#[derive(Debug)]
pub(crate) struct StopSignals {
    interrupt: Signal,
    terminate: Signal,
}

impl StopSignals {
    /// Handles the signals from now on.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn new() -> std::io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Waits for the next signal.
    pub(crate) async fn next(&mut self) -> StopSignal {
        tokio::select! {
            _ = self.interrupt.recv() => StopSignal::Interrupt,
            _ = self.terminate.recv() => StopSignal::Terminate,
        }
    }
}

/// Waits until the sender is dropped, which is the signal: it never sends.
pub(super) async fn stopped(stopping: &mut watch::Receiver<()>) {
    while stopping.changed().await.is_ok() {}
}
