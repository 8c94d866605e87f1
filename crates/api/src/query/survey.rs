//! Surveys.

use async_graphql::{Context, Object, Result};
use vanort_register::List;

use crate::answer::Direct;
use crate::connection::{Page, PageArguments, SurveyConnection};
use crate::query::view;

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
    ) -> Result<Direct<SurveyConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let page = Page::read(view(ctx), List::of(()), &arguments)?;
        Ok(Direct(SurveyConnection(page)))
    }
}
