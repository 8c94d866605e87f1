//! The fields of the mutation root, one file for each noun.

mod feedback;
mod import;
mod partner_seeker;
mod reindex;

use async_graphql::MergedObject;

use feedback::FeedbackMutation;
use import::ImportMutation;
use partner_seeker::PartnerSeekerMutation;
use reindex::ReindexMutation;

/// What anybody can send in, and what administrators can change.
#[derive(MergedObject, Default)]
pub(crate) struct Mutation(
    PartnerSeekerMutation,
    FeedbackMutation,
    ImportMutation,
    ReindexMutation,
);
