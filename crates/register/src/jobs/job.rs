//! One piece of long work.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use time::OffsetDateTime;

use crate::error::RegisterError;
use crate::progress::Stage;

/// What tells a job from all others, of this process and of others: when the process began to
/// have jobs, in nanoseconds, and a number that grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId {
    pub(super) process: i128,
    pub(super) number: i64,
}

impl JobId {
    /// The job's place among those of its process, from 1.
    #[must_use]
    pub fn number(self) -> i64 {
        self.number
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.process, self.number)
    }
}

impl FromStr for JobId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (process, number) = text.split_once('.').unwrap_or((text, ""));
        Ok(Self {
            process: process.parse()?,
            number: number.parse()?,
        })
    }
}

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobKind {
    /// It checks a workbook.
    CheckWorkbook,
    /// It applies a checked workbook.
    ApplyImport,
    /// It undoes an import.
    RevertImport,
    /// It rebuilds the search index.
    Reindex,
}

/// What a job is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobSubject {
    /// The name of the file that it checks.
    pub file: Option<String>,
    /// The number of the import run that it makes, applies or undoes, once that is known.
    pub run: Option<i64>,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// It is under way.
    Running,
    /// It is done.
    Succeeded,
    /// It could not be done.
    Failed,
}

/// One piece of long work, as it stands.
#[derive(Debug, Clone)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// What it is about.
    pub subject: JobSubject,
    /// How far it is.
    pub state: JobState,
    /// The stage that it has come to; `None` before the first.
    pub stage: Option<Stage>,
    /// How many steps of the stage are done.
    pub done: u64,
    /// How many steps the stage has; 0 when that is not known.
    pub total: u64,
    /// Why it failed; `None` unless it did, and when it was given up.
    pub error: Option<Arc<RegisterError>>,
    /// When it began.
    pub started_at: OffsetDateTime,
    /// When it ended; `None` while it is under way.
    pub finished_at: Option<OffsetDateTime>,
    /// Grows with everything that is told of it.
    pub version: u64,
}
