//! The fields of the mutation root, one file for each noun.

mod import;
mod reindex;

use async_graphql::MergedObject;

use import::ImportMutation;
use reindex::ReindexMutation;

/// What administrators can change.
#[derive(MergedObject, Default)]
pub(crate) struct Mutation(ImportMutation, ReindexMutation);
