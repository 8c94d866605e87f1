//! What lists of twinnings are narrowed by.

use async_graphql::{ID, InputObject};
use vanort_model::{Network, Slug};
use vanort_register as register;
use vanort_register::IdSet;

use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::types::filter::reader::{FilterInput, FilterReader, count, words};
use crate::types::filter::{LocalAuthorityFilter, PartnerTownFilter, YearRange};
use crate::types::{
    CountryCode, CountyCode, MunicipalityCode, Theme, TwinningKind, TwinningStatus,
};

/// Narrows a list of twinnings. All fields given must hold; of a list of values one must.
/// One filter may hold 100 others, up to 8 in each other.
#[derive(InputObject, Clone, Default)]
pub(crate) struct TwinningFilter {
    /// The authority is one of these municipalities. Example: `["1380"]`.
    #[graphql(validator(max_items = 300))]
    municipalities: Option<Vec<MunicipalityCode>>,
    /// The authority lies in one of these counties. Example: `["13"]`.
    #[graphql(validator(max_items = 300))]
    counties: Option<Vec<CountyCode>>,
    /// The partner lies in one of these countries. Example: `["FI", "NO"]`.
    #[graphql(validator(max_items = 300))]
    countries: Option<Vec<CountryCode>>,
    /// The kind is one of these. Example: `[TWINNING]`.
    #[graphql(validator(max_items = 300))]
    kinds: Option<Vec<TwinningKind>>,
    /// The status is one of these. Example: `[ACTIVE, UNKNOWN]`.
    #[graphql(validator(max_items = 300))]
    statuses: Option<Vec<TwinningStatus>>,
    /// It has at least one of these themes. Example: `[CULTURE, SCHOOL]`.
    #[graphql(validator(max_items = 300))]
    themes: Option<Vec<Theme>>,
    /// It comes from one of these networks, by their ids as they were returned.
    #[graphql(validator(max_items = 300))]
    networks: Option<Vec<ID>>,
    /// It began within these years. Example: `{ to: 1959 }`.
    since: Option<YearRange>,
    /// It ended within these years. Example: `{ from: 2022 }`.
    until: Option<YearRange>,
    /// This holds of the authority. Example: `{ kinds: [REGION] }`.
    authority: Option<Box<LocalAuthorityFilter>>,
    /// This holds of the partner. Example: `{ population: { from: 100000 } }`.
    partner: Option<Box<PartnerTownFilter>>,
    /// All of these hold. Example: `[{ themes: [CULTURE] }, { themes: [SCHOOL] }]`.
    #[graphql(validator(max_items = 300))]
    and: Option<Vec<TwinningFilter>>,
    /// At least one of these holds. Example: `[{ statuses: [ENDED] }, { until: { to: 2020 } }]`.
    #[graphql(validator(max_items = 300))]
    or: Option<Vec<TwinningFilter>>,
    /// This does not hold; so a twinning without a known year passes `{ since: { to: 1959 } }`.
    /// Example: `{ countries: ["DE"] }`.
    not: Option<Box<TwinningFilter>>,
}

impl FilterInput for TwinningFilter {
    type Filter = register::TwinningFilter;

    fn read(self, reader: &mut FilterReader<'_>) -> Result<Self::Filter, ApiError> {
        Ok(register::TwinningFilter {
            authorities: reader.municipalities(self.municipalities),
            counties: reader.counties(self.counties),
            countries: reader.countries(self.countries),
            kinds: words(self.kinds),
            statuses: words(self.statuses),
            themes: words(self.themes),
            networks: self
                .networks
                .map(|ids| networks(reader, &ids))
                .transpose()?,
            since: self.since.map(Into::into).unwrap_or_default(),
            until: self.until.map(Into::into).unwrap_or_default(),
            authority: reader.read_boxed(self.authority)?,
            partner: reader.read_boxed(self.partner)?,
            logic: reader.logic(self.and, self.or, self.not)?,
        })
    }

    fn nested(&self) -> usize {
        let combined = (self.and.iter().flatten())
            .chain(self.or.iter().flatten())
            .chain(self.not.as_deref());
        count(combined)
            .saturating_add(count(self.authority.as_deref()))
            .saturating_add(count(self.partner.as_deref()))
    }
}

fn networks(reader: &FilterReader<'_>, ids: &[ID]) -> Result<IdSet<Network>, ApiError> {
    let key = |id| match GlobalId::decode(id)? {
        GlobalId::Network(key) => Ok(key),
        _ => Err(ApiError::BadUserInput(
            "`networks` has an id that is not the id of a network".to_owned(),
        )),
    };
    let keys: Vec<Slug> = ids.iter().map(key).collect::<Result<_, ApiError>>()?;
    Ok(reader.view().set::<Network>(&keys))
}
