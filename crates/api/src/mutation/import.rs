//! Importing workbooks.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use tracing::warn;
use vanort_register as register;
use vanort_register::{
    ImportOptions, JobKind, Register, RegisterError, SentWorkbook, WorkbookOptions, run_blocking,
};

use std::sync::Arc;

use crate::answer::{Direct, Items};
use crate::error::ApiError;
use crate::query::{require_administrator, run_number};
use crate::types::{Base64, FindingCode, ImportRun, IndexStatus, Job};

/// Which ties of the register a list should name.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "register::ListScope")]
pub(crate) enum ListScope {
    /// All ties of the authorities that it names.
    Authorities,
    /// All ties with the countries that it names.
    Countries,
    /// All ties of the register.
    Everything,
}

/// A workbook to be checked.
#[derive(InputObject)]
pub(crate) struct ImportWorkbookInput {
    /// The file's name; its ending tells what it holds (.xlsx, .xlsm, .xlsb, .xls, .ods, .csv,
    /// .tsv). Example: `"vanorter.xlsx"`.
    file_name: String,
    /// The file's bytes, at most 32 MiB of them.
    content: Base64,
    /// The survey that rows without one belong to; left out, one is named after the file.
    /// Example: `"Kartläggning 2027"`.
    survey: Option<String>,
    /// The codes of findings whose suggestions are taken instead of leaving the row out.
    /// Example: `[UNKNOWN_COUNTRY, UNKNOWN_HEADING]`.
    #[graphql(validator(max_items = 300))]
    accept_suggestions: Option<Vec<FindingCode>>,
    /// Whether the lists are complete: ties within their scope that they do not name have ended.
    #[graphql(default = false)]
    complete: bool,
    /// Which ties the lists should name; left out, each list tells by what it names.
    scope: Option<ListScope>,
    /// The text of a mapping file (TOML), which tells the sheets and columns of an odd list.
    mapping: Option<String>,
    /// Who imports, for the history. Example: `"Karin Ek"`.
    #[graphql(default = "administrator")]
    actor: String,
}

/// The most characters of a file's, a survey's and an actor's name.
const MAX_NAME_CHARS: usize = 200;
/// The most bytes of a mapping file.
const MAX_MAPPING_BYTES: usize = 100_000;

impl ImportWorkbookInput {
    /// The workbook, with all of the input's mistakes told at once.
    async fn read(self) -> Result<SentWorkbook, ApiError> {
        let mut mistakes = Vec::new();
        for (field, text) in [
            ("fileName", Some(&self.file_name)),
            ("survey", self.survey.as_ref()),
            ("actor", Some(&self.actor)),
        ] {
            let Some(text) = text else { continue };
            if text.trim().is_empty() {
                mistakes.push(format!("`{field}` is empty"));
            } else if text.chars().count() > MAX_NAME_CHARS {
                mistakes.push(format!(
                    "`{field}` has more than {MAX_NAME_CHARS} characters"
                ));
            } else if text.chars().any(char::is_control) {
                mistakes.push(format!("`{field}` has control characters"));
            }
        }
        if (self.mapping.as_ref()).is_some_and(|text| text.len() > MAX_MAPPING_BYTES) {
            mistakes.push(format!("`mapping` has more than {MAX_MAPPING_BYTES} bytes"));
        }
        let accepted: Vec<vanort_model::FindingCode> = (self.accept_suggestions.into_iter())
            .flatten()
            .map(Into::into)
            .collect();
        for code in &accepted {
            if !ImportOptions::ACCEPTABLE.contains(code) {
                let acceptable = ImportOptions::ACCEPTABLE.map(vanort_model::FindingCode::as_str);
                mistakes.push(format!(
                    "`acceptSuggestions` names {code}, which has no suggestions to take; these have: {}",
                    acceptable.join(", ")
                ));
            }
        }
        let content = self.content;
        let content = match run_blocking(move || Ok::<_, ApiError>(content.decode())).await? {
            Ok(content) => content,
            Err(error) => {
                mistakes.push(format!("`content` is not base64: {error}"));
                Vec::new()
            }
        };
        if !mistakes.is_empty() {
            return Err(ApiError::BadUserInput(mistakes.join("; ")));
        }
        Ok(SentWorkbook {
            file: self.file_name,
            content,
            options: WorkbookOptions {
                survey: self.survey,
                accepted,
                complete: self.complete,
                scope: self.scope.map(Into::into),
                mapping: self.mapping,
                year: None,
            },
            actor: self.actor,
        })
    }
}

/// What checking a workbook came to.
pub(crate) struct ImportWorkbookPayload {
    checked: register::CheckedWorkbook,
    job: register::Job,
}

/// What checking a workbook came to: nothing is changed yet.
#[Object(serial)]
impl ImportWorkbookPayload {
    /// The run: `WAITING` for `applyImport`, or `UNCHANGED` when there is nothing to change. Its
    /// report tells the findings; `importChanges` tells what would change.
    async fn import_run(&self) -> Direct<ImportRun> {
        Direct(ImportRun(Arc::new(self.checked.run.clone())))
    }

    /// A workbook (.xlsx) of the rows that would not be taken, with their reasons, to be mended and
    /// imported; null when all would.
    async fn rejected_workbook(&self) -> Option<Base64> {
        self.checked.rejected.as_deref().map(Base64::of)
    }

    /// The job that checked it.
    async fn job(&self) -> Direct<Job> {
        Direct(Job(self.job.clone()))
    }
}

/// A checked workbook to be applied.
#[derive(InputObject)]
pub(crate) struct ApplyImportInput {
    /// The global id of the import run that waits.
    id: ID,
}

