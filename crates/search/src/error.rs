//! Why the index could not be built or asked.

use std::io;
use std::path::PathBuf;

use tantivy::TantivyError;
use vanort_model::Version;

use crate::limits::MAX_QUERY_CHARS;

/// Why the index could not be built or asked. The live index is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The text to search for is too long.
    #[error("the query has {length} characters; at most {max} are searched for")]
    QueryTooLong {
        /// Its length in characters.
        length: usize,
        /// The longest that is allowed, in characters.
        max: usize,
    },
    /// The cursor was returned by an index of another version: its order is no more.
    #[error(
        "the cursor is of revision {} of the register, the index of {}: start again",
        cursor.revision,
        index.revision
    )]
    StaleCursor {
        /// The version of the cursor.
        cursor: Version,
        /// The version of the index.
        index: Version,
    },
    /// The cursor was handed out by another search: the same place there is another hit here.
    #[error("the cursor is of another query or filter: pass one that this search returned")]
    ForeignCursor,
    /// A file or folder of the index could not be read or written.
    #[error("{} could not be read or written", path.display())]
    File {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Tantivy refused or failed.
    #[error("the index failed")]
    Tantivy(#[from] TantivyError),
    /// What is stored of a document could not be written or read.
    #[error("a stored document could not be written or read")]
    Record(#[from] serde_json::Error),
    /// A document that the index finds is not stored in it.
    #[error("document {number} is found but not stored")]
    NoRecord {
        /// Its number in the index.
        number: u32,
    },
    /// What was just built cannot be used.
    #[error("the index that was just built cannot be used")]
    Unusable(#[from] Unusable),
}

impl SearchError {
    pub(crate) fn too_long(length: usize) -> Self {
        Self::QueryTooLong {
            length,
            max: MAX_QUERY_CHARS,
        }
    }

    /// Makes an input or output error tell its path.
    pub(crate) fn at(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}

/// Why a generation on disk cannot be used. A normal state: the index is built anew.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// A file is missing or cannot be read.
    #[error("{} cannot be read", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// What the generation says of itself is damaged.
    #[error("its description is damaged")]
    Description(#[source] serde_json::Error),
    /// Its names were analysed in another way.
    #[error("it is of the analyser \"{found}\"")]
    Analyser {
        /// The fingerprint that it carries.
        found: String,
    },
    /// It was built from another register.
    #[error("it is of another register")]
    Register,
    /// A file is longer or shorter than it was written.
    #[error("{} has {found} bytes instead of {expected}", path.display())]
    Size {
        /// Which file.
        path: PathBuf,
        /// Its length in bytes.
        found: u64,
        /// The length that it was written with, in bytes.
        expected: u64,
    },
    /// A file does not have the content that it was written with.
    #[error("{} is damaged", path.display())]
    Checksum {
        /// Which file.
        path: PathBuf,
    },
    /// It has other fields, or another number of documents or segments, than it says.
    #[error("it is not what it says it is")]
    Content,
    /// Tantivy cannot open it.
    #[error("it cannot be opened")]
    Tantivy(#[from] TantivyError),
    /// Its countries and counties cannot be read.
    #[error("its countries and counties cannot be read")]
    Areas(#[source] Box<SearchError>),
}

/// A text that is no cursor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is not a cursor: a version, a digest and a rank, separated by full stops")]
pub struct CursorError {
    /// The text.
    pub text: String,
}
