//! What lists of partner towns are narrowed by.

use async_graphql::InputObject;
use vanort_register::PlaceFilter;

use crate::error::ApiError;
use crate::types::filter::reader::{FilterInput, FilterReader, count};
use crate::types::filter::{IntRange, TwinningRelation};
use crate::types::{CountryCode, CountyCode, MunicipalityCode};

/// Narrows a list of partner towns. All fields given must hold; of a list of values one must.
/// One filter may hold 100 others, up to 8 in each other.
#[derive(InputObject, Clone, Default)]
pub(crate) struct PartnerTownFilter {
    /// It lies in one of these countries. Example: `["NO"]`.
    #[graphql(validator(max_items = 300))]
    countries: Option<Vec<CountryCode>>,
    /// It has a twinning with one of these municipalities. Example: `["1480"]`.
    #[graphql(validator(max_items = 300))]
    municipalities: Option<Vec<MunicipalityCode>>,
    /// It has a twinning with an authority in one of these counties. Example: `["13"]`.
    #[graphql(validator(max_items = 300))]
    counties: Option<Vec<CountyCode>>,
    /// Whether it has become part of another place. Example: `false`.
    merged: Option<bool>,
    /// It has so many inhabitants. Example: `{ from: 10000, to: 50000 }`.
    population: Option<IntRange>,
    /// This holds of its twinnings. Example: `{ every: { statuses: [ENDED] } }`.
    twinnings: Option<TwinningRelation>,
    /// All of these hold. Example: `[{ municipalities: ["1480"] }, { municipalities: ["1490"] }]`.
    #[graphql(validator(max_items = 300))]
    and: Option<Vec<PartnerTownFilter>>,
    /// At least one of these holds. Example: `[{ merged: true }, { population: { to: 5000 } }]`.
    #[graphql(validator(max_items = 300))]
    or: Option<Vec<PartnerTownFilter>>,
    /// This does not hold. Example: `{ countries: ["DE"] }`.
    not: Option<Box<PartnerTownFilter>>,
}

impl FilterInput for PartnerTownFilter {
    type Filter = PlaceFilter;

    fn read(self, reader: &mut FilterReader<'_>) -> Result<PlaceFilter, ApiError> {
        Ok(PlaceFilter {
            countries: reader.countries(self.countries),
            authorities: reader.municipalities(self.municipalities),
            counties: reader.counties(self.counties),
            merged: self.merged,
            population: self.population.map(Into::into).unwrap_or_default(),
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
