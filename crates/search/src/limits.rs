//! The limits of index and query.

/// The longest text that is searched for, in characters. The longest name in the gazetteer has 85.
pub const MAX_QUERY_CHARS: usize = 200;

/// The memory that Tantivy plans the tables of a new index part with, in bytes: 50 MB.
pub(crate) const WRITER_MEMORY_BYTES: usize = 50_000_000;

/// An index part of at most so many documents is small.
pub(crate) const SMALL_PART: usize = 4_000;

/// The memory that Tantivy plans the tables of a small index part with, in bytes: 3 MB.
pub(crate) const DELTA_WRITER_BYTES: usize = 3_000_000;

/// Once one in so many documents of the base has changed, an update builds the index whole.
pub(crate) const DELTA_SHARE: usize = 8;

/// As many documents may change without a whole build, however small the base is.
pub(crate) const MIN_DELTA: usize = 400;

/// How often a pointer that moves while its generation is being opened is followed.
pub(crate) const OPEN_ATTEMPTS: usize = 20;

/// After how many documents a build reports its progress.
pub(crate) const PROGRESS_STEP: u64 = 64;

/// A text of more words is read as a name only: nobody types so many, and each space is a way to
/// read it.
pub(crate) const MAX_SPLIT_WORDS: usize = 8;

/// Once a suggestion has looked at so many documents, it looks for no fuzzy matches any more.
pub(crate) const QUICK_DOCUMENTS: u64 = 1_000;
