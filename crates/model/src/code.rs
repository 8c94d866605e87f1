//! Official codes, built only by parsing: leading zeros matter, so none of them is a number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::ParseError;

/// Defines a newtype over a checked text: parsing, display and serde as that text.
macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident, $expected:literal, $normalise:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Parses the text, ignoring white space around it.
            ///
            /// # Errors
            /// A [`ParseError`] that names the expected form.
            pub fn parse(text: &str) -> Result<Self, ParseError> {
                let normalise: fn(&str) -> Option<String> = $normalise;
                normalise(text.trim())
                    .map(Self)
                    .ok_or_else(|| ParseError::new(text, $expected))
            }

            /// The text of the code.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = ParseError;
            fn from_str(text: &str) -> Result<Self, ParseError> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = ParseError;
            fn try_from(text: String) -> Result<Self, ParseError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }
    };
}
pub(crate) use checked_text;

fn digits(text: &str, length: usize) -> Option<String> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.to_owned())
}

checked_text! {
    /// A Swedish municipality's official code: four digits, the county's first ("0114").
    /// Source: Statistics Sweden.
    MunicipalityCode, "a municipality code: four digits, such as \"0114\"", |text| digits(text, 4)
}

checked_text! {
    /// A Swedish county's official code: two digits ("01"). A region carries its county's code.
    /// Source: Statistics Sweden.
    CountyCode, "a county code: two digits, such as \"01\"", |text| digits(text, 2)
}

checked_text! {
    /// A country's ISO 3166-1 alpha-2 code in capitals ("FI"), or "XK" for Kosovo.
    CountryCode, "a country code: two letters, such as \"FI\"", |text| {
        (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()))
            .then(|| text.to_ascii_uppercase())
    }
}

checked_text! {
    /// A language's ISO 639-1 code in lower case ("sv").
    LanguageCode, "a language code: two letters, such as \"sv\"", |text| {
        (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()))
            .then(|| text.to_ascii_lowercase())
    }
}

impl MunicipalityCode {
    /// The code of the county that the municipality lies in: its first two digits.
    #[must_use]
    pub fn county(&self) -> CountyCode {
        CountyCode(self.0.chars().take(2).collect())
    }
}

impl CountryCode {
    /// Sweden, the country of every authority in the register.
    #[must_use]
    pub fn sweden() -> Self {
        Self("SE".to_owned())
    }

    /// The country that a territory with a code of its own belongs to, as people write it in an
    /// address: Åland's is Finland. `None` for a country. Source: ISO 3166-1, the column
    /// "independent", and the territories' own constitutions.
    #[must_use]
    pub fn sovereign(&self) -> Option<Self> {
        let sovereign = match self.as_str() {
            "AX" => "FI",
            "FO" | "GL" => "DK",
            "SJ" | "BV" => "NO",
            "AI" | "BM" | "FK" | "GG" | "GI" | "GS" | "IM" | "IO" | "JE" | "KY" | "MS" | "PN"
            | "SH" | "TC" | "VG" => "GB",
            "BL" | "GF" | "GP" | "MF" | "MQ" | "NC" | "PF" | "PM" | "RE" | "TF" | "WF" | "YT" => {
                "FR"
            }
            "AW" | "BQ" | "CW" | "SX" => "NL",
            "AS" | "GU" | "MP" | "PR" | "UM" | "VI" => "US",
            "CC" | "CX" | "HM" | "NF" => "AU",
            "CK" | "NU" | "TK" => "NZ",
            "HK" | "MO" => "CN",
            _ => return None,
        };
        Some(Self(sovereign.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality_code_keeps_its_leading_zero() {
        let code = MunicipalityCode::parse(" 0114 ").unwrap();
        assert_eq!(code.as_str(), "0114");
        assert_eq!(code.county().as_str(), "01");
    }

    #[test]
    fn a_code_of_another_length_is_refused_with_the_expected_form() {
        let error = MunicipalityCode::parse("114").unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"114\" is not a municipality code: four digits, such as \"0114\""
        );
        assert!(CountyCode::parse("1").is_err());
        assert!(CountryCode::parse("SWE").is_err());
        assert!(CountryCode::parse("Ö1").is_err());
    }

    #[test]
    fn a_territory_belongs_to_a_country() {
        let code = |text| CountryCode::parse(text).unwrap();
        assert_eq!(code("AX").sovereign(), Some(code("FI")));
        assert_eq!(code("FI").sovereign(), None);
    }

    #[test]
    fn a_country_code_is_upper_case() {
        assert_eq!(CountryCode::parse("fi").unwrap().as_str(), "FI");
    }

    #[test]
    fn a_language_code_is_lower_case() {
        assert_eq!(LanguageCode::parse("SV").unwrap().as_str(), "sv");
        assert!(LanguageCode::parse("swe").is_err());
    }
}
