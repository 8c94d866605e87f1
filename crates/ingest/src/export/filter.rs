//! Which ties a list holds.

use std::collections::BTreeSet;

use vanort_model::{AuthorityKey, CountryCode, TwinningKey};

/// Narrows a list. An empty set narrows nothing; a tie must be in every other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportFilter {
    /// The countries of the partners.
    pub countries: BTreeSet<CountryCode>,
    /// The authorities at home.
    pub authorities: BTreeSet<AuthorityKey>,
}

impl ExportFilter {
    /// Whether the list holds the tie.
    #[must_use]
    pub fn holds(&self, tie: &TwinningKey) -> bool {
        (self.countries.is_empty() || self.countries.contains(&tie.partner.country()))
            && (self.authorities.is_empty() || self.authorities.contains(&tie.authority))
    }
}
