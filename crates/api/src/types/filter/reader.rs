//! How filters are read: what they may hold, what they cost, and what their codes stand for.

use vanort_model::{AuthorityKey, Country, County, LocalAuthority};
use vanort_register::{IdSet, Logic, View};

use crate::error::ApiError;
use crate::limits::{MAX_FILTER_DEPTH, MAX_FILTERS};
use crate::types::{CountryCode, CountyCode, MunicipalityCode};

/// A filter as a client sent it.
pub(crate) trait FilterInput: Sized {
    /// The register's filter.
    type Filter: Default + PartialEq;

    /// Reads the filter and those in it.
    fn read(self, reader: &mut FilterReader<'_>) -> Result<Self::Filter, ApiError>;

    /// How many filters it holds, with those in them.
    fn nested(&self) -> usize;
}

/// Reads a list's filter; `None` where it leaves everything in. A filter is large: resolvers take
/// it in a box, as each field of their type has room for what any of them takes.
pub(crate) fn read_filter<F: FilterInput>(
    view: &View,
    filter: Option<Box<F>>,
) -> Result<Option<F::Filter>, ApiError> {
    let Some(filter) = filter else {
        return Ok(None);
    };
    if filter.nested() > MAX_FILTERS {
        return Err(ApiError::BadUserInput(format!(
            "`filter` holds {} filters; at most {MAX_FILTERS} are allowed",
            filter.nested()
        )));
    }
    let filter = (*filter).read(&mut FilterReader { view, depth: 1 })?;
    Ok((filter != F::Filter::default()).then_some(filter))
}

/// How many filters some filters are, with those in them.
pub(crate) fn count<'f, F: FilterInput + 'f>(filters: impl IntoIterator<Item = &'f F>) -> usize {
    let counts = filters.into_iter().map(|filter| 1 + filter.nested());
    counts.fold(0, usize::saturating_add)
}

/// Reads filters with the register at hand that their codes are looked up in.
pub(crate) struct FilterReader<'v> {
    view: &'v View,
    /// The depth of the filter that is being read: 1 for a list's own.
    depth: usize,
}

impl FilterReader<'_> {
    /// Reads a filter in another.
    pub(crate) fn read<F: FilterInput>(&mut self, filter: F) -> Result<F::Filter, ApiError> {
        if self.depth == MAX_FILTER_DEPTH {
            return Err(ApiError::BadUserInput(format!(
                "`filter` has filters in each other deeper than {MAX_FILTER_DEPTH}"
            )));
        }
        self.depth += 1;
        let read = filter.read(self);
        self.depth -= 1;
        read
    }

    /// Reads a filter in another, if there is one.
    pub(crate) fn read_boxed<F: FilterInput>(
        &mut self,
        filter: Option<Box<F>>,
    ) -> Result<Option<Box<F::Filter>>, ApiError> {
        filter
            .map(|filter| self.read(*filter).map(Box::new))
            .transpose()
    }

    /// Reads how further filters combine with one.
    pub(crate) fn logic<F: FilterInput>(
        &mut self,
        and: Option<Vec<F>>,
        or: Option<Vec<F>>,
        not: Option<Box<F>>,
    ) -> Result<Logic<F::Filter>, ApiError> {
        let mut all = |filters: Vec<F>| -> Result<Vec<F::Filter>, ApiError> {
            filters
                .into_iter()
                .map(|filter| self.read(filter))
                .collect()
        };
        Ok(Logic {
            and: all(and.unwrap_or_default())?,
            or: or.map(all).transpose()?,
            not: self.read_boxed(not)?,
        })
    }

    pub(crate) fn view(&self) -> &View {
        self.view
    }

    pub(crate) fn countries(&self, codes: Option<Vec<CountryCode>>) -> Option<IdSet<Country>> {
        Some(self.view.set::<Country>(codes?.iter().map(|code| &code.0)))
    }

    pub(crate) fn counties(&self, codes: Option<Vec<CountyCode>>) -> Option<IdSet<County>> {
        Some(self.view.set::<County>(codes?.iter().map(|code| &code.0)))
    }

    pub(crate) fn municipalities(
        &self,
        codes: Option<Vec<MunicipalityCode>>,
    ) -> Option<IdSet<LocalAuthority>> {
        let keys = codes?
            .into_iter()
            .map(|code| AuthorityKey::Municipality(code.0));
        let keys: Vec<AuthorityKey> = keys.collect();
        Some(self.view.set::<LocalAuthority>(&keys))
    }
}

/// The register's words for a client's.
pub(crate) fn words<S, W: From<S>>(values: Option<Vec<S>>) -> Option<Vec<W>> {
    values.map(|values| values.into_iter().map(W::from).collect())
}
