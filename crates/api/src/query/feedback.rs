//! Feedback.

use async_graphql::{Context, Object, Result};
use vanort_model as model;

use crate::answer::Direct;
use crate::connection::{FeedbackConnection, PageArguments};
use crate::error::ApiError;
use crate::query::{register, require_administrator};

#[derive(Default)]
pub(crate) struct FeedbackQuery;

#[Object]
impl FeedbackQuery {
    /// What readers say of pages, the newest first, kept for a year. Needs an administrator's token.
    #[graphql(cache_control(no_cache))]
    async fn feedback(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<FeedbackConnection>> {
        require_administrator(ctx)?;
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let request = arguments.check_submitted::<model::Feedback>()?;
        let page = register(ctx).feedback(&request).await;
        let page = page.map_err(ApiError::from)?;
        Ok(Direct(FeedbackConnection::new(page, ())))
    }
}
