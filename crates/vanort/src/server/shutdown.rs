//! The order in which a server stops.

use std::pin::pin;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::sleep;
use tracing::{info, warn};
use vanort_api::Draining;

use crate::server::acceptor::Server;
use crate::server::limits::SHUTDOWN_GRACE;
use crate::server::stop::{StopSignal, StopSignals};

/// What stops a server, and what it is announced by.
pub(crate) struct Shutdown {
    pub(crate) signals: StopSignals,
    /// How long the server goes on after SIGTERM while it reports that it is not ready.
    pub(crate) drain: Duration,
    pub(crate) draining: Draining,
    /// Dropped when the server accepts no more connections.
    pub(crate) stopping: watch::Sender<()>,
}

/// How a server has stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// Requests in flight were finished, or had their time.
    InOrder,
    /// A second signal cut it off.
    AtOnce,
}

impl Shutdown {
    /// Serves until a signal: SIGTERM begins the drain time, and after it or SIGINT requests in
    /// flight are finished within the grace. A second signal cuts them off.
    pub(crate) async fn serve(self, server: Server, listener: TcpListener) -> Stopped {
        let Self {
            mut signals,
            drain,
            draining,
            stopping,
        } = self;
        let mut serving = pin!(server.serve(listener));
        let signal = tokio::select! {
            () = &mut serving => return Stopped::InOrder,
            signal = signals.next() => signal,
        };
        draining.begin();
        if signal == StopSignal::Terminate && !drain.is_zero() {
            info!(
                drain_ms = drain.as_millis(),
                "draining: not ready any more, and requests are served on"
            );
            tokio::select! {
                () = &mut serving => return Stopped::InOrder,
                () = sleep(drain) => {}
                _ = signals.next() => return cut_off(),
            }
        }
        info!("stopping: requests in flight are finished");
        drop(stopping);
        tokio::select! {
            () = &mut serving => Stopped::InOrder,
            () = sleep(SHUTDOWN_GRACE) => {
                warn!("requests in flight did not finish in time and are cut off");
                Stopped::InOrder
            }
            _ = signals.next() => cut_off(),
        }
    }
}

fn cut_off() -> Stopped {
    warn!("a second signal came: requests in flight are cut off");
    Stopped::AtOnce
}
