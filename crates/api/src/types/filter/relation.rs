//! What must hold of the twinnings of a record.

use async_graphql::InputObject;
use vanort_register as register;

use crate::error::ApiError;
use crate::types::filter::TwinningFilter;
use crate::types::filter::reader::{FilterReader, count};

/// What must hold of the twinnings of an authority, a partner town or a country. All fields given
/// must hold. Example: `{ some: { statuses: [ACTIVE], countries: ["FI"] } }`.
#[derive(InputObject, Clone, Default)]
pub(crate) struct TwinningRelation {
    /// At least one twinning matches. Example: `{ statuses: [ACTIVE] }`.
    some: Option<Box<TwinningFilter>>,
    /// No twinning matches; so it is where there are no twinnings.
    /// Example: `{ countries: ["DE"] }`.
    none: Option<Box<TwinningFilter>>,
    /// All twinnings match; so they do where there are none.
    /// Example: `{ kinds: [TWINNING] }`.
    every: Option<Box<TwinningFilter>>,
}

impl TwinningRelation {
    pub(super) fn read(
        self,
        reader: &mut FilterReader<'_>,
    ) -> Result<register::TwinningRelation, ApiError> {
        Ok(register::TwinningRelation {
            some: reader.read_boxed(self.some)?.map(|it| *it),
            none: reader.read_boxed(self.none)?.map(|it| *it),
            every: reader.read_boxed(self.every)?.map(|it| *it),
        })
    }

    /// How many filters it holds, with those in them.
    pub(super) fn nested(&self) -> usize {
        let filters = [&self.some, &self.none, &self.every];
        count(filters.into_iter().flatten().map(|filter| &**filter))
    }
}

impl FilterReader<'_> {
    /// Reads what must hold of a record's twinnings.
    pub(super) fn relation(
        &mut self,
        relation: Option<TwinningRelation>,
    ) -> Result<Option<Box<register::TwinningRelation>>, ApiError> {
        relation
            .map(|relation| relation.read(self).map(Box::new))
            .transpose()
    }
}
