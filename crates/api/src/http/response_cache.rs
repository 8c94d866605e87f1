//! Answers that were given before and hold until the register changes.

use std::sync::Arc;

use axum::http::HeaderValue;
use sha2::{Digest as _, Sha256};
use vanort_model::Version;

use crate::bounded_store::BoundedStore;
use crate::http::compression::CompressibleBody;
use crate::http::parameters::Parameters;
use crate::schema::schema_sdl;

/// An answer to anybody.
#[derive(Debug)]
pub(crate) struct CachedAnswer {
    pub(crate) body: CompressibleBody,
    /// How long others may keep it.
    pub(crate) max_age_s: u32,
}

/// What an answer to anybody follows from: the register's version and what was asked of it.
pub(crate) struct CacheKey(Vec<u8>);

impl CacheKey {
    pub(crate) fn new(version: Version, parameters: &Parameters<'_>) -> Self {
        let query = parameters.query.as_deref().unwrap_or_default();
        let operation = parameters.operation_name.as_deref();
        let variables = parameters.variables.as_ref();
        let mut key = Vec::with_capacity(64 + query.len() + variables.len());
        key.extend(version.id.to_bits().to_le_bytes());
        // Each part after its length, so that no two requests are written alike.
        for part in [operation.unwrap_or_default(), variables, query] {
            key.extend(part.len().to_le_bytes());
            key.extend(part.as_bytes());
        }
        key.push(u8::from(operation.is_some()));
        Self(key)
    }

    /// The answer's entity tag: weak, as the same answer may be sent in several encodings. It is
    /// the same on every server of this version.
    pub(crate) fn etag(&self) -> HeaderValue {
        let mut hash = Sha256::new();
        hash.update(schema_digest());
        hash.update(&self.0);
        let digest: [u8; 32] = hash.finalize().into();
        let mut tag = String::with_capacity(40);
        tag.push_str("W/\"");
        for byte in digest.iter().take(16) {
            for digit in [byte >> 4, byte & 15] {
                tag.extend(char::from_digit(u32::from(digit), 16));
            }
        }
        tag.push('"');
        HeaderValue::try_from(tag).expect("hexadecimal digits can stand in a header")
    }
}

/// Tells the answers of this version of the program from those of others.
fn schema_digest() -> &'static [u8; 32] {
    static DIGEST: std::sync::LazyLock<[u8; 32]> = std::sync::LazyLock::new(|| {
        let mut hash = Sha256::new();
        hash.update(env!("CARGO_PKG_VERSION"));
        hash.update(schema_sdl());
        hash.finalize().into()
    });
    &DIGEST
}

/// The answers that are kept.
pub(crate) struct ResponseCache {
    answers: BoundedStore<Arc<CachedAnswer>>,
}

impl ResponseCache {
    /// An empty cache; one of no bytes keeps nothing.
    pub(crate) fn new(max_bytes: usize) -> Self {
        Self {
            answers: BoundedStore::new(max_bytes),
        }
    }

    /// Whether the cache keeps anything at all.
    pub(crate) fn keeps(&self) -> bool {
        self.answers.keeps()
    }

    pub(crate) fn get(&self, key: &CacheKey) -> Option<Arc<CachedAnswer>> {
        self.answers.get(&key.0)
    }

    pub(crate) fn put(&self, key: &CacheKey, answer: &Arc<CachedAnswer>) {
        // Once somebody has asked for it, its compressed form is kept too.
        let bytes = answer.body.len() + answer.body.len() / 2;
        self.answers.put(&key.0, answer.clone(), bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vanort_model::{RandomId, Revision};

    fn key(
        commit: u128,
        query: &'static str,
        variables: &'static str,
        name: Option<&'static str>,
    ) -> CacheKey {
        let version = Version {
            revision: Revision(1),
            id: RandomId::from_bits(commit),
        };
        let parameters = Parameters {
            query: Some(query.into()),
            variables: variables.into(),
            operation_name: name.map(Into::into),
            ..Parameters::default()
        };
        CacheKey::new(version, &parameters)
    }

    #[test]
    fn whatever_an_answer_follows_from_changes_its_tag() {
        let keys = [
            key(1, "{a}", "", None),
            key(2, "{a}", "", None),
            key(1, "{b}", "", None),
            key(1, "{a}", "{}", None),
            key(1, "{a}", "", Some("")),
            key(1, "a}", "{", None),
        ];
        let tags: std::collections::HashSet<_> = keys.iter().map(CacheKey::etag).collect();
        assert_eq!(tags.len(), keys.len());
        assert_eq!(
            key(1, "{a}", "", None).etag(),
            key(1, "{a}", "", None).etag()
        );
    }
}
