//! What the list of programmes is narrowed by.

use async_graphql::InputObject;
use vanort_register as register;

use crate::error::ApiError;
use crate::types::filter::reader::{FilterInput, FilterReader, count, words};
use crate::types::{ApplicantKind, Certainty, CountryCode, PartialDate};

/// Narrows the list of programmes. All fields given must hold; of a list of values one must.
/// One filter may hold 100 others, up to 8 in each other.
#[derive(InputObject, Clone, Default)]
pub(crate) struct ProgrammeFilter {
    /// Partners may be in one of these countries: on the date of `validOn`, where that is given in
    /// the same filter. A programme of which no countries are told does not match.
    /// Example: `["UA"]`.
    #[graphql(validator(max_items = 300))]
    countries: Option<Vec<CountryCode>>,
    /// One of these may apply. A programme of which that is not told does not match.
    /// Example: `[MUNICIPALITY]`.
    #[graphql(validator(max_items = 300))]
    applicants: Option<Vec<ApplicantKind>>,
    /// It is as certain as one of these says; one of which that is not told does not match.
    /// Example: `[CONFIRMED, ANNOUNCED]`.
    #[graphql(validator(max_items = 300))]
    certainties: Option<Vec<Certainty>>,
    /// It is in force on this date; of a year or a month, at some time of it. A programme without a
    /// known end is in force ever after its beginning, one without a known beginning until its
    /// end, and one that is only proposed never. Example: `"2026-11-27"`.
    valid_on: Option<PartialDate>,
    /// All of these hold. Example: `[{ countries: ["FI"] }, { countries: ["UA"] }]`.
    #[graphql(validator(max_items = 300))]
    and: Option<Vec<ProgrammeFilter>>,
    /// At least one of these holds.
    /// Example: `[{ applicants: [REGION] }, { certainties: [PROPOSED] }]`.
    #[graphql(validator(max_items = 300))]
    or: Option<Vec<ProgrammeFilter>>,
    /// This does not hold. Example: `{ certainties: [PROPOSED] }`.
    not: Option<Box<ProgrammeFilter>>,
}

impl FilterInput for ProgrammeFilter {
    type Filter = register::ProgrammeFilter;

    fn read(self, reader: &mut FilterReader<'_>) -> Result<Self::Filter, ApiError> {
        Ok(register::ProgrammeFilter {
            countries: reader.countries(self.countries),
            applicants: words(self.applicants),
            certainties: words(self.certainties),
            valid_on: self.valid_on.map(Into::into),
            logic: reader.logic(self.and, self.or, self.not)?,
        })
    }

    fn nested(&self) -> usize {
        count(
            (self.and.iter().flatten())
                .chain(self.or.iter().flatten())
                .chain(self.not.as_deref()),
        )
    }
}
