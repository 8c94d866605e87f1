//! Workbooks that are sent over the network: checked first, kept, and applied when somebody says so.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tracing::{info, warn};
use vanort_ingest::{
    ColumnMapping, ImportOptions, ListScope, MappingError, WorkbookLimits, read_source_bytes,
};
use vanort_model::{Difference, FindingCode, ImportOutcome, ImportRun, RunKind};
use vanort_store::{DifferencePage, Keeping, KeptWorkbook, NewImportRun};

use crate::blocking::run_blocking;
use crate::error::RegisterError;
use crate::import::Planned;
use crate::limits::{MAX_WAITING_WORKBOOKS, WAITING_TIME};
use crate::progress::{Progress, Stage};
use crate::register::Register;

fn keeping() -> Keeping {
    Keeping {
        since: OffsetDateTime::now_utc() - WAITING_TIME,
        most: MAX_WAITING_WORKBOOKS,
    }
}

/// How many changes are compared at a time with those that were told.
const COMPARED_AT_A_TIME: u64 = 1_000;

/// A workbook as it was sent.
#[derive(Debug, Clone)]
pub struct SentWorkbook {
    /// The file's name, whose ending tells what it holds.
    pub file: String,
    /// The file's bytes.
    pub content: Vec<u8>,
    /// What the administrator says of the import.
    pub options: WorkbookOptions,
    /// Who sends it.
    pub actor: String,
}

/// What the administrator says of the import of a workbook, as it is kept with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkbookOptions {
    /// The survey that rows without one belong to; without it one is named after the file.
    pub survey: Option<String>,
    /// The codes of findings whose suggestions are taken.
    pub accepted: Vec<FindingCode>,
    /// Whether the lists name every tie within their scope.
    pub complete: bool,
    /// Which ties the lists should name; `None` lets each list tell by what it names.
    pub scope: Option<ListScope>,
    /// The text of a mapping file.
    pub mapping: Option<String>,
    /// The year in which the workbook was checked.
    pub year: Option<i32>,
}

impl WorkbookOptions {
    fn read(&self) -> Result<ImportOptions, MappingError> {
        let mapping = self.mapping.as_deref().map(ColumnMapping::parse);
        Ok(ImportOptions {
            survey: self.survey.clone(),
            year: self.year,
            accepted: self.accepted.iter().copied().collect(),
            complete: self.complete,
            scope: self.scope,
            mapping: mapping.transpose()?.unwrap_or_default(),
        })
    }
}

/// Why a checked workbook cannot be applied. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// There is no such run.
    #[error("there is no import run {run}")]
    UnknownRun {
        /// The number that was asked for.
        run: i64,
    },
    /// The run's workbook does not wait: it was applied, or let go, or never kept.
    #[error("the workbook of import run {run} does not wait to be applied: it is {outcome}")]
    NotWaiting {
        /// The run's number.
        run: i64,
        /// How the run stands.
        outcome: ImportOutcome,
    },
    /// The register has changed so that the workbook would now change something else than was told.
    #[error(
        "the register has changed since the workbook of import run {run} was checked, and it would now change something else; import the workbook again to see what"
    )]
    ChangedMeanwhile {
        /// The run's number.
        run: i64,
    },
    /// The options that were kept with the workbook cannot be read.
    #[error("what was kept with the workbook of import run {run} cannot be read")]
    Options {
        /// The run's number.
        run: i64,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
}

/// What checking a workbook came to.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedWorkbook {
    /// The run, which waits, or is over when there is nothing to change.
    pub run: ImportRun,
    /// The workbook of the rows that are not taken; `None` when all are.
    pub rejected: Option<Vec<u8>>,
}

impl Register {
    /// Checks a workbook and keeps it: the run tells what was found and what would change. Nothing
    /// is changed before [`Register::apply_workbook`].
    ///
    /// # Errors
    /// When the workbook cannot be read at all, the mapping not be used, or the database fails;
    /// nothing is kept then.
    pub async fn check_workbook(
        &self,
        mut sent: SentWorkbook,
        progress: Arc<dyn Progress>,
    ) -> Result<CheckedWorkbook, RegisterError> {
        let started_at = OffsetDateTime::now_utc();
        sent.options.year.get_or_insert(started_at.year());
        let mut kept = KeptWorkbook {
            file: sent.file,
            content: sent.content,
            options: serde_json::to_string(&sent.options).map_err(RegisterError::Options)?,
        };
        let options = sent.options.read()?;
        let (planned, content) = self
            .plan_workbook(kept.file.clone(), kept.content, options, true, progress)
            .await?;
        kept.content = content;
        let summary = planned.summary;
        let run = NewImportRun {
            started_at,
            actor: sent.actor,
            kind: RunKind::Import,
            reverts: None,
            report: summary.reports.into_iter().next().unwrap_or_default(),
        };
        let store = &self.inner.store;
        let id = if summary.changed {
            store
                .keep_workbook(&run, kept, &summary.differences, keeping())
                .await?
        } else {
            store.note_unchanged(&run).await?
        };
        Ok(CheckedWorkbook {
            run: self.run(id).await?,
            rejected: summary.rejected,
        })
    }

