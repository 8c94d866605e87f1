//! Why a use case could not be carried out.

use std::io;
use std::path::PathBuf;

use vanort_ingest::{ExportError, MappingError, WorkbookError};
use vanort_model::Revision;
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
    /// What was to be stored with a workbook has no JSON form.
    #[error("the options of an import cannot be written as JSON")]
    Options(#[source] serde_json::Error),
    /// The database is empty, but another register was served from the index folder.
    #[error(
        "the database is empty, but the index folder {} belongs to a register of revision {revision}: is the database's volume missing, or the address wrong? To begin with an empty register all the same, delete the index folder",
        folder.display()
    )]
    LostDatabase {
        /// The index folder.
        folder: PathBuf,
        /// The revision of the register that it belongs to.
        revision: Revision,
    },
    /// The file that names the register of an index folder cannot be read or written.
    #[error("{} cannot be read or written", path.display())]
    Marker {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
}
