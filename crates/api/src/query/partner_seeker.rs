//! Partner seekers.

use async_graphql::{Context, Object, Result};
use vanort_model as model;
use vanort_register::PartnerSeekerList;

use crate::answer::Direct;
use crate::auth::Role;
use crate::connection::{PageArguments, PartnerSeekerConnection};
use crate::error::ApiError;
use crate::query::register;
use crate::types::PartnerSeekerFilter;

#[derive(Default)]
pub(crate) struct PartnerSeekerQuery;

#[Object]
impl PartnerSeekerQuery {
    /// Organisations that look for a partner, the newest first: those that are published, and to
    /// administrators others too.
    #[graphql(cache_control(no_cache))]
    async fn partner_seekers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<PartnerSeekerFilter>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<PartnerSeekerConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let filter = PartnerSeekerFilter::read(filter, *ctx.data_unchecked::<Role>())?;
        let request = arguments.check_submitted::<model::PartnerSeeker>()?;
        let list = PartnerSeekerList::today(filter);
        let page = register(ctx).partner_seekers(&list, &request).await;
        let page = page.map_err(ApiError::from)?;
        Ok(Direct(PartnerSeekerConnection::new(page, list)))
    }
}
