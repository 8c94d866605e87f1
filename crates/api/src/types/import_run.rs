//! Runs of imports, and what they report.

use std::sync::Arc;

use async_graphql::{Enum, ID, InputObject, Object, Result, SimpleObject};
use time::OffsetDateTime;
use vanort_model as model;

use crate::answer::Direct;
use crate::connection::{FindingConnection, NumberedPage, NumberedRequest, PageArguments, Total};
use crate::global_id::GlobalId;
use crate::types::{Finding, FindingCode, FindingSeverity};

/// How an import stands.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::ImportOutcome")]
pub(crate) enum ImportOutcome {
    /// It is under way.
    Running,
    /// The process that ran it ended in the middle; nothing was changed. A workbook that was
    /// being applied can be applied again.
    Interrupted,
    /// The workbook was checked and waits for `applyImport`.
    Waiting,
    /// The workbook was checked, and waited too long or for too many others.
    Expired,
    /// The register was changed.
    Committed,
    /// There was nothing to change: the register already was so, or no row could be taken.
    Unchanged,
}

/// What a run does.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::RunKind")]
pub(crate) enum ImportRunKind {
    /// It imports a file.
    Import,
    /// It undoes an earlier run.
    Revert,
}

/// Narrows a list of import runs.
#[derive(InputObject, Clone, Default)]
pub(crate) struct ImportRunFilter {
    /// It stands in one of these ways. Example: `[WAITING]`.
    #[graphql(validator(max_items = 300))]
    pub(crate) outcomes: Option<Vec<ImportOutcome>>,
}

/// Narrows a list of findings. All fields given must hold; of a list of values one must.
#[derive(InputObject, Clone, Default)]
pub(crate) struct FindingFilter {
    /// It matters this much. Example: `[ERROR, WARNING]`.
    #[graphql(validator(max_items = 300))]
    severities: Option<Vec<FindingSeverity>>,
    /// It is about one of these. Example: `[UNKNOWN_COUNTRY]`.
    #[graphql(validator(max_items = 300))]
    codes: Option<Vec<FindingCode>>,
}

impl FindingFilter {
    fn matches(&self, finding: &model::Finding) -> bool {
        let severity = FindingSeverity::from(finding.severity);
        let code = FindingCode::from(finding.code);
        let severities = self.severities.as_ref();
        severities.is_none_or(|severities| severities.contains(&severity))
            && (self.codes.as_ref()).is_none_or(|codes| codes.contains(&code))
    }
}

/// A run of an import.
#[derive(Clone)]
pub(crate) struct ImportRun(pub(crate) Arc<model::ImportRun>);

/// One reading of a workbook, or the undoing of one, as the register remembers it.
#[Object(serial)]
impl ImportRun {
    /// The global id.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::ImportRun(self.0.id).encode()
    }

    /// The number of the run, growing, as the command line shows it. Example: `7`.
    async fn number(&self) -> i64 {
        self.0.id
    }

    /// What it does. Example: `IMPORT`.
    async fn kind(&self) -> ImportRunKind {
        self.0.kind.into()
    }

    /// How it stands. Example: `WAITING`.
    async fn outcome(&self) -> ImportOutcome {
        self.0.outcome.into()
    }

    /// When it began; of a workbook that was applied, when that began.
    /// Example: `"2026-02-14T09:30:00Z"`.
    async fn started_at(&self) -> OffsetDateTime {
        self.0.started_at
    }

    /// When it ended; null while it waits or is under way, and when it was interrupted.
    async fn finished_at(&self) -> Option<OffsetDateTime> {
        self.0.finished_at
    }

    /// Who started it; of a workbook that was applied, who did that, where it was told.
    /// Example: `"command line"`.
    async fn actor(&self) -> &str {
        &self.0.actor
    }

    /// The revision of the register that it made; null when it changed nothing. Example: `3`.
    async fn revision(&self) -> Option<i64> {
        self.0.revision.map(|revision| revision.0)
    }

    /// The revision that it undid; null for an import. Example: `2`.
    async fn reverts(&self) -> Option<i64> {
        self.0.reverts.map(|revision| revision.0)
    }

    /// The revision that undid it; null when none did. Example: `4`.
    async fn reverted_by(&self) -> Option<i64> {
        self.0.reverted_by.map(|revision| revision.0)
    }

    /// What it found.
    async fn report(&self) -> Direct<ImportReport> {
        Direct(ImportReport(self.0.clone()))
    }
}

/// What became of a file's rows. Every row that was read is counted once more, in the first of
/// `rejected`, `created`, `updated` and `unchanged` that fits.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
pub(crate) struct ImportCount {
    /// Rows below the headings that hold anything. Example: `1433`.
    rows_read: u32,
    /// Rows that told of something new to the register: a tie, a place, an authority. Example: `12`.
    created: u32,
    /// Rows that changed something that the register had. Example: `3`.
    updated: u32,
    /// Rows that told what the register knew. Example: `1410`.
    unchanged: u32,
    /// Rows that were not taken. Example: `8`.
    rejected: u32,
    /// Ties that this list is the first of its survey to observe. Example: `12`.
    observed: u32,
    /// Ties of the register that the list should name and does not. Example: `0`.
    missing: u32,
}

/// What a run found.
pub(crate) struct ImportReport(Arc<model::ImportRun>);

/// What one reading of a workbook found.
#[Object(serial)]
impl ImportReport {
    /// The name of the file; of an undoing, those of the files. Example: `"vanorter.xlsx"`.
    async fn workbook(&self) -> &str {
        &self.0.report.workbook
    }

    /// The file's size in bytes; 0 for an undoing. Example: `81920`.
    async fn size_bytes(&self) -> u64 {
        self.0.report.size_bytes
    }

    /// The file's SHA-256 in lower-case hexadecimal; null for an undoing.
    async fn sha256(&self) -> Option<&str> {
        Some(self.0.report.sha256.as_str()).filter(|text| !text.is_empty())
    }

    /// The names of the surveys that the file's rows belong to, sorted. Empty when it holds no list
    /// of ties. Example: `["Kartläggning 2027"]`.
    async fn surveys(&self) -> &[String] {
        &self.0.report.surveys
    }

    /// What became of the rows.
    async fn counts(&self) -> Direct<ImportCount> {
        let counts = &self.0.report.counts;
        Direct(ImportCount {
            rows_read: counts.rows_read,
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            rejected: counts.rejected,
            observed: counts.observed,
            missing: counts.missing,
        })
    }

    /// The findings, in the order of the sheets and rows.
    async fn findings(
        &self,
        #[graphql(desc = "Narrows the list.")] filter: Option<FindingFilter>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<FindingConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let list = format!("findings {}", self.0.id);
        let request = NumberedRequest::of(&arguments, &list)?;
        let filter = filter.unwrap_or_default();
        let findings = &self.0.report.findings;
        let places: Vec<(i64, usize)> = (0..)
            .zip(findings.iter().enumerate())
            .filter(|(_, (_, finding))| filter.matches(finding))
            .map(|(number, (place, _))| (number, place))
            .collect();
        let total = Total::Known(places.len() as u64);
        let found = request.select(places.into_iter());
        let found = found
            .into_iter()
            .filter_map(|(number, place)| Some((number, Finding::of_run(&self.0, place)?)))
            .collect();
        let page = NumberedPage::new(&list, &request, found, total);
        Ok(Direct(FindingConnection(page)))
    }
}
