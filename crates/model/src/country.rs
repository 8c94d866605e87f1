//! Countries and their names.

use serde::{Deserialize, Serialize};

use crate::code::CountryCode;
use crate::name::{Name, NameKind};

/// A country by ISO 3166-1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    /// The alpha-2 code.
    pub code: CountryCode,
    /// The name in Swedish ("Tyskland").
    pub name_sv: String,
    /// The name in English ("Germany").
    pub name_en: String,
    /// Names in its own languages (official), other names in use (exonym) and earlier ones (former).
    pub other_names: Vec<Name>,
    /// Where the facts come from.
    pub source: String,
}

impl Country {
    /// The names in the country's own languages, in the order given; may be empty.
    pub fn own_names(&self) -> impl Iterator<Item = &Name> {
        self.other_names
            .iter()
            .filter(|name| name.kind == NameKind::Official)
    }
}
