//! Random identifiers: of what people send in, and of commits.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::ParseError;

/// An identifier that nobody can guess: 128 random bits, written as 32 hexadecimal digits in lower
/// case ("0c9f27a4d1e84b6f9a3b5c7d2e1f4a68"). What it names has no natural key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct RandomId(u128);

impl RandomId {
    /// Digits of an identifier.
    const DIGITS: usize = 32;

    /// Makes an identifier of random bits.
    #[must_use]
    pub fn from_bits(bits: u128) -> Self {
        Self(bits)
    }

    /// Its random bits.
    #[must_use]
    pub fn to_bits(self) -> u128 {
        self.0
    }
}

impl fmt::Display for RandomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl From<RandomId> for String {
    fn from(id: RandomId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for RandomId {
    type Error = ParseError;

    fn try_from(text: String) -> Result<Self, ParseError> {
        text.parse()
    }
}

impl FromStr for RandomId {
    type Err = ParseError;
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let expected = "an identifier: 32 hexadecimal digits";
        if text.len() != Self::DIGITS || !text.bytes().all(is_digit) {
            return Err(ParseError::new(text, expected));
        }
        let bits = u128::from_str_radix(text, 16);
        bits.map(Self).map_err(|_| ParseError::new(text, expected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_32_digits_and_nothing_else() {
        for bits in [0, 1, u128::MAX, 0x0c9f_27a4] {
            let text = RandomId(bits).to_string();
            assert_eq!(text.len(), 32);
            assert_eq!(text.parse(), Ok(RandomId(bits)));
            assert_eq!(RandomId::try_from(text), Ok(RandomId(bits)));
        }
        let upper = "0C9F27A4D1E84B6F9A3B5C7D2E1F4A68";
        for wrong in ["", "1", upper, "+c9f27a4d1e84b6f9a3b5c7d2e1f4a68", "å"] {
            assert!(wrong.parse::<RandomId>().is_err(), "{wrong}");
        }
    }
}
