//! One reading of a workbook: what it counted and found, and how it ended.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::error::ParseError;
use crate::finding::{Finding, Severity};
use crate::revision::Revision;
use crate::word::word_enum;

/// What became of a file's rows. Every row that was read is counted once more, in the first of
/// `rejected`, `created`, `updated` and `unchanged` that fits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportCounts {
    /// Rows below the headings that hold anything.
    pub rows_read: u32,
    /// Rows that told of something new to the register: a tie, a place, an authority.
    pub created: u32,
    /// Rows that changed something that the register had.
    pub updated: u32,
    /// Rows that told what the register knew.
    pub unchanged: u32,
    /// Rows that were not taken.
    pub rejected: u32,
    /// Ties that this list, or this edition of it, is the first to observe: new ones, and known
    /// ones that now have one more observation.
    pub observed: u32,
    /// Ties of the register that the list should name and does not.
    pub missing: u32,
}

/// What one reading of a workbook found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// The name of the file.
    pub workbook: String,
    /// The file's size.
    pub size_bytes: u64,
    /// The file's SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// The names of the surveys that the file's rows belong to, sorted; empty when it holds no list.
    #[serde(default)]
    pub surveys: Vec<String>,
    /// What became of the rows.
    pub counts: ImportCounts,
    /// The findings, in the order of the sheets and rows.
    pub findings: Vec<Finding>,
}

impl ImportReport {
    /// Whether a row was not taken.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }
}

word_enum! {
    /// How an import ended.
    ImportOutcome, "an outcome" {
        /// It is under way.
        Running = "running",
        /// The process that ran it ended in the middle; nothing was changed.
        Interrupted = "interrupted",
        /// The workbook was checked and is kept, to be applied when somebody says so.
        Waiting = "waiting",
        /// The workbook was checked, and was kept no longer before anybody said so.
        Expired = "expired",
        /// The register was changed.
        Committed = "committed",
        /// The register already was so.
        Unchanged = "unchanged",
    }
}

word_enum! {
    /// What a run does.
    RunKind, "a kind of run" {
        /// It imports a file.
        Import = "import",
        /// It undoes an earlier run.
        Revert = "revert",
    }
}

/// One reading of a workbook, or the undoing of one, as the register remembers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRun {
    /// The number of the run, growing.
    pub id: i64,
    /// When it began.
    pub started_at: OffsetDateTime,
    /// When it ended; `None` while it waits or is under way and when it was interrupted.
    pub finished_at: Option<OffsetDateTime>,
    /// Who started it: "start-up", "command line", later a person.
    pub actor: String,
    /// How it ended.
    pub outcome: ImportOutcome,
    /// The revision that it made; `None` when it changed nothing.
    pub revision: Option<Revision>,
    /// What it does.
    pub kind: RunKind,
    /// The revision that it undid; `None` for an import.
    pub reverts: Option<Revision>,
    /// The revision that undid it.
    pub reverted_by: Option<Revision>,
    /// What it found.
    pub report: ImportReport,
}
