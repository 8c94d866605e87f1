//! Workbooks into the register: read, compared with what is there, committed in one transaction.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use time::OffsetDateTime;
use tracing::info;
use vanort_ingest::{
    ImportOptions, Source, WorkbookLimits, list_data_files, plan_import, read_source,
};
use vanort_model::{ImportReport, Revision};
use vanort_store::{NewImportRun, StoreError};

use crate::blocking::run_blocking;
use crate::error::RegisterError;
use crate::progress::{Progress, Stage};
use crate::register::Register;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportSummary {
    /// One report a file, in the order of the files.
    pub reports: Vec<ImportReport>,
    /// The register's revision afterwards.
    pub revision: Revision,
    /// Whether the register changed.
    pub changed: bool,
}

impl ImportSummary {
    /// Whether a row of any file was not taken.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.reports.iter().any(ImportReport::has_errors)
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
        files: &[PathBuf],
        actor: &str,
        progress: Arc<dyn Progress>,
    ) -> Result<ImportSummary, RegisterError> {
        // One import at a time within the process; another process is met by the revision check.
        let _one_at_a_time = self.inner.importing.lock().await;
        let started_at = OffsetDateTime::now_utc();
        let sources = read_sources(files.to_vec(), progress.clone()).await?;
        let (state, snapshot) = self.inner.store.snapshot().await?;
        progress.report(Stage::Checking, 0, 0);
        let plan =
            run_blocking(move || plan_import(&sources, &snapshot, &ImportOptions::default()))
                .await?;
        progress.report(Stage::Saving, 0, plan.changes.len() as u64);
        let runs: Vec<NewImportRun> = plan
            .reports
            .iter()
            .map(|report| NewImportRun {
                started_at,
                actor: actor.to_owned(),
                report: report.clone(),
            })
            .collect();
        let after = self
            .inner
            .store
            .commit_import(state.revision, &plan.changes, &runs)
            .await?;
        let changed = !plan.changes.is_empty();
        info!(
            import.files = plan.reports.len(),
            import.changes = plan.changes.len(),
            register.revision = after.revision.0,
            import.changed = changed,
            "import finished"
        );
        Ok(ImportSummary {
            reports: plan.reports,
            revision: after.revision,
            changed,
        })
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
        match self.import_files(&files, "start-up", progress).await {
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
