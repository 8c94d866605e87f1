//! Imports, for administrators.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use vanort_register::{DifferencePage, End, ImportRunPage};

use crate::answer::Direct;
use crate::connection::{
    ImportRunConnection, NumberedPage, NumberedRequest, PageArguments, RegisterChangeConnection,
    Total,
};
use crate::error::ApiError;
use crate::query::{register, require_administrator, run_number};
use crate::types::filter::words;
use crate::types::{ImportRun, ImportRunFilter, RegisterChange};

/// What cursors call the list.
const LIST: &str = "import runs";

#[derive(Default)]
pub(crate) struct ImportQuery;

#[Object]
impl ImportQuery {
    /// What was imported, checked and undone, the newest first. Needs an administrator's token.
    #[graphql(cache_control(no_cache))]
    async fn import_runs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<ImportRunFilter>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<ImportRunConnection>> {
        require_administrator(ctx)?;
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let request = NumberedRequest::of(&arguments, LIST)?;
        let outcomes = words(filter.and_then(|filter| filter.outcomes));
        // The newest come first: their numbers rise along the list when they are turned round.
        let page = ImportRunPage {
            outcomes,
            older_than: request.after.map(i64::saturating_neg),
            newer_than: request.before.map(i64::saturating_neg),
            from_oldest: request.end == End::Last,
            limit: request.looked_at(),
        };
        let runs = register(ctx).reader().import_run_page(&page);
        let runs = runs.await.map_err(ApiError::from)?.into_iter();
        let runs = runs
            .map(|run| (-run.id, ImportRun(Arc::new(run))))
            .collect();
        let total = Total::ImportRuns(page.outcomes);
        let page = NumberedPage::new(LIST, &request, runs, total);
        Ok(Direct(ImportRunConnection(page)))
    }

    /// What the workbook of a run changes, or has changed, in order: of runs that `importWorkbook`
    /// made. Empty when it changes nothing, when it has expired, and for runs that were made
    /// otherwise. Needs an administrator's token.
    #[graphql(cache_control(no_cache))]
    async fn import_changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The global id of the import run.")] id: ID,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<RegisterChangeConnection>> {
        require_administrator(ctx)?;
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let run = run_number(&id)?;
        let list = format!("changes {run}");
        let request = NumberedRequest::of(&arguments, &list)?;
        let page = DifferencePage {
            run,
            after: request.after,
            before: request.before,
            from_last: request.end == End::Last,
            limit: request.looked_at(),
        };
        let reader = register(ctx).reader();
        let found = reader.differences(&page).await.map_err(ApiError::from)?;
        if found.is_empty()
            && reader
                .import_run(run)
                .await
                .map_err(ApiError::from)?
                .is_none()
        {
            return Err(ApiError::NotFound(format!("there is no import run {run}")).into());
        }
        let changes = found.into_iter().map(|(place, difference)| {
            let difference = Arc::new(difference);
            (
                place,
                RegisterChange {
                    run,
                    place,
                    difference,
                },
            )
        });
        let page = NumberedPage::new(&list, &request, changes.collect(), Total::Changes(run));
        Ok(Direct(RegisterChangeConnection(page)))
    }
}
