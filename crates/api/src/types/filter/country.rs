//! What the list of countries is narrowed by.

use async_graphql::InputObject;
use vanort_register as register;

use crate::error::ApiError;
use crate::types::filter::TwinningRelation;
use crate::types::filter::reader::{FilterInput, FilterReader, count};

/// Narrows the list of countries. All fields given must hold.
/// One filter may hold 100 others, up to 8 in each other.
#[derive(InputObject, Clone, Default)]
pub(crate) struct CountryFilter {
    /// Whether it has any partner town in the register. Example: `true`.
    has_partner_towns: Option<bool>,
    /// This holds of the twinnings with partners in it. Example: `{ some: { themes: [YOUTH] } }`.
    twinnings: Option<TwinningRelation>,
    /// All of these hold.
    /// Example: `[{ twinnings: { some: { counties: ["13"] } } }, { hasPartnerTowns: true }]`.
    #[graphql(validator(max_items = 300))]
    and: Option<Vec<CountryFilter>>,
    /// At least one of these holds. Example:
    /// `[{ hasPartnerTowns: false }, { twinnings: { every: { statuses: [ENDED] } } }]`.
    #[graphql(validator(max_items = 300))]
    or: Option<Vec<CountryFilter>>,
    /// This does not hold. Example: `{ twinnings: { some: { statuses: [ACTIVE] } } }`.
    not: Option<Box<CountryFilter>>,
}

impl FilterInput for CountryFilter {
    type Filter = register::CountryFilter;

    fn read(self, reader: &mut FilterReader<'_>) -> Result<Self::Filter, ApiError> {
        Ok(register::CountryFilter {
            has_partner_towns: self.has_partner_towns,
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
