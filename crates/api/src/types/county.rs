//! Counties.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use vanort_model::{AuthorityKey, LocalAuthority};
use vanort_register::{AuthorityParent, Viewed};

use crate::answer::Direct;
use crate::connection::{MunicipalityConnection, PageArguments};
use crate::global_id::GlobalId;
use crate::query::view;
use crate::types::local_authority::municipalities_within;
use crate::types::{CountyCode, MunicipalityFilter, MunicipalityOrder, Region};

/// A county of Sweden.
#[derive(Clone)]
pub(crate) struct County(pub(crate) Arc<Viewed<vanort_model::County>>);

/// A Swedish county (län): geography, not a partner.
#[Object(serial)]
impl County {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::County(self.0.code.clone()).encode()
    }

    /// The official code. Example: `"13"`.
    async fn code(&self) -> CountyCode {
        CountyCode(self.0.code.clone())
    }

    /// The name in Swedish. Example: `"Hallands län"`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The letter or letters that stood on number plates; null when not known. Example: `"N"`.
    async fn letter(&self) -> Option<&str> {
        self.0.letter.as_deref()
    }

    /// The governor's residence town; null when not known. Example: `"Halmstad"`.
    async fn seat(&self) -> Option<&str> {
        self.0.seat.as_deref()
    }

    /// The region whose territory the county is; null when the register has none.
    async fn region(&self, ctx: &Context<'_>) -> Option<Direct<Region>> {
        let region = AuthorityKey::Region(self.0.code.clone());
        view(ctx)
            .find::<LocalAuthority>(&region)
            .cloned()
            .map(Region)
            .map(Direct)
    }

    /// The county's municipalities.
    async fn municipalities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<Box<MunicipalityFilter>>,
        #[graphql(desc = "The order; by name, in Swedish alphabetical order, when left out.")]
        order_by: Option<MunicipalityOrder>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<MunicipalityConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let parent = AuthorityParent::County(self.0.id());
        municipalities_within(view(ctx), parent, filter, order_by, &arguments)
    }
}
