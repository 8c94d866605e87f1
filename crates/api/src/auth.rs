//! Who sends a request.

use std::sync::Arc;

use arc_swap::ArcSwap;
use subtle::ConstantTimeEq;

use crate::error::ApiError;

/// What a request may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Anybody: read what is public.
    Public,
    /// Somebody who sent the administrator's token.
    Administrator,
    /// Nobody can administer: no token is configured.
    AdministrationOff,
}

impl Role {
    pub(crate) fn require_administrator(self) -> Result<(), ApiError> {
        match self {
            Self::Administrator => Ok(()),
            Self::Public => Err(ApiError::Unauthenticated),
            Self::AdministrationOff => Err(ApiError::AdministrationOff),
        }
    }
}

/// The administrator's token, which can be replaced at run time; its text is shown nowhere.
/// All clones are one token.
#[derive(Clone)]
pub struct AdminToken(Arc<ArcSwap<String>>);

impl std::fmt::Debug for AdminToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AdminToken(..)")
    }
}

impl AdminToken {
    /// Takes the configured token; `None` when it is empty, which would let anybody in.
    #[must_use]
    pub fn new(token: &str) -> Option<Self> {
        let token = token.trim();
        (!token.is_empty()).then(|| Self(Arc::new(ArcSwap::from_pointee(token.to_owned()))))
    }

    /// Replaces this token by another for all who have it.
    pub fn replace(&self, by: &Self) {
        self.0.store(by.0.load_full());
    }

    /// Whether a token that was sent is this one, compared in constant time.
    pub(crate) fn is(&self, sent: &[u8]) -> bool {
        self.0.load().as_bytes().ct_eq(sent).into()
    }
}

/// The token in an `Authorization` header; `None` when it has none.
pub(crate) fn bearer(authorization: &[u8]) -> Option<&[u8]> {
    let (scheme, rest) = authorization.split_at_checked("Bearer ".len())?;
    let token = rest.trim_ascii();
    (scheme.eq_ignore_ascii_case(b"Bearer ") && !token.is_empty()).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_token_is_the_token() {
        let token = AdminToken::new("s3cret").unwrap();
        let is_token = |header: &str| bearer(header.as_bytes()).is_some_and(|sent| token.is(sent));
        assert!(is_token("Bearer s3cret"));
        assert!(is_token("bearer s3cret "));
        for wrong in [
            "Bearer s3cre",
            "Bearer s3crett",
            "Bearer ",
            "Bearer",
            "Basic s3cret",
            "s3cret",
            "é",
        ] {
            assert!(!is_token(wrong), "{wrong}");
        }
    }

    #[test]
    fn an_empty_token_is_no_token() {
        assert!(AdminToken::new(" ").is_none());
    }

    #[test]
    fn a_replaced_token_is_replaced_for_all_who_have_it() {
        let token = AdminToken::new("old").unwrap();
        let elsewhere = token.clone();
        token.replace(&AdminToken::new("new").unwrap());
        assert!(elsewhere.is(b"new") && !elsewhere.is(b"old"));
    }
}
