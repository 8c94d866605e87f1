//! What twinnings are narrowed by of their authorities.

use async_graphql::{Enum, InputObject};
use vanort_model as model;
use vanort_register::AuthorityFilter;

use crate::error::ApiError;
use crate::types::filter::TwinningRelation;
use crate::types::filter::reader::{FilterInput, FilterReader, count, words};
use crate::types::{CountryCode, CountyCode, MunicipalityCode};

/// The kinds of local authority.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::AuthorityKind")]
pub(crate) enum LocalAuthorityKind {
    /// A Swedish municipality (kommun).
    Municipality,
    /// A Swedish regional council (region).
    Region,
    /// A Swedish federation of authorities that twinned in its own name (regionförbund).
    RegionalFederation,
    /// An authority outside Sweden.
    ForeignAuthority,
}

/// Narrows by local authorities of any kind. All fields given must hold; of a list of values one
/// must.
#[derive(InputObject, Clone, Default)]
pub(crate) struct LocalAuthorityFilter {
    /// It is of one of these kinds. Example: `[MUNICIPALITY, REGION]`.
    #[graphql(validator(max_items = 300))]
    kinds: Option<Vec<LocalAuthorityKind>>,
    /// It is one of these municipalities. Example: `["1380"]`.
    #[graphql(validator(max_items = 300))]
    municipalities: Option<Vec<MunicipalityCode>>,
    /// It lies in one of these counties. Example: `["13"]`.
    #[graphql(validator(max_items = 300))]
    counties: Option<Vec<CountyCode>>,
    /// It has a twinning with a partner in one of these countries. Example: `["FI"]`.
    #[graphql(validator(max_items = 300))]
    partner_countries: Option<Vec<CountryCode>>,
    /// Whether it has any twinning in the register. Example: `true`.
    has_twinnings: Option<bool>,
    /// This holds of its twinnings. Example: `{ none: { statuses: [ENDED] } }`.
    twinnings: Option<TwinningRelation>,
    /// All of these hold. Example: `[{ counties: ["13"] }, { kinds: [MUNICIPALITY] }]`.
    #[graphql(validator(max_items = 300))]
    and: Option<Vec<LocalAuthorityFilter>>,
    /// At least one of these holds. Example: `[{ counties: ["13"] }, { kinds: [REGION] }]`.
    #[graphql(validator(max_items = 300))]
    or: Option<Vec<LocalAuthorityFilter>>,
    /// This does not hold. Example: `{ counties: ["01"] }`.
    not: Option<Box<LocalAuthorityFilter>>,
}

impl FilterInput for LocalAuthorityFilter {
    type Filter = AuthorityFilter;

    fn read(self, reader: &mut FilterReader<'_>) -> Result<AuthorityFilter, ApiError> {
        Ok(AuthorityFilter {
            authorities: reader.municipalities(self.municipalities),
            kinds: words(self.kinds),
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
