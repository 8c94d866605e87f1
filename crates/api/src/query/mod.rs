//! The fields of the query root, one file for each noun.

mod authority;
mod country;
mod index_status;
mod node;
mod partner_town;
mod search;
mod survey;
mod twinning;

use std::sync::Arc;

use async_graphql::{Context, MergedObject};

pub(crate) use authority::AuthorityQuery;
pub(crate) use country::CountryQuery;
pub(crate) use index_status::IndexStatusQuery;
pub(crate) use node::NodeQuery;
pub(crate) use partner_town::PartnerTownQuery;
pub(crate) use search::SearchQuery;
pub(crate) use survey::SurveyQuery;
pub(crate) use twinning::TwinningQuery;

use crate::loader::Loaders;

/// What can be asked of the register.
#[derive(MergedObject, Default)]
pub(crate) struct Query(
    NodeQuery,
    SearchQuery,
    AuthorityQuery,
    PartnerTownQuery,
    CountryQuery,
    TwinningQuery,
    SurveyQuery,
    IndexStatusQuery,
);

/// The loaders of the request.
pub(crate) fn loaders<'c>(ctx: &Context<'c>) -> &'c Arc<Loaders> {
    ctx.data_unchecked::<Arc<Loaders>>()
}
