//! The accept loop.

use std::io::{Error, ErrorKind};
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use futures_util::FutureExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tracing::debug;
use vanort_api::Draining;

use crate::server::connection::{self, Shared};
use crate::server::connections::Connections;
use crate::server::limits::{ACCEPT_PAUSE, EVICTION_TIMEOUT, ServerLimits};
use crate::server::overload::Overload;
use crate::server::refusal::Refusals;
use crate::server::stop::stopped;

/// Serves a router over HTTP/1.1 and HTTP/2.
pub(crate) struct Server {
    shared: Shared,
    connections: Arc<Connections>,
    refusals: Refusals,
    overload: Overload,
}

impl Server {
    /// A server that closes each connection after its next response once `draining` has begun, and
    /// ends when the sender of `stopping` is dropped.
    pub(crate) fn new(
        router: Router,
        limits: ServerLimits,
        draining: Draining,
        stopping: watch::Receiver<()>,
    ) -> Self {
        Self {
            connections: Connections::new(limits.max_open),
            refusals: Refusals::new(router.clone()),
            overload: Overload::default(),
            shared: Shared {
                router,
                limits,
                draining,
                stopping,
            },
        }
    }

    /// Accepts connections until the server stops, then waits until all have ended.
    pub(crate) async fn serve(mut self, listener: TcpListener) {
        let mut stopping = self.shared.stopping.clone();
        loop {
            tokio::select! {
                biased;
                () = stopped(&mut stopping) => break,
                () = self.overload.due() => self.overload.log(self.shared.limits.max_open),
                accepted = listener.accept() => self.take(accepted).await,
            }
        }
        // Those that the system has accepted already are served too.
        while let Some(accepted) = listener.accept().now_or_never() {
            self.take(accepted).await;
        }
        drop(listener);
        self.connections.ended().await;
    }

    async fn take(&mut self, accepted: Result<(TcpStream, SocketAddr), Error>) {
        match accepted {
            Ok((stream, peer)) => self.admit(stream, peer).await,
            Err(error) if concerns_one(&error) => {
                debug!(
                    error = &error as &dyn std::error::Error,
                    "a connection has broken"
                );
            }
            Err(error) => {
                self.overload.failed += 1;
                self.overload.error = Some(error);
                // Perhaps a descriptor is what was missing.
                if self.connections.evict() {
                    drop(timeout(ACCEPT_PAUSE, self.connections.changed()).await);
                } else {
                    sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    }

    /// Serves a connection, for which another may have to go.
    async fn admit(&mut self, stream: TcpStream, peer: SocketAddr) {
        // An answer is written in one piece, and nothing is gained by waiting for more.
        drop(stream.set_nodelay(true));
        loop {
            if let Some(slot) = self.connections.open() {
                let serving = connection::serve(stream, peer, slot, self.shared.clone());
                tokio::spawn(serving);
                return;
            }
            if !self.connections.evict() {
                self.overload.refused += 1;
                return self.refusals.refuse(stream, peer);
            }
            self.overload.evicted += 1;
            // One that does not end in time is passed over.
            drop(timeout(EVICTION_TIMEOUT, self.connections.settled()).await);
        }
    }
}

/// Whether an error is one connection's, and the next may be accepted at once.
fn concerns_one(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionRefused
            | ErrorKind::Interrupted
    )
}
