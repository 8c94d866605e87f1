//! Surveys.

use std::sync::Arc;

use async_graphql::{Context, Object, Result};
use futures_util::future::BoxFuture;

use crate::connection::{ListKind, Page, PageArguments, SurveyConnection};
use crate::error::ApiError;
use crate::loader::shared;
use crate::query::loaders;
use crate::types::Survey;

#[derive(Default)]
pub(crate) struct SurveyQuery;

#[Object]
impl SurveyQuery {
    /// The surveys of the twinnings, the newest first.
    async fn surveys(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<SurveyConnection> {
        let page = PageArguments {
            first,
            after,
            last,
            before,
        }
        .check(ListKind::Surveys)?;
        let register = loaders(ctx).register.clone();
        let slice = register.reader().surveys(&page).await;
        let slice = shared(slice.map_err(ApiError::from)?);
        let total = Arc::new(move || -> BoxFuture<'static, _> {
            let register = register.clone();
            Box::pin(async move { Ok(register.reader().count_surveys().await?) })
        });
        let page = Page::new(slice, ListKind::Surveys, Survey, total);
        Ok(SurveyConnection(page))
    }
}
