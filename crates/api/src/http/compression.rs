//! Bodies that are sent compressed to who asks for it.

use std::io::Write as _;
use std::sync::OnceLock;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use flate2::Compression;
use flate2::write::GzEncoder;
use vanort_register::run_blocking;

use crate::http::media_type::thousandths;
use crate::limits::{MAX_COMPRESSED_INLINE_BYTES, MIN_COMPRESSED_BYTES};

/// A body, and the same compressed once somebody has asked for it.
#[derive(Debug)]
pub(crate) struct CompressibleBody {
    plain: Bytes,
    gzip: OnceLock<Bytes>,
}

impl CompressibleBody {
    pub(crate) const fn new(plain: Bytes) -> Self {
        Self {
            plain,
            gzip: OnceLock::new(),
        }
    }

    /// Its length as it is.
    pub(crate) fn len(&self) -> usize {
        self.plain.len()
    }

    /// The body as it is.
    pub(crate) fn plain(&self) -> Bytes {
        self.plain.clone()
    }

    /// The body compressed with gzip, or `None` where the client does not take it or it would not
    /// be worth it.
    pub(crate) async fn gzip_for(&self, headers: &HeaderMap) -> Option<Bytes> {
        if self.plain.len() < MIN_COMPRESSED_BYTES || !takes_gzip(headers) {
            return None;
        }
        if let Some(gzip) = self.gzip.get() {
            return Some(gzip.clone());
        }
        let plain = self.plain.clone();
        let gzip = if plain.len() <= MAX_COMPRESSED_INLINE_BYTES {
            compress(&plain)
        } else {
            run_blocking(move || compress(&plain)).await
        };
        Some(self.gzip.get_or_init(|| gzip).clone())
    }
}

/// Whether `Accept-Encoding` names gzip with any weight (RFC 9110, section 12.5.3).
fn takes_gzip(headers: &HeaderMap) -> bool {
    let weight_of = |coding: &str| {
        headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .find_map(|range| {
                let (name, parameters) = range.split_once(';').unwrap_or((range, ""));
                let named = name.trim().eq_ignore_ascii_case(coding);
                named.then(|| match parameters.trim().split_once('=') {
                    Some((_, weight)) => thousandths(weight.trim()),
                    None => 1_000,
                })
            })
    };
    weight_of("gzip").or_else(|| weight_of("*")).unwrap_or(0) > 0
}

fn compress(plain: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::new(5));
    let written = encoder.write_all(plain).and_then(|()| encoder.finish());
    written.expect("memory can be written to").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(accept_encoding: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, accept_encoding.parse().unwrap());
        headers
    }

    #[test]
    fn gzip_is_taken_where_it_is_named_or_anything_goes() {
        for (accept_encoding, takes) in [
            ("gzip", true),
            ("br, GZIP;q=0.5", true),
            ("*", true),
            ("gzip;q=0, *", false),
            ("gzip; q=0.0", false),
            ("br", false),
            ("identity", false),
            ("", false),
        ] {
            assert_eq!(
                takes_gzip(&headers(accept_encoding)),
                takes,
                "{accept_encoding}"
            );
        }
        assert!(!takes_gzip(&HeaderMap::new()));
    }

    #[tokio::test]
    async fn only_a_body_of_some_length_is_compressed() {
        let short = CompressibleBody::new(Bytes::from_static(b"short"));
        assert!(short.gzip_for(&headers("gzip")).await.is_none());
        for length in [2_000, 200_000] {
            let long = CompressibleBody::new(Bytes::from("x".repeat(length)));
            assert!(long.gzip_for(&headers("br")).await.is_none());
            let gzip = long.gzip_for(&headers("gzip")).await.unwrap();
            assert!(gzip.starts_with(&[0x1f, 0x8b]) && gzip.len() < length / 10);
        }
    }
}
