//! `node` and `nodes`.

use async_graphql::{Context, ID, Object, Result};

use crate::answer::AnyOf;
use crate::error::ApiError;
use crate::limits::MAX_NODE_IDS;
use crate::types::{Node, nodes};

#[derive(Default)]
pub(crate) struct NodeQuery;

#[Object]
impl NodeQuery {
    /// Anything by its global id; null when it is not there any more, or not shown to who asks.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A global id, as it was returned.")] id: ID,
    ) -> Option<Result<AnyOf<Node>>> {
        match nodes(ctx, &[id]).await {
            Ok(mut nodes) => nodes.pop().and_then(found),
            Err(error) => Some(Err(error.into())),
        }
    }

    /// Several by their global ids, at most 100, in the order of the ids; null in the place of one
    /// that is not there any more or not shown to who asks, and of one that is no id of this
    /// service, with an error.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global ids, as they were returned.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<Result<AnyOf<Node>>>>> {
        if ids.len() > MAX_NODE_IDS {
            let message = format!(
                "`ids` has {} ids; at most {MAX_NODE_IDS} are allowed",
                ids.len()
            );
            return Err(ApiError::BadUserInput(message).into());
        }
        let nodes = nodes(ctx, &ids).await?;
        Ok(nodes.into_iter().map(found).collect())
    }
}

/// What was found, or why it cannot be looked for: an error that leaves null in its place alone.
fn found(node: std::result::Result<Option<Node>, ApiError>) -> Option<Result<AnyOf<Node>>> {
    node.map_err(Into::into).map(|it| it.map(AnyOf)).transpose()
}
