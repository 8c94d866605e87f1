//! Programmes that fund cooperation between towns, and where their partners may be.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::code::CountryCode;
use crate::error::ParseError;
use crate::partial_date::PartialDate;
use crate::slug::Slug;
use crate::word::word_enum;

word_enum! {
    /// How certain it is that a programme runs, and as long as it is said to.
    Certainty, "a certainty" {
        /// It is decided (bekräftad).
        Confirmed = "confirmed",
        /// Whoever decides has announced it (aviserad).
        Announced = "announced",
        /// It is proposed and not decided (föreslagen).
        Proposed = "proposed",
    }
}

word_enum! {
    /// Who may apply to a programme.
    ApplicantKind, "a kind of applicant" {
        /// A municipality (kommun).
        Municipality = "municipality",
        /// A regional council (region).
        Region = "region",
        /// A joint body of municipalities (kommunalförbund).
        MunicipalAssociation = "municipal-association",
        /// Any other public body (annat offentligt organ).
        OtherPublicBody = "other-public-body",
        /// A non-profit organisation (ideell organisation).
        NonProfit = "non-profit",
    }
}

/// A programme that funds cooperation between towns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// The key of the name.
    pub key: Slug,
    /// The name in Swedish.
    pub name: String,
    /// The name in English, where it has one.
    pub name_en: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Whose money it is.
    pub funder: Option<String>,
    /// Who runs it.
    pub administrator: Option<String>,
    /// Whom to ask in Sweden.
    pub national_contact: Option<Slug>,
    /// Who may apply; sorted, empty when no source tells.
    pub applicants: Vec<ApplicantKind>,
    /// What is granted, in words.
    pub grant: Option<String>,
    /// When it begins.
    pub valid_from: Option<PartialDate>,
    /// When it ends, that date included; `None` when no end is known.
    pub valid_until: Option<PartialDate>,
    /// How certain that is.
    pub certainty: Option<Certainty>,
    /// The programme that takes its place.
    pub successor: Option<Slug>,
    /// Its address on the web.
    pub website: Option<String>,
    /// When the facts were last checked.
    pub checked_on: Option<PartialDate>,
    /// Where the facts come from.
    pub source: String,
}

/// The natural key of a country in a programme, written `programme>COUNTRY>from`
/// ("cerv>UA>2024-01"); the last part is empty where no beginning is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProgrammeCountryKey {
    /// The programme.
    pub programme: Slug,
    /// The country.
    pub country: CountryCode,
    /// When partners there begin to be eligible.
    pub valid_from: Option<PartialDate>,
}

impl fmt::Display for ProgrammeCountryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}>{}>", self.programme, self.country)?;
        match self.valid_from {
            Some(from) => write!(f, "{from}"),
            None => Ok(()),
        }
    }
}

impl FromStr for ProgrammeCountryKey {
    type Err = ParseError;
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let mut parts = text.splitn(3, '>');
        let (Some(programme), Some(country), Some(from)) =
            (parts.next(), parts.next(), parts.next())
        else {
            return Err(ParseError::new(text, "the key of a country in a programme"));
        };
        Ok(Self {
            programme: programme.parse()?,
            country: country.parse()?,
            valid_from: (!from.is_empty()).then(|| from.parse()).transpose()?,
        })
    }
}

impl TryFrom<String> for ProgrammeCountryKey {
    type Error = ParseError;
    fn try_from(text: String) -> Result<Self, ParseError> {
        text.parse()
    }
}

impl From<ProgrammeCountryKey> for String {
    fn from(key: ProgrammeCountryKey) -> Self {
        key.to_string()
    }
}

/// A country in which a programme's partners may be, for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeCountry {
    /// The natural key: programme, country and when it begins.
    pub key: ProgrammeCountryKey,
    /// When it ends, that date included; `None` when no end is known.
    pub valid_until: Option<PartialDate>,
    /// Where the facts come from.
    pub source: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_countrys_key_survives_being_written_with_and_without_its_beginning() {
        for text in ["cerv>UA>2024-01", "cerv>UA>", "icld>BY>2009-01-01"] {
            let key: ProgrammeCountryKey = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
        }
        for wrong in ["cerv>UA", "cerv>UA>2024-13", "cerv>Ukraina>", ">UA>", ""] {
            assert!(wrong.parse::<ProgrammeCountryKey>().is_err(), "{wrong}");
        }
    }
}