    /// Applies a workbook that was checked, just as was told then; the index is not rebuilt. Gives
    /// the run as it ended.
    ///
    /// # Errors
    /// [`ApplyError`] when it does not wait, or would now change something else; and when the
    /// database fails. Nothing was changed then.
    pub async fn apply_workbook(
        &self,
        run: i64,
        actor: Option<&str>,
        progress: Arc<dyn Progress>,
    ) -> Result<ImportRun, RegisterError> {
        let _one_at_a_time = self.inner.importing.lock().await;
        let store = &self.inner.store;
        let Some(under_way) = store.start_kept(run, actor, keeping()).await? else {
            let outcome = self.run(run).await?.outcome;
            return Err(ApplyError::NotWaiting { run, outcome }.into());
        };
        let planned = match self.plan_again(run, progress.clone()).await {
            Ok(planned) => planned,
            Err(error @ RegisterError::Apply(ApplyError::ChangedMeanwhile { .. })) => {
                if let Err(failure) = store.expire_kept(under_way).await {
                    warn!(
                        error = &failure as &dyn std::error::Error,
                        import_run.id = run,
                        "a checked workbook that cannot be applied could not be removed"
                    );
                }
                return Err(error);
            }
            Err(error) => {
                store.abandon_import(under_way).await;
                return Err(error);
            }
        };
        let Planned {
            changes,
            compared_with,
            summary,
        } = planned;
        progress.report(Stage::Saving, 0, changes.len() as u64);
        let mut applied = match self.run(run).await {
            Ok(applied) => applied,
            Err(error) => {
                store.abandon_import(under_way).await;
                return Err(error);
            }
        };
        let after = store
            .finish_import(under_way, compared_with, &changes, &summary.reports)
            .await?;
        self.follow_commit(progress).await;
        info!(
            import_run.id = run,
            import.changes = changes.len(),
            register.revision = after.version.revision.0,
            "a checked workbook is applied"
        );
        // Not read again: what is committed is never answered as failed.
        applied.outcome = match changes.len() {
            0 => ImportOutcome::Unchanged,
            _ => ImportOutcome::Committed,
        };
        applied.finished_at = Some(OffsetDateTime::now_utc());
        applied.revision = (!changes.is_empty()).then_some(after.version.revision);
        applied.report = summary.reports.into_iter().next().unwrap_or_default();
        Ok(applied)
    }

    /// Lets go of the workbooks that have waited too long.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn let_workbooks_go(&self) -> Result<(), RegisterError> {
        Ok(self.inner.store.let_workbooks_go(keeping()).await?)
    }

    /// Plans a workbook that waits, once more.
    ///
    /// # Errors
    /// When it would change something else than was told.
    async fn plan_again(
        &self,
        run: i64,
        progress: Arc<dyn Progress>,
    ) -> Result<Planned, RegisterError> {
        let kept = self.inner.store.kept_workbook(run).await?;
        let kept = kept.ok_or(ApplyError::UnknownRun { run })?;
        let options: WorkbookOptions = serde_json::from_str(&kept.options)
            .map_err(|source| ApplyError::Options { run, source })?;
        let options = options.read()?;
        let (planned, _) = self
            .plan_workbook(kept.file, kept.content, options, false, progress)
            .await?;
        if self.was_told(run, &planned.summary.differences).await? {
            Ok(planned)
        } else {
            Err(ApplyError::ChangedMeanwhile { run }.into())
        }
    }

    /// Whether these are the changes that were told when a run's workbook was checked.
    async fn was_told(&self, run: i64, differences: &[Difference]) -> Result<bool, RegisterError> {
        let mut page = DifferencePage {
            run,
            after: None,
            before: None,
            from_last: false,
            limit: COMPARED_AT_A_TIME,
        };
        let mut rest = differences;
        loop {
            let told = self.reader().differences(&page).await?;
            let Some((last, _)) = told.last() else {
                return Ok(rest.is_empty());
            };
            page.after = Some(*last);
            let Some((these, others)) = rest.split_at_checked(told.len()) else {
                return Ok(false);
            };
            if !told.iter().map(|(_, told)| told).eq(these) {
                return Ok(false);
            }
            rest = others;
        }
    }

    async fn plan_workbook(
        &self,
        file: String,
        content: Vec<u8>,
        options: ImportOptions,
        collect_rejected: bool,
        progress: Arc<dyn Progress>,
    ) -> Result<(Planned, Vec<u8>), RegisterError> {
        progress.report(Stage::Reading, 0, 1);
        let (source, content) = run_blocking(move || {
            let source = read_source_bytes(&file, &content, &WorkbookLimits::default());
            source.map(|source| (source, content))
        })
        .await?;
        progress.report(Stage::Reading, 1, 1);
        let planned = self
            .plan_sources(vec![source], options, true, collect_rejected, progress)
            .await?;
        Ok((planned, content))
    }

    async fn run(&self, run: i64) -> Result<ImportRun, RegisterError> {
        let found = self.reader().import_run(run).await?;
        Ok(found.ok_or(ApplyError::UnknownRun { run })?)
    }
}
