//! The limits of index and query.

/// The longest text that is searched for, in characters. The longest name in the gazetteer has 85.
pub const MAX_QUERY_CHARS: usize = 200;

/// The memory that Tantivy plans the tables of a new generation with, in bytes: 50 MB.
pub(crate) const WRITER_MEMORY_BYTES: usize = 50_000_000;

/// How often a pointer that moves while its generation is being opened is followed.
pub(crate) const OPEN_ATTEMPTS: usize = 20;

/// After how many documents a rebuild tells its progress.
pub(crate) const PROGRESS_STEP: u64 = 64;

/// A text of more words is read as a name only: nobody types so many, and each space is a way to
/// read it.
pub(crate) const MAX_SPLIT_WORDS: usize = 8;

/// Once a suggestion has looked at so many documents, it looks for no slips any more.
pub(crate) const QUICK_DOCUMENTS: u64 = 1_000;
