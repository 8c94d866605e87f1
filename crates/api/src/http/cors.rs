//! Which other sites' pages may ask.

use std::time::Duration;

use axum::http::{HeaderName, HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::http::admission::{RATELIMIT_LIMIT, RATELIMIT_REMAINING, RATELIMIT_RESET};
use crate::http::request_id::X_REQUEST_ID;

/// The origins whose pages may ask and read the answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum CorsOrigins {
    /// Only this server's own pages.
    #[default]
    None,
    /// Any site's pages: the register is public.
    Any,
    /// The pages of these origins.
    Of(Vec<HeaderValue>),
}

impl CorsOrigins {
    /// Reads origins such as `https://vanorter.se`, or `*` for any.
    ///
    /// # Errors
    /// A sentence when one of them is no origin: a scheme and a host, perhaps a port, no path.
    pub fn parse<'o>(origins: impl IntoIterator<Item = &'o str>) -> Result<Self, String> {
        let mut list = Vec::new();
        for origin in origins {
            if origin == "*" {
                return Ok(Self::Any);
            }
            list.push(parse_origin(origin).ok_or_else(|| {
                format!("\"{origin}\" is no origin: write it as https://vanorter.se, or * for any")
            })?);
        }
        Ok(if list.is_empty() {
            Self::None
        } else {
            Self::Of(list)
        })
    }

    /// Whether a page of an origin may ask.
    pub(crate) fn allow(&self, origin: &HeaderValue) -> bool {
        match self {
            Self::None => false,
            Self::Any => true,
            Self::Of(origins) => origins.contains(origin),
        }
    }

    /// The layer that says so to browsers, and with which headers beside [`KNOWN_HEADERS`]; `None`
    /// where there is nothing to say.
    pub(crate) fn layer(&self, more_headers: &[HeaderName]) -> Option<CorsLayer> {
        let origins = match self {
            Self::None => return None,
            Self::Any => AllowOrigin::any(),
            Self::Of(origins) => AllowOrigin::list(origins.iter().cloned()),
        };
        let layer = CorsLayer::new()
            .allow_origin(origins)
            .allow_methods([Method::GET, Method::POST])
            .allow_headers(allowed_headers(more_headers))
            .expose_headers([
                header::ETAG,
                X_REQUEST_ID,
                header::RETRY_AFTER,
                RATELIMIT_LIMIT,
                RATELIMIT_REMAINING,
                RATELIMIT_RESET,
            ])
            .max_age(PREFLIGHT_AGE);
        Some(layer)
    }
}

/// Headers that the pages of other sites may always send.
const KNOWN_HEADERS: [HeaderName; 12] = [
    header::ACCEPT,
    header::AUTHORIZATION,
    header::CONTENT_TYPE,
    header::IF_NONE_MATCH,
    X_REQUEST_ID,
    // Apollo's clients: so that a preflight is made at all, and who asks what.
    HeaderName::from_static("apollo-require-preflight"),
    HeaderName::from_static("x-apollo-operation-name"),
    HeaderName::from_static("apollographql-client-name"),
    HeaderName::from_static("apollographql-client-version"),
    // Tracing in a browser: W3C Trace Context and Baggage, which OpenTelemetry propagates by default.
    HeaderName::from_static("traceparent"),
    HeaderName::from_static("tracestate"),
    HeaderName::from_static("baggage"),
];

fn allowed_headers(more: &[HeaderName]) -> Vec<HeaderName> {
    let more = more.iter().filter(|name| !KNOWN_HEADERS.contains(name));
    KNOWN_HEADERS.iter().chain(more).cloned().collect()
}

/// Reads the name of a header that the pages of other sites may send beside the usual ones.
///
/// # Errors
/// A sentence when it cannot be the name of a header.
pub fn parse_cors_header(name: &str) -> Result<HeaderName, String> {
    let wrong = |why: &str| {
        format!(
            "{name:?} {why}: write the name of a header, such as x-client-version, without its value"
        )
    };
    match HeaderName::try_from(name.trim()) {
        // In a preflight's answer it would stand for every header but `Authorization`.
        Ok(header) if header == "*" => Err(wrong("does not say which header")),
        Ok(header) => Ok(header),
        Err(_) => Err(wrong("is no name of a header")),
    }
}

/// How long a browser may remember what it was allowed.
const PREFLIGHT_AGE: Duration = Duration::from_hours(24);

fn parse_origin(origin: &str) -> Option<HeaderValue> {
    let (scheme, host) = origin.split_once("://")?;
    let letters = |text: &str, others: &[u8]| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || others.contains(&byte))
    };
    if !letters(scheme, b"+-.") || !letters(host, b"-.:[]") {
        return None;
    }
    // Browsers send an origin in small letters.
    HeaderValue::try_from(origin.to_ascii_lowercase()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_names_without_values() {
        assert_eq!(parse_cors_header(" X-Client").unwrap(), "x-client");
        for wrong in ["", "*", "x client", "x-client: 1", "x-klient-å", "a,b"] {
            let message = parse_cors_header(wrong).unwrap_err();
            assert!(message.contains(&format!("{wrong:?}")), "{message}");
            assert!(message.contains("such as x-client-version"), "{message}");
        }
    }

    #[test]
    fn each_allowed_header_is_named_once() {
        let more = ["x-client", "traceparent"].map(HeaderName::from_static);
        let allowed = allowed_headers(&more);
        assert_eq!(allowed.len(), KNOWN_HEADERS.len() + 1);
        assert!(allowed.contains(&HeaderName::from_static("x-client")));
    }

    #[test]
    fn origins_are_schemes_with_hosts() {
        let one = CorsOrigins::parse(["https://Vanorter.se", "http://localhost:3000"]).unwrap();
        assert!(one.allow(&HeaderValue::from_static("https://vanorter.se")));
        assert!(one.allow(&HeaderValue::from_static("http://localhost:3000")));
        assert!(!one.allow(&HeaderValue::from_static("https://vanorter.se.example")));
        assert_eq!(CorsOrigins::parse(["*"]), Ok(CorsOrigins::Any));
        assert_eq!(CorsOrigins::parse([]), Ok(CorsOrigins::None));
        for wrong in [
            "vanorter.se",
            "https://",
            "https://vanorter.se/",
            "https://a b",
            "null",
        ] {
            assert!(CorsOrigins::parse([wrong]).is_err(), "{wrong}");
        }
    }
}
