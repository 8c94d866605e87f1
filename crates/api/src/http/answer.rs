//! Answers: their status, their headers, their body.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::document::Refusal;
use crate::error::{ErrorCode, retry_after_s};
use crate::execution::refusal_body;
use crate::http::compression::CompressibleBody;
use crate::http::media_type::MediaType;

/// Who may keep an answer.
#[derive(Debug, Clone)]
pub(crate) enum Keeping {
    /// Anybody, for so many seconds, and by its tag until the register changes.
    Public { max_age_s: u32, etag: HeaderValue },
    /// Nobody.
    Nobody,
    /// Nobody, as it is for one person alone.
    Private,
}

impl Keeping {
    fn cache_control(&self) -> HeaderValue {
        match self {
            Self::Public { max_age_s: 0, .. } => HeaderValue::from_static("public, no-cache"),
            Self::Public { max_age_s, .. } => {
                HeaderValue::try_from(format!("public, max-age={max_age_s}"))
                    .expect("a number can stand in a header")
            }
            Self::Nobody => HeaderValue::from_static("no-store"),
            Self::Private => HeaderValue::from_static("private, no-store"),
        }
    }

    fn write(self, headers: &mut HeaderMap) {
        headers.insert(header::CACHE_CONTROL, self.cache_control());
        headers.insert(header::VARY, VARY);
        if let Self::Public { etag, .. } = self {
            headers.insert(header::ETAG, etag);
        }
    }
}

/// The headers of a request that an answer follows from.
const VARY: HeaderValue = HeaderValue::from_static("accept, accept-encoding, authorization");

/// An answer to a request that was executed.
pub(crate) async fn executed(
    asked: &HeaderMap,
    media_type: MediaType,
    body: &CompressibleBody,
    keeping: Keeping,
) -> Response {
    let mut headers = HeaderMap::with_capacity(8);
    headers.insert(header::CONTENT_TYPE, media_type.content_type());
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, NO_SNIFFING);
    keeping.write(&mut headers);
    let body = match body.gzip_for(asked).await {
        Some(gzip) => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            gzip
        }
        None => body.plain(),
    };
    let mut response = Response::new(Body::from(body));
    *response.headers_mut() = headers;
    response
}

/// The answer to who has the answer already.
pub(crate) fn not_modified(keeping: Keeping) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    keeping.write(response.headers_mut());
    response
}

/// Whether `If-None-Match` names a tag, compared weakly (RFC 9110, section 13.1.2).
pub(crate) fn names_tag(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let strong = |tag: &[u8]| tag.strip_prefix(b"W/").map(<[u8]>::to_vec);
    let tag = strong(tag.as_bytes()).unwrap_or_else(|| tag.as_bytes().to_vec());
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .map(<[u8]>::trim_ascii)
        .any(|known| known.strip_prefix(b"W/").unwrap_or(known) == tag)
}

/// Whether `If-None-Match` names any tag, by `*`: that of whatever answer there is.
pub(crate) fn names_any_tag(headers: &HeaderMap) -> bool {
    let mut sent = headers.get_all(header::IF_NONE_MATCH).iter();
    sent.any(|value| value.as_bytes().trim_ascii() == b"*")
}

/// The answer to a request that is well-formed and was not executed: what its status is follows
/// from the media type, as the older one tells only by its body.
pub(crate) fn refused(media_type: MediaType, refusal: &Refusal) -> Response {
    let status = match (refusal.code, media_type) {
        (ErrorCode::PayloadTooLarge, _) => StatusCode::PAYLOAD_TOO_LARGE,
        (ErrorCode::RateLimited, _) => StatusCode::TOO_MANY_REQUESTS,
        (ErrorCode::Unavailable, _) => StatusCode::SERVICE_UNAVAILABLE,
        (ErrorCode::Internal, _) => StatusCode::INTERNAL_SERVER_ERROR,
        (_, MediaType::Json) => StatusCode::OK,
        (_, MediaType::GraphqlResponse) => StatusCode::BAD_REQUEST,
    };
    rejected(status, media_type, refusal)
}

/// The answer to a request that is not well-formed.
pub(crate) fn rejected(status: StatusCode, media_type: MediaType, refusal: &Refusal) -> Response {
    let mut response = Response::new(Body::from(refusal_body(refusal)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media_type.content_type());
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, NO_SNIFFING);
    if let Some(wait) = refusal.retry_after {
        headers.insert(header::RETRY_AFTER, retry_after_s(wait).into());
    } else if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    Keeping::Nobody.write(headers);
    response
}

/// What a browser is told not to guess, as an answer repeats texts of its request.
const NO_SNIFFING: HeaderValue = HeaderValue::from_static("nosniff");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_weak_or_strong_and_among_others() {
        let tag = HeaderValue::from_static("W/\"abc\"");
        for (sent, known) in [
            ("W/\"abc\"", true),
            ("\"abc\"", true),
            ("\"x\", W/\"abc\"", true),
            ("\"ab\"", false),
            ("*", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(sent));
            assert_eq!(names_tag(&headers, &tag), known, "{sent}");
            assert_eq!(names_any_tag(&headers), sent == "*", "{sent}");
        }
        assert!(!names_tag(&HeaderMap::new(), &tag));
        assert!(!names_any_tag(&HeaderMap::new()));
    }
}
