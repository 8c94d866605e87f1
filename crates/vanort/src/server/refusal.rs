//! Connections beyond the cap: each gets one response, 503 but for health checks.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tower::Service as _;

use crate::server::limits::{MAX_REFUSALS, REFUSAL_TIMEOUT};

const BODY: &str = concat!(
    r#"{"errors":[{"message":"the server has as many connections as it can; try again later","#,
    r#""extensions":{"code":"UNAVAILABLE"}}]}"#,
);

/// Refuses connections, a few at a time.
#[derive(Clone)]
pub(super) struct Refusals {
    places: Arc<Semaphore>,
    router: Router,
}

impl Refusals {
    pub(super) fn new(router: Router) -> Self {
        Self {
            places: Arc::new(Semaphore::new(MAX_REFUSALS)),
            router,
        }
    }

    /// Answers one request of a connection in another task; where there are too many of them, the
    /// connection is closed at once.
    pub(super) fn refuse(&self, stream: TcpStream, peer: SocketAddr) {
        let Ok(place) = self.places.clone().try_acquire_owned() else {
            return;
        };
        let router = self.router.clone();
        tokio::spawn(async move {
            let service = service_fn(|request| respond(router.clone(), peer, request));
            let connection = http1::Builder::new()
                .keep_alive(false)
                .serve_connection(TokioIo::new(stream), service);
            // How it ends makes no difference.
            drop(timeout(REFUSAL_TIMEOUT, connection).await);
            drop(place);
        });
    }
}

async fn respond(
    mut router: Router,
    peer: SocketAddr,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    if request.uri().path().starts_with("/health/") {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        return router.call(request).await;
    }
    let mut response = Response::new(Body::from(BODY));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::RETRY_AFTER, "5"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}
