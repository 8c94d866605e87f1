//! Random numbers, and the tokens made of them.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use vanort_model::RandomId;

use super::error::SubmissionError;

/// What takes a partner seeker back: 256 random bits in base64url, shown once. Only its SHA-256 is
/// stored. What a log shows of it does not tell it.
#[derive(Clone, PartialEq, Eq)]
pub struct WithdrawalToken(String);

impl WithdrawalToken {
    /// Makes a token that nobody has.
    pub(super) fn generate() -> Result<Self, SubmissionError> {
        Ok(Self(URL_SAFE_NO_PAD.encode(random::<32>()?)))
    }

    /// Takes a token as it was sent.
    #[must_use]
    pub fn sent(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// The token's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The hash that stands for the token.
    pub(super) fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }
}

impl fmt::Debug for WithdrawalToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WithdrawalToken(..)")
    }
}

/// An identifier that nothing else has.
pub(super) fn random_id() -> Result<RandomId, SubmissionError> {
    Ok(RandomId::from_bits(u128::from_le_bytes(random()?)))
}

fn random<const BYTES: usize>() -> Result<[u8; BYTES], SubmissionError> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|_| SubmissionError::NoRandomness)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_43_letters_for_addresses_and_never_the_same() {
        let (one, other) = (WithdrawalToken::generate(), WithdrawalToken::generate());
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_ne!(one, other);
        assert_eq!(one.as_str().len(), 43);
        assert_eq!(WithdrawalToken::sent(one.as_str()).hash(), one.hash());
        assert_ne!(one.hash(), other.hash());
        assert_eq!(format!("{one:?}"), "WithdrawalToken(..)");
        assert_ne!(random_id().unwrap(), random_id().unwrap());
    }
}
