//! The home side of a twinning.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::code::{CountryCode, CountyCode, MunicipalityCode};
use crate::error::ParseError;
use crate::name::Name;
use crate::place::PlaceKey;
use crate::slug::Slug;
use crate::word::word_enum;

word_enum! {
    /// The three Swedish kinds of local authority, and those of other countries.
    AuthorityKind, "a kind of local authority" {
        /// A municipality (kommun).
        Municipality = "municipality",
        /// A regional council (region).
        Region = "region",
        /// A federation of authorities that twinned in its own name (regionförbund).
        RegionalFederation = "federation",
        /// An authority outside Sweden, of another association's list.
        ForeignAuthority = "foreign",
    }
}

/// The natural key of a local authority, written `kind:code` ("municipality:1380", "region:12",
/// "federation:regionforbundet-ostsam", "foreign:NO-bergen").
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum AuthorityKey {
    /// A municipality by its official code.
    Municipality(MunicipalityCode),
    /// A region by its county's code.
    Region(CountyCode),
    /// A regional federation by the key of its name.
    RegionalFederation(Slug),
    /// An authority outside Sweden by the key of its place.
    ForeignAuthority(PlaceKey),
}

impl AuthorityKey {
    /// The kind of authority that the key names.
    #[must_use]
    pub fn kind(&self) -> AuthorityKind {
        match self {
            Self::Municipality(_) => AuthorityKind::Municipality,
            Self::Region(_) => AuthorityKind::Region,
            Self::RegionalFederation(_) => AuthorityKind::RegionalFederation,
            Self::ForeignAuthority(_) => AuthorityKind::ForeignAuthority,
        }
    }

    /// The country that the authority lies in.
    #[must_use]
    pub fn country(&self) -> CountryCode {
        match self {
            Self::Municipality(_) | Self::Region(_) | Self::RegionalFederation(_) => {
                CountryCode::sweden()
            }
            Self::ForeignAuthority(place) => place.country(),
        }
    }

    /// The code within the kind: "1380", "12", "regionforbundet-ostsam", "NO-bergen".
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Municipality(code) => code.as_str(),
            Self::Region(code) => code.as_str(),
            Self::RegionalFederation(slug) => slug.as_str(),
            Self::ForeignAuthority(place) => place.as_str(),
        }
    }
}

impl fmt::Display for AuthorityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind(), self.code())
    }
}

impl FromStr for AuthorityKey {
    type Err = ParseError;
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let expected = "an authority's key, such as \"municipality:1380\"";
        let (kind, code) = text
            .split_once(':')
            .ok_or_else(|| ParseError::new(text, expected))?;
        Ok(match kind.parse()? {
            AuthorityKind::Municipality => Self::Municipality(code.parse()?),
            AuthorityKind::Region => Self::Region(code.parse()?),
            AuthorityKind::RegionalFederation => Self::RegionalFederation(code.parse()?),
            AuthorityKind::ForeignAuthority => Self::ForeignAuthority(code.parse()?),
        })
    }
}

impl TryFrom<String> for AuthorityKey {
    type Error = ParseError;
    fn try_from(text: String) -> Result<Self, ParseError> {
        text.parse()
    }
}

impl From<AuthorityKey> for String {
    fn from(key: AuthorityKey) -> Self {
        key.to_string()
    }
}

/// A municipality, region, regional federation or foreign authority: the home side of a twinning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LocalAuthority {
    /// The natural key, which tells the kind too.
    pub key: AuthorityKey,
    /// The short name in Swedish ("Halmstad", "Region Skåne").
    pub name: String,
    /// The name in full ("Halmstads kommun"); the short one where there is no other.
    pub official_name: String,
    /// Other names of the authority itself, not of its seat.
    pub other_names: Vec<Name>,
    /// The county that it lies in; `None` for a federation across counties.
    pub county: Option<CountyCode>,
    /// The town that it is run from.
    pub seat: Option<String>,
    /// The seat as a place of the gazetteer, where it is known there.
    pub seat_place: Option<PlaceKey>,
    /// The first year in which it existed, where known and of interest.
    pub valid_from: Option<i32>,
    /// The last year in which it existed; `None` while it exists or when not known.
    pub valid_until: Option<i32>,
    /// The authority that took over its task.
    pub successor: Option<AuthorityKey>,
    /// A remark for readers.
    pub note: Option<String>,
    /// Where the facts come from.
    pub source: String,
}
