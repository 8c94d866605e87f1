//! The fields of the query root, one file for each noun.

mod authority;
mod contact;
mod country;
mod dataset;
mod index_status;
mod network;
mod node;
mod partner_town;
mod programme;
mod resource;
mod search;
mod statistics;
mod survey;
mod twinning;

use std::sync::Arc;

use async_graphql::{Context, MergedObject};
use vanort_register::{Register, View};

pub(crate) use authority::AuthorityQuery;
pub(crate) use contact::ContactQuery;
pub(crate) use country::CountryQuery;
pub(crate) use dataset::DatasetQuery;
pub(crate) use index_status::IndexStatusQuery;
pub(crate) use network::NetworkQuery;
pub(crate) use node::NodeQuery;
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
    ProgrammeQuery,
    ResourceQuery,
    ContactQuery,
    StatisticsQuery,
    DatasetQuery,
    IndexStatusQuery,
);

/// The register at the one revision that the request is answered from.
pub(crate) fn view<'c>(ctx: &Context<'c>) -> &'c Arc<View> {
    ctx.data_unchecked::<Arc<View>>()
}

/// The register itself, for what is more than reading.
pub(crate) fn register<'c>(ctx: &Context<'c>) -> &'c Register {
    ctx.data_unchecked::<Register>()
}
