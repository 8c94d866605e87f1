//! Admits requests: finds out whose they are, within the limits of each client.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::client::Allowance;
use crate::document::Refusal;
use crate::error::retry_after_s;
use crate::http::answer::rejected;
use crate::http::media_type::{Accept, MediaType};
use crate::http::service::Service;

/// Admits a request with its client's address and role among its extensions, or refuses it. What
/// looks after the server is never limited.
pub(crate) async fn admit(
    State(service): State<Arc<Service>>,
    mut request: Request,
    next: Next,
) -> Response {
    if request.uri().path().starts_with("/health/") {
        return next.run(request).await;
    }
    let proxies = &service.options.trusted_proxies;
    let client = service.admission.client_of(&request, proxies);
    let allowance = match service.admission.count(client) {
        Ok(allowance) => allowance,
        Err(refusal) => {
            let mut response = limited(request.headers(), &refusal);
            let requests = service.options.client_limits.requests;
            if let Some((rate, reset)) = requests.zip(refusal.retry_after) {
                let nothing_left = Allowance {
                    burst: rate.burst,
                    remaining: 0,
                    reset,
                };
                report(nothing_left, response.headers_mut());
            }
            return response;
        }
    };
    let authorization = request.headers().get(header::AUTHORIZATION);
    let role = match service.role(client, authorization.map(HeaderValue::as_bytes)) {
        Ok(role) => role,
        Err(refusal) => return limited(request.headers(), &refusal),
    };
    request.extensions_mut().insert(client);
    request.extensions_mut().insert(role);
    let mut response = next.run(request).await;
    if let Some(allowance) = allowance {
        report(allowance, response.headers_mut());
    }
    response
}

fn limited(asked: &HeaderMap, refusal: &Refusal) -> Response {
    let media_type = Accept::of(asked).answer.unwrap_or(MediaType::Json);
    rejected(StatusCode::TOO_MANY_REQUESTS, media_type, refusal)
}

pub(crate) const RATELIMIT_LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
pub(crate) const RATELIMIT_REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
pub(crate) const RATELIMIT_RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

fn report(allowance: Allowance, headers: &mut HeaderMap) {
    headers.insert(RATELIMIT_LIMIT, allowance.burst.into());
    headers.insert(RATELIMIT_REMAINING, allowance.remaining.into());
    headers.insert(RATELIMIT_RESET, retry_after_s(allowance.reset).into());
}
