//! Why a use case could not be carried out.

use vanort_ingest::{ExportError, MappingError, WorkbookError};
use vanort_search::SearchError;
use vanort_store::StoreError;

use crate::revert::RevertError;
use crate::submission::SubmissionError;
use crate::workbook::ApplyError;

/// Why a use case could not be carried out. The register and its index are as they were.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// A file could not be read at all; nothing was imported.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// A mapping file cannot be used; nothing was imported.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// A checked workbook cannot be applied.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// A list could not be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// A run cannot be undone.
    #[error(transparent)]
    Revert(#[from] RevertError),
    /// Something that was sent in is not taken.
    #[error(transparent)]
    Submission(#[from] SubmissionError),
    /// The database refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index refused or failed.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// A record refers to one that is not there, against the database's own rules.
    #[error("the {kind} \"{key}\" is named by a record but is not there")]
    Dangling {
        /// What sort of record is not there.
        kind: &'static str,
        /// Its natural key.
        key: String,
    },
    /// The index carries what this program cannot read.
    #[error("a search hit cannot be read: {0}; rebuild the index")]
    Content(#[source] serde_json::Error),
}
