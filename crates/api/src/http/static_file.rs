//! Files that are part of the program.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::http::compression::CompressibleBody;

/// A file that is part of the program.
#[derive(Debug)]
pub(crate) struct StaticFile {
    content_type: &'static str,
    body: CompressibleBody,
}

impl StaticFile {
    pub(crate) const fn new(content_type: &'static str, bytes: &'static [u8]) -> Self {
        Self {
            content_type,
            body: CompressibleBody::new(Bytes::from_static(bytes)),
        }
    }

    /// The answer with the file, compressed for who asks for it.
    pub(crate) async fn answer(&self, asked: &HeaderMap, cache_control: &'static str) -> Response {
        let gzip = self.body.gzip_for(asked).await;
        let compressed = gzip.is_some();
        let body = gzip.unwrap_or_else(|| self.body.plain());
        let mut response = Response::new(Body::from(body));
        let headers = response.headers_mut();
        for (name, value) in [
            (header::CONTENT_TYPE, self.content_type),
            (header::CACHE_CONTROL, cache_control),
            (header::VARY, "accept-encoding"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if compressed {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    }
}
