//! Bodies of requests, read within bounds.

use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use futures_util::StreamExt as _;

use crate::auth::Role;
use crate::document::Refusal;
use crate::error::ErrorCode;
use crate::limits::{Limits, UPLOAD_TIMEOUT};

/// How much of a body that is too large is taken in and thrown away: a client that is still
/// sending when its connection closes does not read why.
const DISCARDED_BYTES: usize = 32 * 1024 * 1024;
/// How long that may take.
const DISCARD_TIMEOUT: Duration = Duration::from_secs(5);

/// Why a body was not read to its end.
enum Unread {
    TooLarge,
    Broken,
}

/// How large a body may be, and how long it may take to come.
#[derive(Debug, Clone, Copy)]
pub(super) struct BodyLimits {
    max_bytes: usize,
    timeout: Duration,
}

impl BodyLimits {
    /// What somebody may send.
    pub(super) fn of(limits: &Limits, role: Role) -> Self {
        match role {
            Role::Administrator => Self {
                max_bytes: limits.max_upload_bytes.max(limits.max_body_bytes),
                timeout: UPLOAD_TIMEOUT.max(limits.request_timeout),
            },
            Role::Public | Role::AdministrationOff => Self {
                max_bytes: limits.max_body_bytes,
                timeout: limits.request_timeout,
            },
        }
    }
}

/// Reads a request's body.
///
/// # Errors
/// When it is larger than the limit, does not come in time or breaks off.
pub(super) async fn read_body(
    body: Body,
    headers: &HeaderMap,
    limits: BodyLimits,
) -> Result<Bytes, (StatusCode, Refusal)> {
    let mut chunks = body.into_data_stream();
    let collect = collect(&mut chunks, headers, limits.max_bytes);
    match tokio::time::timeout(limits.timeout, collect).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(Unread::TooLarge)) => {
            // Who asks first whether to send it has sent nothing yet.
            if !headers.contains_key(header::EXPECT) {
                // Whether all of it came does not matter.
                drop(tokio::time::timeout(DISCARD_TIMEOUT, discard(&mut chunks)).await);
            }
            let message = format!(
                "the request's body is larger than {} bytes",
                limits.max_bytes
            );
            let refusal = Refusal::new(ErrorCode::PayloadTooLarge, message);
            Err((StatusCode::PAYLOAD_TOO_LARGE, refusal))
        }
        Ok(Err(Unread::Broken)) => {
            let message = "the request's body could not be read to its end";
            Err((StatusCode::BAD_REQUEST, Refusal::mistake(message, None)))
        }
        Err(_) => {
            let message = format!(
                "the request's body did not come within {} ms",
                limits.timeout.as_millis()
            );
            Err((StatusCode::REQUEST_TIMEOUT, Refusal::mistake(message, None)))
        }
    }
}

async fn collect(
    chunks: &mut BodyDataStream,
    headers: &HeaderMap,
    max_bytes: usize,
) -> Result<Bytes, Unread> {
    let announced = headers.get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > max_bytes) {
        return Err(Unread::TooLarge);
    }
    // Most bodies come in one piece.
    let mut first = Bytes::new();
    let mut whole = Vec::new();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Unread::Broken)?;
        if first.len().max(whole.len()) + chunk.len() > max_bytes {
            return Err(Unread::TooLarge);
        }
        if first.is_empty() {
            first = chunk;
            continue;
        }
        if whole.is_empty() {
            whole.extend_from_slice(&first);
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(if whole.is_empty() {
        first
    } else {
        whole.into()
    })
}

async fn discard(chunks: &mut BodyDataStream) {
    let mut discarded = 0;
    while let Some(Ok(chunk)) = chunks.next().await {
        discarded += chunk.len();
        if discarded > DISCARDED_BYTES {
            break;
        }
    }
}
