//! Workbooks into the register: read, compared with what is there, committed in one transaction.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use time::OffsetDateTime;
use tracing::info;
use vanort_ingest::{
    ImportOptions, Source, WorkbookLimits, list_data_files, plan_import, read_source,
    write_rejected,
};
use vanort_model::{Change, Difference, ImportReport, Revision, RunKind, differences};
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
    /// Whether it is only for a register that has never been written to.
    pub only_if_empty: bool,
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
        // Within the process they queue here, over processes in the store.
        let _one_at_a_time = self.inner.importing.lock().await;
        let started_at = OffsetDateTime::now_utc();
        if request.dry_run {
            let planned = self.plan(request, started_at, progress).await?;
            return Ok(planned.summary);
        }
        let runs: Vec<NewImportRun> = (request.files.iter())
            .map(|file| NewImportRun {
                started_at,
                actor: request.actor.clone(),
                kind: RunKind::Import,
                reverts: None,
                report: ImportReport {
                    workbook: file_name(file),
                    ..ImportReport::default()
                },
            })
            .collect();
        let under_way = self.inner.store.start_import(&runs).await?;
        if request.only_if_empty {
            // Now that no other import can be under way.
            let filled = self.inner.store.state().await?.version;
            if filled.revision != Revision::default() {
                self.inner.store.abandon_import(under_way).await;
                return Err(StoreError::Conflict {
                    expected: Revision::default(),
                    found: filled.revision,
                }
                .into());
            }
        }
        let planned = match self.plan(request, started_at, progress.clone()).await {
            Ok(planned) => planned,
            Err(error) => {
                self.inner.store.abandon_import(under_way).await;
                return Err(error);
            }
        };
        let Planned {
            changes,
            compared_with,
            mut summary,
        } = planned;
        progress.report(Stage::Saving, 0, changes.len() as u64);
        summary.run_ids = under_way.run_ids().to_vec();
        let after = self
            .inner
            .store
            .finish_import(under_way, compared_with, &changes, &summary.reports)
            .await?;
        summary.revision = after.version.revision;
        if summary.changed {
            self.follow_commit(progress).await;
        }
        info!(
            import.files = summary.reports.len(),
            import.changes = changes.len(),
            register.revision = summary.revision.0,
            import.changed = summary.changed,
            "import finished"
        );
        Ok(summary)
    }

    /// Does everything of an import but the commit.
    async fn plan(
        &self,
        request: ImportRequest,
        started_at: OffsetDateTime,
        progress: Arc<dyn Progress>,
    ) -> Result<Planned, RegisterError> {
        let sources = read_sources(request.files, progress.clone()).await?;
        let mut options = request.options;
        options.year.get_or_insert(started_at.year());
        let (dry_run, collect_rejected) = (request.dry_run, request.collect_rejected);
        self.plan_sources(sources, options, dry_run, collect_rejected, progress)
            .await
    }

    /// Compares what was read with the register; new records are told only where asked for.
    pub(crate) async fn plan_sources(
        &self,
        sources: Vec<Source>,
        options: ImportOptions,
        dry_run: bool,
        collect_rejected: bool,
        progress: Arc<dyn Progress>,
    ) -> Result<Planned, RegisterError> {
        let (version, snapshot) = self.snapshot().await?;
        progress.report(Stage::Checking, 0, 0);
        run_blocking(move || {
            let plan = plan_import(&sources, &snapshot, &options)?;
            let told = (plan.changes.iter()).filter(|change| dry_run || change.before.is_some());
            let differences = differences(told, &snapshot);
            let rejected = if collect_rejected {
                write_rejected(&sources, &plan.reports, &options)?
            } else {
                None
            };
            Ok(Planned {
                compared_with: version.revision,
                summary: ImportSummary {
                    reports: plan.reports,
                    changed: !plan.changes.is_empty(),
                    differences,
                    revision: version.revision,
                    run_ids: Vec::new(),
                    dry_run,
                    rejected,
                },
                changes: plan.changes,
            })
        })
        .await
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
        let state = self.inner.store.state().await?;
        if state.version.revision != Revision::default() {
            return Ok(None);
        }
        self.check_not_lost(&state)?;
        let files = list_data_files(data_dir)?;
        let request = ImportRequest {
            only_if_empty: true,
            ..ImportRequest::new(files, "start-up")
        };
        match self.import_files(request, progress).await {
            // Another process was quicker to fill the same register.
            Err(RegisterError::Store(StoreError::Conflict { .. })) => Ok(None),
            imported => imported.map(Some),
        }
    }
}

/// An import before its commit.
pub(crate) struct Planned {
    pub(crate) changes: Vec<Change>,
    /// The revision that the changes were made for.
    pub(crate) compared_with: Revision,
    pub(crate) summary: ImportSummary,
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
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
