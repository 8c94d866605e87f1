//! What lists of municipalities are narrowed by.

use async_graphql::InputObject;
use vanort_register::AuthorityFilter;

use crate::error::ApiError;
use crate::types::filter::TwinningRelation;
use crate::types::filter::reader::{FilterInput, FilterReader, count};
use crate::types::{CountryCode, CountyCode};

/// Narrows a list of municipalities. All fields given must hold; of a list of values one must.
/// One filter may hold 100 others, up to 8 in each other.
#[derive(InputObject, Clone, Default)]
pub(crate) struct MunicipalityFilter {
    /// It lies in one of these counties. Example: `["13"]`.
    #[graphql(validator(max_items = 300))]
    counties: Option<Vec<CountyCode>>,
    /// It has a twinning with a partner in one of these countries. Example: `["FI"]`.
    #[graphql(validator(max_items = 300))]
    partner_countries: Option<Vec<CountryCode>>,
    /// Whether it has any twinning in the register. Example: `true`.
    has_twinnings: Option<bool>,
    /// This holds of its twinnings. Example: `{ some: { statuses: [ACTIVE], countries: ["FI"] } }`.
    twinnings: Option<TwinningRelation>,
    /// All of these hold. Example: `[{ partnerCountries: ["FI"] }, { partnerCountries: ["NO"] }]`.
    #[graphql(validator(max_items = 300))]
    and: Option<Vec<MunicipalityFilter>>,
    /// At least one of these holds. Example: `[{ counties: ["13"] }, { hasTwinnings: false }]`.
    #[graphql(validator(max_items = 300))]
    or: Option<Vec<MunicipalityFilter>>,
    /// This does not hold. Example: `{ counties: ["01"] }`.
    not: Option<Box<MunicipalityFilter>>,
}

impl FilterInput for MunicipalityFilter {
    type Filter = AuthorityFilter;

    fn read(self, reader: &mut FilterReader<'_>) -> Result<AuthorityFilter, ApiError> {
        Ok(AuthorityFilter {
            authorities: None,
            kinds: None,
            counties: reader.counties(self.counties),
            partner_countries: reader.countries(self.partner_countries),
            has_twinnings: self.has_twinnings,
            twinnings: reader.relation(self.twinnings)?,
            logic: reader.logic(self.and, self.or, self.not)?,
        })
    }

    fn nested(&self) -> usize {
        let combined = (self.and.iter().flatten())
            .chain(self.or.iter().flatten())
            .chain(self.not.as_deref());
        let of_twinnings = self.twinnings.as_ref().map_or(0, TwinningRelation::nested);
        count(combined).saturating_add(of_twinnings)
    }
}