/// What applying a workbook came to.
pub(crate) struct ApplyImportPayload {
    run: vanort_model::ImportRun,
    index: register::IndexReport,
    job: register::Job,
}

/// What applying a checked workbook came to.
#[Object(serial)]
impl ApplyImportPayload {
    /// The run as it ended.
    async fn import_run(&self) -> Direct<ImportRun> {
        Direct(ImportRun(Arc::new(self.run.clone())))
    }

    /// The search index, rebuilt from the changed register.
    async fn index_status(&self) -> Direct<IndexStatus> {
        Direct(self.index.clone().into())
    }

    /// The job that applied it.
    async fn job(&self) -> Direct<Job> {
        Direct(Job(self.job.clone()))
    }
}

/// An import to be undone.
#[derive(InputObject)]
pub(crate) struct RevertImportInput {
    /// The global id of the import run.
    id: ID,
    /// Who undoes it, for the history. Example: `"Karin Ek"`.
    #[graphql(default = "administrator")]
    actor: String,
}

/// What undoing an import came to.
pub(crate) struct RevertImportPayload {
    changes: usize,
    reverted: Vec<vanort_model::ImportRun>,
    run: vanort_model::ImportRun,
    index: register::IndexReport,
    job: register::Job,
}

/// What undoing an import came to.
#[Object(serial)]
impl RevertImportPayload {
    /// The run that undid it; it can be undone like any other.
    async fn import_run(&self) -> Direct<ImportRun> {
        Direct(ImportRun(Arc::new(self.run.clone())))
    }

    /// The runs that were undone: all that were committed together, in the order of their numbers.
    async fn reverted_runs(&self) -> Items<Direct<ImportRun>> {
        let runs = self.reverted.iter().cloned();
        Items(runs.map(|run| Direct(ImportRun(Arc::new(run)))).collect())
    }

    /// How many records are as they were. Example: `12`.
    async fn change_count(&self) -> u64 {
        self.changes as u64
    }

    /// The search index, rebuilt from the changed register.
    async fn index_status(&self) -> Direct<IndexStatus> {
        Direct(self.index.clone().into())
    }

    /// The job that undid it.
    async fn job(&self) -> Direct<Job> {
        Direct(Job(self.job.clone()))
    }
}

#[derive(Default)]
pub(crate) struct ImportMutation;

#[Object]
impl ImportMutation {
    /// Checks a workbook against the register and keeps it: tells what was found and what would
    /// change, and changes nothing. It waits for `applyImport` for a week; of more than 20 that
    /// wait the oldest makes room. A request with an administrator's token may be as large as a
    /// workbook needs. Needs an administrator's token.
    async fn import_workbook(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The workbook.")] input: ImportWorkbookInput,
    ) -> Result<Direct<ImportWorkbookPayload>> {
        require_administrator(ctx)?;
        let sent = input.read().await?;
        let register = crate::query::register(ctx).clone();
        let jobs = register.jobs().clone();
        let check = |progress| async move { register.check_workbook(sent, progress).await };
        let run = jobs.run(JobKind::CheckWorkbook, check);
        let (job, checked) = run.await.map_err(ApiError::from)?;
        Ok(Direct(ImportWorkbookPayload { checked, job }))
    }

    /// Applies a checked workbook, just as its run tells, in one piece, and rebuilds the search
    /// index. `CONFLICT` when the register has changed so that it would do something else now; then
    /// import the workbook again. Answers when it is done. Needs an administrator's token.
    async fn apply_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: ApplyImportInput,
    ) -> Result<Direct<ApplyImportPayload>> {
        require_administrator(ctx)?;
        let number = run_number(&input.id)?;
        let register = crate::query::register(ctx).clone();
        let jobs = register.jobs().clone();
        let apply = |progress: Arc<dyn register::Progress>| async move {
            let run = register.apply_workbook(number, progress.clone()).await?;
            Ok((run, follow(&register, progress).await?))
        };
        let run = jobs.run(JobKind::ApplyImport, apply);
        let (job, (run, index)) = run.await.map_err(ApiError::from)?;
        Ok(Direct(ApplyImportPayload { run, index, job }))
    }

    /// Undoes an import and all that was committed with it: the register is as it was before, and
    /// the search index is rebuilt. `CONFLICT` when later ones build on it. Answers when it is done.
    /// Needs an administrator's token.
    async fn revert_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: RevertImportInput,
    ) -> Result<Direct<RevertImportPayload>> {
        require_administrator(ctx)?;
        let number = run_number(&input.id)?;
        let register = crate::query::register(ctx).clone();
        let jobs = register.jobs().clone();
        let revert = |progress: Arc<dyn register::Progress>| async move {
            let summary = register.revert_import(number, &input.actor).await?;
            let index = follow(&register, progress).await?;
            let undoing = summary.run_id.unwrap_or_default();
            let run = register.reader().import_run(undoing).await?;
            let run = run.ok_or(register::RevertError::UnknownRun { run: undoing })?;
            // As they stand now.
            let reverted = register.reader().import_runs_of(run.reverts).await?;
            Ok((summary.differences.len(), reverted, run, index))
        };
        let run = jobs.run(JobKind::RevertImport, revert);
        let (job, (changes, reverted, run, index)) = run.await.map_err(ApiError::from)?;
        Ok(Direct(RevertImportPayload {
            changes,
            reverted,
            run,
            index,
            job,
        }))
    }
}

/// Brings the search index after a change. The change is made: an index that cannot follow now does
/// later.
async fn follow(
    register: &Register,
    progress: Arc<dyn register::Progress>,
) -> Result<register::IndexReport, RegisterError> {
    if let Err(error) = register.ensure_index(progress).await {
        warn!(
            error = &error as &dyn std::error::Error,
            "the index could not follow the register"
        );
    }
    register.index_report().await
}
