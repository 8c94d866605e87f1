//! What a request is called in its answer and in the log.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header that carries the id.
pub(crate) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Letters of an id that somebody else has given.
const LONGEST: usize = 128;

/// A request's id.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(HeaderValue);

impl RequestId {
    /// The id that the request came with, if it can stand in a log, or else a new one.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        match headers.get(X_REQUEST_ID) {
            Some(given) if is_sane(given.as_bytes()) => Self(given.clone()),
            _ => Self::fresh(),
        }
    }

    /// An id that no other request of this or another process has: a random number of the process
    /// and a count.
    fn fresh() -> Self {
        static PROCESS: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0));
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let id = format!("{:012x}-{count:x}", *PROCESS >> 16);
        Self(HeaderValue::try_from(id).expect("hexadecimal digits can stand in a header"))
    }

    /// The header's value.
    pub(crate) fn into_value(self) -> HeaderValue {
        self.0
    }

    /// The id as text.
    pub(crate) fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }
}

fn is_sane(id: &[u8]) -> bool {
    let sane = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:/+=@".contains(byte);
    (1..=LONGEST).contains(&id.len()) && id.iter().all(sane)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sane_id_is_kept_and_another_replaced() {
        let of = |id: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(
                X_REQUEST_ID,
                HeaderValue::from_bytes(id.as_bytes()).unwrap(),
            );
            RequestId::of(&headers).as_str().to_owned()
        };
        for id in ["7", "4bf92f35-77b3.4da6:a/b+c=@_"] {
            assert_eq!(of(id), id);
        }
        let long = "a".repeat(129);
        for id in ["", "a b", "a\"b", "å", &long] {
            assert_ne!(of(id), id);
        }
        assert_ne!(of(""), of(""));
    }
}
