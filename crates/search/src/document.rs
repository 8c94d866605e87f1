//! What is put into the index.

use serde::{Deserialize, Serialize};
use vanort_model::{CountryCode, CountyCode, Name, Theme, TwinningStatus};

/// What kind of thing a document stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DocumentKind {
    /// One of the 290 Swedish municipalities.
    Municipality,
    /// One of the 21 Swedish regions.
    Region,
    /// A Swedish regional federation.
    RegionalFederation,
    /// A place at the other end of a twinning.
    PartnerTown,
    /// A country.
    Country,
}

impl DocumentKind {
    /// The kind as GraphQL writes it (`PARTNER_TOWN`).
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Municipality => "MUNICIPALITY",
            Self::Region => "REGION",
            Self::RegionalFederation => "REGIONAL_FEDERATION",
            Self::PartnerTown => "PARTNER_TOWN",
            Self::Country => "COUNTRY",
        }
    }
}

/// What twinnings may be told apart by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentTie {
    /// Whether they are alive.
    #[serde(rename = "s")]
    pub status: TwinningStatus,
    /// What they are about; may be empty.
    #[serde(rename = "t", default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Theme>,
}

/// One thing that can be found, with everything that the search knows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What a hit is told apart by; unique in the index.
    pub key: String,
    /// What kind of thing it is.
    pub kind: DocumentKind,
    /// The primary name.
    pub name: String,
    /// The other names, in any order; may be empty.
    pub names: Vec<Name>,
    /// The country that it lies in, or is.
    pub country: CountryCode,
    /// The Swedish county that it lies in.
    pub county: Option<CountyCode>,
    /// What that county is called; found by it are all that lie in it.
    pub county_name: Option<String>,
    /// How many twinnings it has; more come first among equals.
    pub twinnings: u32,
    /// What kinds of twinnings it has, each once; may be empty.
    pub ties: Vec<DocumentTie>,
    /// How many people live there, 0 when not known; more come first among equals.
    pub population: u64,
    /// The keys of those that it is twinned with and found through: who types one of their names
    /// and this one's, or its country's, means this one.
    pub partner_of: Vec<String>,
    /// The keys under which it stands in the `partner_of` of others; may be empty.
    pub tied_as: Vec<String>,
}
