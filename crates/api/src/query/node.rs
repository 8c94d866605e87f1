//! `node` and `nodes`.

use async_graphql::{Context, ID, Object, Result};

use crate::answer::AnyOf;
use crate::error::ApiError;
use crate::limits::MAX_NODE_IDS;
use crate::query::view;
use crate::types::{Node, node};

#[derive(Default)]
pub(crate) struct NodeQuery;

#[Object]
impl NodeQuery {
    /// Anything by its global id; null when the register no longer has it.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A global id, as it was returned.")] id: ID,
    ) -> Result<Option<AnyOf<Node>>> {
        Ok(node(view(ctx), &id)?.map(AnyOf))
    }

    /// Several by their global ids, at most 100, in the order of the ids; null in the place of one
    /// that the register no longer has.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global ids, as they were returned.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<AnyOf<Node>>>> {
        if ids.len() > MAX_NODE_IDS {
            let message = format!(
                "`ids` has {} ids; at most {MAX_NODE_IDS} are allowed",
                ids.len()
            );
            return Err(ApiError::BadUserInput(message).into());
        }
        let nodes = ids.iter().map(|id| Ok(node(view(ctx), id)?.map(AnyOf)));
        nodes.collect()
    }
}
