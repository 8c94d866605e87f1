//! One connection, from its first byte to its end.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Request, Response, StatusCode, Version, header};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};
use tower::Service as _;
use tracing::debug;
use vanort_api::Draining;

use crate::server::activity::{Due, Running};
use crate::server::connections::Slot;
use crate::server::limits::{CLOSING_TIMEOUT, ServerLimits};
use crate::server::socket::Socket;
use crate::server::stop::stopped;

/// What all connections share.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) router: Router,
    pub(super) limits: ServerLimits,
    pub(super) draining: Draining,
    /// Closes when the server stops.
    pub(super) stopping: watch::Receiver<()>,
}

/// Serves a connection until it ends, its time is up, it makes room for another or the server stops.
pub(super) async fn serve(stream: TcpStream, peer: SocketAddr, slot: Slot, shared: Shared) {
    let Shared {
        router,
        limits,
        draining,
        mut stopping,
    } = shared;
    let (activity, connections) = (slot.activity.clone(), slot.connections());
    let service = service_fn(|request: Request<Incoming>| {
        let running = activity.begin(request.version() >= Version::HTTP_2);
        respond(router.clone(), draining.clone(), peer, running, request)
    });
    // Neither version has a timer: the activity's timeouts are for both, and for what comes before
    // it is known which one it is.
    let builder = Builder::new(TokioExecutor::new());
    let socket = TokioIo::new(Socket::new(stream, slot));
    let mut connection = pin!(builder.serve_connection_with_upgrades(socket, service));
    let mut look = pin!(sleep_until(Instant::now() + limits.header_timeout));
    let mut is_closing = false;
    loop {
        tokio::select! {
            // First, so that whatever can be sent is sent before the others look.
            biased;
            ended = connection.as_mut() => {
                if let Err(error) = ended {
                    debug!(client.peer = %peer, error, "a connection has broken");
                }
                return;
            }
            () = activity.evict.notified() => {
                if activity.idle_since().is_some() {
                    return;
                }
                connections.decline();
            }
            () = stopped(&mut stopping), if !is_closing => {
                is_closing = true;
                // What was just opened may still send its request.
                if activity.is_introduced() {
                    connection.as_mut().graceful_shutdown();
                }
                look.as_mut().reset(Instant::now() + CLOSING_TIMEOUT);
            }
            () = look.as_mut() => {
                let due = activity.due(&limits);
                let next = match due {
                    Due::Now if is_closing || !activity.is_introduced() => return,
                    Due::Now => {
                        is_closing = true;
                        Instant::now() + CLOSING_TIMEOUT
                    }
                    Due::Later(_) if is_closing && activity.idle_since().is_some() => return,
                    Due::Later(_) if is_closing => Instant::now() + CLOSING_TIMEOUT,
                    Due::Later(later) => later,
                };
                if is_closing {
                    connection.as_mut().graceful_shutdown();
                }
                look.as_mut().reset(next);
            }
        }
    }
}

async fn respond(
    mut router: Router,
    draining: Draining,
    peer: SocketAddr,
    running: Running,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let is_http1 = request.version() < Version::HTTP_2;
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    let mut response = router.call(request).await?;
    if response.status() == StatusCode::SWITCHING_PROTOCOLS {
        running.upgrade();
    } else if is_http1 && draining.has_begun() {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    drop(running);
    Ok(response)
}
