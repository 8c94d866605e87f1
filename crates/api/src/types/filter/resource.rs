//! What the list of resources is narrowed by.

use async_graphql::InputObject;
use vanort_register as register;

use crate::error::ApiError;
use crate::types::filter::reader::{FilterInput, FilterReader, words};
use crate::types::{LanguageCode, ResourceKind, ResourceState};

/// Narrows the list of resources. All fields given must hold; of a list of values one must.
#[derive(InputObject, Clone, Default)]
pub(crate) struct ResourceFilter {
    /// The kind is one of these. Example: `[MANUAL, GUIDE]`.
    #[graphql(validator(max_items = 300))]
    kinds: Option<Vec<ResourceKind>>,
    /// The state is one of these. Example: `[AVAILABLE, UNVERIFIED]`.
    #[graphql(validator(max_items = 300))]
    states: Option<Vec<ResourceState>>,
    /// It can be read in one of these languages. Example: `["sv"]`.
    #[graphql(validator(max_items = 300))]
    languages: Option<Vec<LanguageCode>>,
}

impl FilterInput for ResourceFilter {
    type Filter = register::ResourceFilter;

    fn read(self, _: &mut FilterReader<'_>) -> Result<Self::Filter, ApiError> {
        Ok(register::ResourceFilter {
            kinds: words(self.kinds),
            states: words(self.states),
            languages: words(self.languages),
        })
    }

    fn nested(&self) -> usize {
        0
    }
}
