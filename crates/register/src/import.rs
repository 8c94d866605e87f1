//! Workbooks into the register: read, compared with what is there, committed in one transaction.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use time::OffsetDateTime;
use tracing::info;
use vanort_ingest::{
    ImportOptions, Source, WorkbookLimits, list_data_files, plan_import, read_source,
    write_rejected,
};
use vanort_model::{Difference, ImportReport, Revision, differences};
use vanort_store::{NewImportRun, StoreError};

use crate::blocking::run_blocking;
use crate::error::RegisterError;
use crate::progress::{Progress, Stage};
use crate::register::Register;

/// An import as it is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportRequest {
    /// The workbooks and gazetteers.
    pub files: Vec<PathBuf>,
    /// Who asks for it: "start-up", "command line", later a person.
    pub actor: String,
    /// What the administrator says of the import, beyond the files themselves.
    pub options: ImportOptions,
    /// Whether everything but the commit is done: the register stays as it is, and no run is
    /// remembered.
    pub dry_run: bool,
    /// Whether a workbook is made of the rows that are not taken.
    pub collect_rejected: bool,
}

impl ImportRequest {
    /// Asks for the import of the files as they are.
    pub fn new(files: impl Into<Vec<PathBuf>>, actor: impl Into<String>) -> Self {
        Self {
            files: files.into(),
            actor: actor.into(),
            ..Self::default()
        }
    }
}

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportSummary {
    /// One report a file, in the order of the files.
    pub reports: Vec<ImportReport>,
    /// What is different in the register, old values beside new ones; of a dry run, what would
    /// be. New records are told by a dry run only: an import may bring thousands.
    pub differences: Vec<Difference>,
    /// The register's revision afterwards; of a dry run, the one that it was compared with.
    pub revision: Revision,
    /// Whether the register changed, or would change.
    pub changed: bool,
    /// The numbers of the runs, in the order of the files; empty for a dry run.
    pub run_ids: Vec<i64>,
    /// Whether nothing was committed because that was asked for.
    pub dry_run: bool,
    /// The workbook of the rows that were not taken, if that was asked for and there are any.
    pub rejected: Option<Vec<u8>>,
}

impl ImportSummary {
    /// Whether a row of any file was not taken.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.reports.iter().any(ImportReport::has_errors)
    }

    /// Whether there were rows, and none of them was taken.
    #[must_use]
    pub fn took_nothing(&self) -> bool {
        let counts = || self.reports.iter().map(|report| &report.counts);
        counts().any(|counts| counts.rejected > 0)
            && counts().all(|counts| counts.rejected == counts.rows_read)
    }
}

impl Register {
    /// Imports the files together: all of them are read before anything is compared, and all that
    /// they change is committed in one transaction, which raises the revision by one. Files that
    /// change nothing raise nothing. Rows that cannot be taken are findings in the reports.
    ///
    /// The index is not rebuilt; see [`Register::ensure_index`].
    ///
    /// # Errors
    /// When a file cannot be read at all, or the database fails; nothing was imported then.
    pub async fn import_files(
        &self,
        request: ImportRequest,
        progress: Arc<dyn Progress>,
    ) -> Result<ImportSummary, RegisterError> {
        // One import at a time within the process; another process is met by the revision check.
        let _one_at_a_time = self.inner.importing.lock().await;
        let started_at = OffsetDateTime::now_utc();
        let sources = read_sources(request.files, progress.clone()).await?;
        let (state, snapshot) = self.inner.store.snapshot().await?;
        progress.report(Stage::Checking, 0, 0);
        let mut options = request.options;
        options.year.get_or_insert(started_at.year());
        let dry_run = request.dry_run;
        let collect_rejected = request.collect_rejected;
        let (plan, differences, rejected) = run_blocking(move || {
            let plan = plan_import(&sources, &snapshot, &options)?;
            let told = (plan.changes.iter()).filter(|change| dry_run || change.before.is_some());
            let differences = differences(told, &snapshot);
            let rejected = if collect_rejected {
                write_rejected(&sources, &plan.reports, &options)?
            } else {
                None
            };
            Ok::<_, RegisterError>((plan, differences, rejected))
        })
        .await?;
        let changes = plan.changes;
        let mut summary = ImportSummary {
            reports: plan.reports,
            changed: !changes.is_empty(),
            differences,
            revision: state.revision,
            run_ids: Vec::new(),
            dry_run: request.dry_run,
            rejected,
        };
        if !request.dry_run {
            progress.report(Stage::Saving, 0, changes.len() as u64);
            let runs: Vec<NewImportRun> = summary
                .reports
                .iter()
                .map(|report| NewImportRun {
                    started_at,
                    actor: request.actor.clone(),
                    report: report.clone(),
                })
                .collect();
            let after = self
                .inner
                .store
                .commit_import(state.revision, &changes, &runs)
                .await?;
            summary.revision = after.revision;
        }
        info!(
            import.files = summary.reports.len(),
            import.changes = changes.len(),
            import.dry_run = summary.dry_run,
            register.revision = summary.revision.0,
            import.changed = summary.changed,
            "import finished"
        );
        Ok(summary)
    }

    /// Imports the workbooks of a data folder into a register that has never been written to;
    /// `None` when it has, by whomever.
    ///
    /// # Errors
    /// As [`Register::import_files`], and when the folder is missing or holds no workbook.
    pub async fn seed(
        &self,
        data_dir: &Path,
        progress: Arc<dyn Progress>,
    ) -> Result<Option<ImportSummary>, RegisterError> {
        if self.inner.store.state().await?.revision != Revision::default() {
            return Ok(None);
        }
        let files = list_data_files(data_dir)?;
        let request = ImportRequest::new(files, "start-up");
        match self.import_files(request, progress).await {
            // Another process was quicker to fill the same register.
            Err(RegisterError::Store(StoreError::Conflict { .. })) => Ok(None),
            imported => imported.map(Some),
        }
    }
}

async fn read_sources(
    files: Vec<PathBuf>,
    progress: Arc<dyn Progress>,
) -> Result<Vec<Source>, RegisterError> {
    run_blocking(move || {
        let limits = WorkbookLimits::default();
        let total = files.len() as u64;
        let mut sources = Vec::with_capacity(files.len());
        for (file, done) in files.iter().zip(0..) {
            progress.report(Stage::Reading, done, total);
            sources.push(read_source(file, &limits)?);
        }
        progress.report(Stage::Reading, total, total);
        Ok(sources)
    })
    .await
}
