//! Which other sites' pages may ask.

use std::time::Duration;

use axum::http::{HeaderName, HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

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

    /// The layer that says so to browsers; `None` where there is nothing to say.
    pub(crate) fn layer(&self) -> Option<CorsLayer> {
        let origins = match self {
            Self::None => return None,
            Self::Any => AllowOrigin::any(),
            Self::Of(origins) => AllowOrigin::list(origins.iter().cloned()),
        };
        let layer = CorsLayer::new()
            .allow_origin(origins)
            .allow_methods([Method::GET, Method::POST])
            .allow_headers([
                header::ACCEPT,
                header::AUTHORIZATION,
                header::CONTENT_TYPE,
                header::IF_NONE_MATCH,
                X_REQUEST_ID,
                APOLLO_PREFLIGHT,
            ])
            .expose_headers([header::ETAG, X_REQUEST_ID, header::RETRY_AFTER])
            .max_age(PREFLIGHT_AGE);
        Some(layer)
    }
}

/// What Apollo's clients send to be asked about beforehand.
const APOLLO_PREFLIGHT: HeaderName = HeaderName::from_static("apollo-require-preflight");

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
