//! Places: the other end of a twinning, and the seats of authorities.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::code::{CountryCode, checked_text};
use crate::error::ParseError;
use crate::location::Location;
use crate::name::Name;
use crate::slug::Slug;

checked_text! {
    /// The natural key of a place: its country's code, then its GeoNames id ("FI-633679") or,
    /// where the gazetteer does not know it, the key of its name ("DK-gentofte").
    PlaceKey, "a place's key, such as \"DK-gentofte\"", |text| {
        let (country, rest) = text.split_once('-')?;
        let country = CountryCode::parse(country).ok()?;
        let rest = Slug::parse(rest).ok()?;
        Some(format!("{country}-{rest}"))
    }
}

impl PlaceKey {
    /// The key of a place that the gazetteer knows.
    #[must_use]
    pub fn of_geonames(country: &CountryCode, geonames_id: u32) -> Self {
        Self(format!("{country}-{geonames_id}"))
    }

    /// The country that the key begins with.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "it never does")]
    pub fn country(&self) -> CountryCode {
        (self.0.split_once('-'))
            .and_then(|(country, _)| CountryCode::parse(country).ok())
            .expect("a key is only made with a country's code before its hyphen")
    }

    /// The key of a place that only its name tells; `None` when nothing of the name survives folding.
    #[must_use]
    pub fn of_name(country: &CountryCode, name: &str) -> Option<Self> {
        Slug::of(name).map(|slug| Self(format!("{country}-{slug}")))
    }
}

/// A town, municipality, district or region, anywhere in the world.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The natural key.
    pub key: PlaceKey,
    /// The name that the register shows: Swedish where Swedish has one ("Köpenhamn"), else local.
    pub name: String,
    /// The country that it lies in.
    pub country: CountryCode,
    /// Its other names, the primary one left out, in the order to show them.
    pub names: Vec<Name>,
    /// Where it lies.
    pub location: Option<Location>,
    /// Inhabitants, as the gazetteer tells; `None` when it does not.
    pub population: Option<i64>,
    /// The id in GeoNames.
    pub geonames_id: Option<u32>,
    /// The place that it has become part of.
    pub merged_into: Option<PlaceKey>,
    /// The year in which that happened.
    pub merged_year: Option<i32>,
    /// A remark for readers.
    pub note: Option<String>,
    /// Where the facts come from.
    pub source: String,
}
