//! Lets connections in.

use std::sync::Arc;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use tracing::{Instrument as _, Span, debug};

use crate::auth::Role;
use crate::client::ClientAddress;
use crate::document::Refusal;
use crate::error::ErrorCode;
use crate::http::{MediaType, Service, rejected};
use crate::websocket::connection::serve;
use crate::websocket::protocol::PROTOCOL;

/// Bytes that a connection may hold back before it reads or writes: most messages are short, and
/// there may be many connections.
const BUFFER_BYTES: usize = 4 * 1024;

/// Turns a request into a WebSocket connection.
pub(crate) async fn upgrade(
    State(service): State<Arc<Service>>,
    Extension(client): Extension<ClientAddress>,
    Extension(role): Extension<Role>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let Ok(upgrade) = upgrade else {
        return no_websocket();
    };
    if !is_own_page(&headers) && !is_allowed_page(&service, &headers) {
        let message = "pages of this origin may not connect; the server's VANORT_CORS_ORIGINS names those that may";
        let refusal = Refusal::new(ErrorCode::Forbidden, message);
        return rejected(StatusCode::FORBIDDEN, MediaType::Json, &refusal);
    }
    let Ok(permit) = service.connections.clone().try_acquire_owned() else {
        let message = "too many connections are open; try again later";
        let refusal = Refusal::new(ErrorCode::Unavailable, message);
        return rejected(StatusCode::SERVICE_UNAVAILABLE, MediaType::Json, &refusal);
    };
    let max_bytes = service.options.limits.max_body_bytes;
    // What is logged of the connection belongs to the request that it began with.
    let span = Span::current();
    upgrade
        .protocols([PROTOCOL])
        .max_message_size(max_bytes)
        .max_frame_size(max_bytes)
        .read_buffer_size(BUFFER_BYTES)
        .write_buffer_size(BUFFER_BYTES)
        .on_failed_upgrade(|error| {
            debug!(
                error = &error as &dyn std::error::Error,
                "a connection was given up before it began"
            );
        })
        .on_upgrade(move |socket| {
            async move {
                serve(service, socket, client, role).await;
                drop(permit);
            }
            .instrument(span)
        })
}

/// Browsers ask nobody before they connect a page of another site: the server has to look itself.
/// Programs send no origin.
fn is_own_page(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let host = headers.get(header::HOST).map(HeaderValue::as_bytes);
    let origin = origin.to_str().unwrap_or_default();
    origin
        .split_once("://")
        .is_some_and(|(_, origin)| Some(origin.as_bytes()) == host)
}

fn is_allowed_page(service: &Service, headers: &HeaderMap) -> bool {
    let origin = headers.get(header::ORIGIN);
    origin.is_some_and(|origin| service.options.cors_origins.allow(origin))
}

fn no_websocket() -> Response {
    let message = format!("connect with WebSocket, by the protocol {PROTOCOL}");
    let refusal = Refusal::mistake(message, None);
    let mut response = rejected(StatusCode::UPGRADE_REQUIRED, MediaType::Json, &refusal);
    let upgrade = HeaderValue::from_static("websocket");
    response.headers_mut().insert(header::UPGRADE, upgrade);
    response
}
