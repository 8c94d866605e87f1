//! Long work.

use async_graphql::{Enum, ID, Object};
use time::OffsetDateTime;
use vanort_register as register;

use crate::error::{ApiError, ErrorCode};
use crate::global_id::GlobalId;

/// What a job does.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "register::JobKind")]
pub(crate) enum JobKind {
    /// It checks a workbook (`importWorkbook`).
    CheckWorkbook,
    /// It applies a checked workbook (`applyImport`).
    ApplyImport,
    /// It undoes an import (`revertImport`).
    RevertImport,
    /// It rebuilds the search index (`reindex`).
    Reindex,
}

/// How far a job is.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "register::JobState")]
pub(crate) enum JobState {
    /// It is under way.
    Running,
    /// It is done.
    Succeeded,
    /// It could not be done; `importRuns` tells whether anything was changed.
    Failed,
}

/// What a job is at, in the order in which stages come.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "register::Stage")]
pub(crate) enum JobStage {
    /// Files are read.
    Reading,
    /// Rows are checked against the register.
    Checking,
    /// Changes are written to the database.
    Saving,
    /// The search index is built.
    Indexing,
}

/// A piece of long work.
#[derive(Clone)]
pub(crate) struct Job(pub(crate) register::Job);

impl Job {
    fn failure(&self) -> Option<ApiError> {
        self.0.error.clone().map(ApiError::from)
    }
}

/// A piece of long work on this server, which goes on when the client that began it is gone.
#[Object(serial)]
impl Job {
    /// The global id; it holds while the server remembers the job.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Job(self.0.id).encode()
    }

    /// What it does. Example: `REINDEX`.
    async fn kind(&self) -> JobKind {
        self.0.kind.into()
    }

    /// The name of the file that it checks; null for other work. Example: `"vanorter.xlsx"`.
    async fn file_name(&self) -> Option<&str> {
        self.0.subject.file.as_deref()
    }

    /// The global id of the import run that it makes, applies or undoes; null until it is known, and
    /// for other work.
    async fn import_run_id(&self) -> Option<ID> {
        let run = self.0.subject.run?;
        Some(GlobalId::ImportRun(run).encode())
    }

    /// How far it is. Example: `RUNNING`.
    async fn state(&self) -> JobState {
        self.0.state.into()
    }

    /// What it is at, or was at when it ended; null before the first stage. Example: `INDEXING`.
    async fn stage(&self) -> Option<JobStage> {
        self.0.stage.map(Into::into)
    }

    /// How many steps of the stage are done. Example: `640`.
    async fn done(&self) -> u64 {
        self.0.done
    }

    /// How many steps the stage has; null when that is not known. Example: `1281`.
    async fn total(&self) -> Option<u64> {
        Some(self.0.total).filter(|total| *total > 0)
    }

    /// Why it failed, in the words of the mutation that began it; null unless it did.
    async fn error(&self) -> Option<String> {
        self.failure().map(|error| error.public_message())
    }

    /// The code of that error; null unless it failed, and when it was given up. Example: `CONFLICT`.
    async fn error_code(&self) -> Option<ErrorCode> {
        self.failure().map(|error| error.code())
    }

    /// When it began. Example: `"2026-02-14T09:30:00Z"`.
    async fn started_at(&self) -> OffsetDateTime {
        self.0.started_at
    }

    /// When it ended; null while it is under way.
    async fn finished_at(&self) -> Option<OffsetDateTime> {
        self.0.finished_at
    }
}
