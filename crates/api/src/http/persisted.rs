//! Automatic persisted queries, as Apollo's clients send them: a query's hash stands for its text,
//! which is sent once, when the server says that it does not know the hash.

use std::borrow::Cow;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::bounded_store::BoundedStore;
use crate::document::Refusal;
use crate::error::ErrorCode;
use crate::http::parameters::Parameters;
use crate::limits::PERSISTED_QUERY_BYTES;

/// The SHA-256 of a query's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PersistedQuery([u8; 32]);

impl PersistedQuery {
    /// Reads a hash in hexadecimal digits.
    pub(crate) fn parse(hash: &str) -> Option<Self> {
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let mut bytes = [0; 32];
        let (pairs, rest) = hash.as_bytes().as_chunks::<2>();
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return None;
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()?;
        }
        Some(Self(bytes))
    }

    fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }
}

/// The texts of persisted queries.
pub(crate) struct PersistedQueries {
    texts: BoundedStore<Arc<str>>,
}

impl PersistedQueries {
    pub(crate) fn new() -> Self {
        Self {
            texts: BoundedStore::new(PERSISTED_QUERY_BYTES),
        }
    }

    /// Puts the text in the place of its hash.
    ///
    /// # Errors
    /// When the text is not known, or is not the hash's.
    pub(crate) fn resolve(&self, parameters: &mut Parameters<'_>) -> Result<(), Refusal> {
        let Some(hash) = parameters.persisted else {
            return Ok(());
        };
        match &parameters.query {
            Some(text) if PersistedQuery::of(text) == hash => Ok(()),
            Some(_) => {
                let message = "\"sha256Hash\" is not the SHA-256 of \"query\"";
                Err(Refusal::mistake(message, None))
            }
            None => match self.texts.get(&hash.0) {
                Some(text) => {
                    parameters.query = Some(Cow::Owned(text.as_ref().to_owned()));
                    Ok(())
                }
                // Clients know the message as well as the code.
                None => Err(Refusal::new(
                    ErrorCode::PersistedQueryNotFound,
                    "PersistedQueryNotFound",
                )),
            },
        }
    }

    /// Keeps a query that was sent with its hash and has proved to be valid.
    pub(crate) fn keep(&self, hash: PersistedQuery, text: &str) {
        if self.texts.get(&hash.0).is_none() {
            self.texts.put(&hash.0, Arc::from(text), text.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH_OF_A: &str = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";

    fn asked(text: Option<&'static str>) -> Parameters<'static> {
        Parameters {
            query: text.map(Cow::Borrowed),
            persisted: PersistedQuery::parse(HASH_OF_A),
            ..Parameters::default()
        }
    }

    #[test]
    fn a_text_is_known_by_its_hash_once_it_was_kept() {
        let queries = PersistedQueries::new();
        let refusal = queries.resolve(&mut asked(None)).unwrap_err();
        assert_eq!(refusal.code, ErrorCode::PersistedQueryNotFound);
        let mut parameters = asked(Some("a"));
        queries.resolve(&mut parameters).unwrap();
        queries.keep(parameters.persisted.unwrap(), "a");
        let mut parameters = asked(None);
        queries.resolve(&mut parameters).unwrap();
        assert_eq!(parameters.query.as_deref(), Some("a"));
        assert!(queries.resolve(&mut asked(Some("b"))).is_err());
    }

    #[test]
    fn only_64_hexadecimal_digits_are_a_hash() {
        assert!(PersistedQuery::parse(&HASH_OF_A.to_uppercase()).is_some());
        let long = format!("{HASH_OF_A}0");
        let foreign = HASH_OF_A.replace('c', "g");
        for wrong in ["", "ca97", &long, &foreign] {
            assert!(PersistedQuery::parse(wrong).is_none(), "{wrong}");
        }
    }
}
