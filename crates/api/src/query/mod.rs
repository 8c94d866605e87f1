//! The fields of the query root, one file for each noun.

mod authority;
mod contact;
mod country;
mod dataset;
mod feedback;
mod import;
mod index_status;
mod job;
mod network;
mod node;
mod partner_seeker;
mod partner_town;
mod programme;
mod resource;
mod search;
mod statistics;
mod survey;
mod twinning;

use std::sync::Arc;

use async_graphql::{Context, ID, MergedObject};
use vanort_register::{ReadModel, Register, View};

use crate::auth::Role;
use crate::error::ApiError;
use crate::global_id::GlobalId;

pub(crate) use authority::AuthorityQuery;
pub(crate) use contact::ContactQuery;
pub(crate) use country::CountryQuery;
pub(crate) use dataset::DatasetQuery;
pub(crate) use feedback::FeedbackQuery;
pub(crate) use import::ImportQuery;
pub(crate) use index_status::IndexStatusQuery;
pub(crate) use job::JobQuery;
pub(crate) use network::NetworkQuery;
pub(crate) use node::NodeQuery;
pub(crate) use partner_seeker::PartnerSeekerQuery;
pub(crate) use partner_town::PartnerTownQuery;
pub(crate) use programme::ProgrammeQuery;
pub(crate) use resource::ResourceQuery;
pub(crate) use search::SearchQuery;
pub(crate) use statistics::StatisticsQuery;
pub(crate) use survey::SurveyQuery;
pub(crate) use twinning::TwinningQuery;

/// What can be asked of the register.
#[derive(MergedObject, Default)]
pub(crate) struct Query(
    NodeQuery,
    SearchQuery,
    AuthorityQuery,
    PartnerTownQuery,
    CountryQuery,
    TwinningQuery,
    NetworkQuery,
    SurveyQuery,
    PartnerSeekerQuery,
    FeedbackQuery,
    ProgrammeQuery,
    ResourceQuery,
    ContactQuery,
    StatisticsQuery,
    DatasetQuery,
    IndexStatusQuery,
    ImportQuery,
    JobQuery,
);

/// The register at the one revision that the request is answered from.
pub(crate) fn view<'c>(ctx: &Context<'c>) -> &'c Arc<View> {
    ctx.data_unchecked::<Arc<View>>()
}

/// The register and its search index as they are served now.
pub(crate) fn read_model<'c>(ctx: &Context<'c>) -> &'c Arc<ReadModel> {
    ctx.data_unchecked::<Arc<ReadModel>>()
}

/// The register itself, for what is more than reading.
pub(crate) fn register<'c>(ctx: &Context<'c>) -> &'c Register {
    ctx.data_unchecked::<Register>()
}

/// Refuses who is no administrator.
pub(crate) fn require_administrator(ctx: &Context<'_>) -> Result<(), ApiError> {
    ctx.data_unchecked::<Role>().require_administrator()
}

/// The number of an import run by its global id.
pub(crate) fn run_number(id: &ID) -> Result<i64, ApiError> {
    match GlobalId::decode(id)? {
        GlobalId::ImportRun(number) => Ok(number),
        _ => Err(ApiError::BadUserInput(
            "`id` is not that of an import run; pass the `id` of one".to_owned(),
        )),
    }
}
