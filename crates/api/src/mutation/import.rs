//! Importing workbooks.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use vanort_register::{
    CheckedWorkbook, ImportOptions, IndexReport, InputReader, JobKind, JobSubject, JobTeller,
    Lines, MAX_NAME, RegisterError, SentWorkbook, WorkbookOptions, run_blocking,
};

use crate::answer::{Direct, Items};
use crate::error::ApiError;
use crate::query::{register, require_administrator, run_number};
use crate::types::{Base64, FindingCode, ImportRun, IndexStatus, Job};

/// Which ties of the register a list should name.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "vanort_register::ListScope")]
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

/// The most bytes of a mapping file.
const MAX_MAPPING_BYTES: usize = 100_000;

impl ImportWorkbookInput {
    /// The workbook, with all of the input's mistakes told at once.
    async fn read(self) -> Result<SentWorkbook, ApiError> {
        let mut reader = InputReader::default();
        let file = reader.text("file_name", &self.file_name, MAX_NAME, Lines::One);
        let survey = (self.survey.as_deref())
            .map(|survey| reader.text("survey", survey, MAX_NAME, Lines::One));
        let actor = reader.text("actor", &self.actor, MAX_NAME, Lines::One);
        let mapping_bytes = self.mapping.as_ref().map_or(0, String::len);
        if mapping_bytes > MAX_MAPPING_BYTES {
            let problem =
                format!("has {mapping_bytes} bytes; at most {MAX_MAPPING_BYTES} are allowed");
            reader.tell("mapping", problem);
        }
        let accepted: Vec<vanort_model::FindingCode> = (self.accept_suggestions.into_iter())
            .flatten()
            .map(Into::into)
            .collect();
        for code in &accepted {
            if !ImportOptions::ACCEPTABLE.contains(code) {
                let acceptable = ImportOptions::ACCEPTABLE.map(vanort_model::FindingCode::as_str);
                let problem = format!(
                    "names {code}, which has no suggestions to take; these have: {}",
                    acceptable.join(", ")
                );
                reader.tell("accept_suggestions", problem);
            }
        }
        let content = self.content;
        let content = run_blocking(move || content.decode()).await;
        let content = content.unwrap_or_else(|error| {
            reader.tell("content", format!("is not base64: {error}"));
            Vec::new()
        });
        reader.end().map_err(RegisterError::from)?;
        Ok(SentWorkbook {
            // A browser may send the way to a file with its name.
            file: file.rsplit(['/', '\\']).next().unwrap_or(&file).to_owned(),
            content,
            options: WorkbookOptions {
                survey,
                accepted,
                complete: self.complete,
                scope: self.scope.map(Into::into),
                mapping: self.mapping,
                year: None,
            },
            actor,
        })
    }
}

/// Who does something, as it was sent.
fn read_actor(actor: &str) -> Result<String, ApiError> {
    let mut reader = InputReader::default();
    let actor = reader.text("actor", actor, MAX_NAME, Lines::One);
    reader.end().map_err(RegisterError::from)?;
    Ok(actor)
}

/// What checking a workbook came to.
pub(crate) struct ImportWorkbookPayload {
    checked: CheckedWorkbook,
    job: vanort_register::Job,
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
    /// imported; null when all would. It is told here alone: checking the file again gives it again.
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
    /// Who applies it, for the history; who checked it stands there when left out.
    /// Example: `"Karin Ek"`.
    actor: Option<String>,
}

/// What applying a workbook came to.
pub(crate) struct ApplyImportPayload {
    run: vanort_model::ImportRun,
    index: IndexReport,
    job: vanort_register::Job,
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
    index: IndexReport,
    job: vanort_register::Job,
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
    /// wait the oldest makes room. All that is wrong with values of the right types is told at once,
    /// each in an error that has the field in `extensions.field`. A request with an administrator's token may be as large as a
    /// workbook needs. Needs an administrator's token.
    async fn import_workbook(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The workbook.")] input: ImportWorkbookInput,
    ) -> Result<Direct<ImportWorkbookPayload>> {
        require_administrator(ctx)?;
        let sent = input.read().await?;
        let subject = JobSubject {
            file: Some(sent.file.clone()),
            run: None,
        };
        let register = register(ctx).clone();
        let jobs = register.jobs().clone();
        let check = |job: Arc<JobTeller>| async move {
            let checked = register.check_workbook(sent, job.clone()).await?;
            job.tell_run(checked.run.id);
            Ok(checked)
        };
        let run = jobs.run(JobKind::CheckWorkbook, subject, check);
        let (job, checked) = run.await.map_err(ApiError::from)?;
        Ok(Direct(ImportWorkbookPayload { checked, job }))
    }

    /// Applies a checked workbook, just as its run tells, in one piece, and rebuilds the search
    /// index. `CONFLICT` when the register has changed so that it would do something else now; it
    /// waits no more then: import the workbook again. Answers when it is done. Needs an administrator's token.
    async fn apply_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: ApplyImportInput,
    ) -> Result<Direct<ApplyImportPayload>> {
        require_administrator(ctx)?;
        let number = run_number(&input.id)?;
        let actor = input.actor.as_deref().map(read_actor).transpose()?;
        let register = register(ctx).clone();
        let jobs = register.jobs().clone();
        let apply = |job: Arc<JobTeller>| async move {
            let run = register
                .apply_workbook(number, actor.as_deref(), job)
                .await?;
            Ok((run, register.index_report()))
        };
        let run = jobs.run(JobKind::ApplyImport, about(number), apply);
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
        let actor = read_actor(&input.actor)?;
        let register = register(ctx).clone();
        let jobs = register.jobs().clone();
        let revert = |job: Arc<JobTeller>| async move {
            let summary = register.revert_import(number, &actor, job).await?;
            Ok((summary, register.index_report()))
        };
        let run = jobs.run(JobKind::RevertImport, about(number), revert);
        let (job, (summary, index)) = run.await.map_err(ApiError::from)?;
        Ok(Direct(RevertImportPayload {
            changes: summary.differences.len(),
            reverted: summary.reverted,
            run: summary.run,
            index,
            job,
        }))
    }
}

/// A job about a run.
fn about(run: i64) -> JobSubject {
    JobSubject {
        file: None,
        run: Some(run),
    }
}
