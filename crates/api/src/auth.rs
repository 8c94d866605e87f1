//! Who sends a request.

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

/// The administrator's token; its text is shown nowhere.
#[derive(Clone)]
pub struct AdminToken(String);

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
        (!token.is_empty()).then(|| Self(token.to_owned()))
    }
}

/// The role that an `Authorization` header proves, compared in constant time.
pub(crate) fn role(configured: Option<&AdminToken>, authorization: Option<&[u8]>) -> Role {
    let Some(AdminToken(token)) = configured else {
        return Role::AdministrationOff;
    };
    let sent = authorization.and_then(|header| {
        let (scheme, rest) = header.split_at_checked("Bearer ".len())?;
        scheme
            .eq_ignore_ascii_case(b"Bearer ")
            .then(|| rest.trim_ascii())
    });
    match sent {
        Some(sent) if bool::from(sent.ct_eq(token.as_bytes())) => Role::Administrator,
        _ => Role::Public,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_token_makes_an_administrator() {
        let token = AdminToken::new("s3cret");
        let role_of = |header: &str| role(token.as_ref(), Some(header.as_bytes()));
        assert_eq!(role_of("Bearer s3cret"), Role::Administrator);
        assert_eq!(role_of("bearer s3cret "), Role::Administrator);
        for wrong in [
            "Bearer s3cre",
            "Bearer s3crett",
            "Bearer ",
            "Bearer",
            "Basic s3cret",
            "s3cret",
            "é",
        ] {
            assert_eq!(role_of(wrong), Role::Public, "{wrong}");
        }
        assert_eq!(role(token.as_ref(), None), Role::Public);
    }

    #[test]
    fn an_empty_token_is_no_token() {
        assert!(AdminToken::new(" ").is_none());
        assert_eq!(role(None, Some(b"Bearer ")), Role::AdministrationOff);
    }
}
