//! What the register is made of.

use async_graphql::{Context, Object};

use crate::answer::Direct;
use crate::query::view;
use crate::types::Dataset;

#[derive(Default)]
pub(crate) struct DatasetQuery;

#[Object]
impl DatasetQuery {
    /// What the answers are made of: the register's revision, its sources and their licences.
    async fn dataset(&self, ctx: &Context<'_>) -> Direct<Dataset> {
        Direct(Dataset(view(ctx).clone()))
    }
}
