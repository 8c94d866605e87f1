//! A full-text index of municipalities, regions, partner towns and countries, found by name.
//!
//! A [`SearchIndex`] lives in a folder, is rebuilt whole from [`Document`]s and asked with a
//! [`SearchRequest`]. Tantivy finds the documents that may match; which of them do, why and in
//! which order is decided on the names themselves, so a result never depends on chance. Each hit
//! tells its [`MatchReason`]. A rebuild makes a new generation beside the live one and swaps it in
//! by one rename: searches never wait for it, and other processes take it over with
//! [`SearchIndex::refresh`]. An index that is missing, damaged or of another program version is a
//! normal state, [`IndexState::Missing`].
//!
//! ```
//! use vanort_model::{CountryCode, Name, NameKind, Revision};
//! use vanort_search::{Document, DocumentKind, MatchReason, SearchIndex, SearchRequest};
//!
//! # let folder = tempfile::tempdir()?;
//! let index = SearchIndex::open(folder.path(), "a register")?;
//! let town = Document {
//!     key: "place:kobenhavn".to_owned(),
//!     kind: DocumentKind::PartnerTown,
//!     name: "København".to_owned(),
//!     names: vec![Name::new("Köpenhamn", NameKind::Exonym)],
//!     country: CountryCode::parse("DK")?,
//!     county: None,
//!     county_name: None,
//!     twinnings: 3,
//!     ties: Vec::new(),
//!     population: 660_000,
//!     partner_of: Vec::new(),
//!     tied_as: Vec::new(),
//!     content: String::new(),
//! };
//! index.rebuild(vec![town], Revision(1), &|_| {})?;
//! let page = index.search(&SearchRequest::new("kopenhamn", 10))?;
//! let hit = page.hits.first().ok_or("no hit")?;
//! assert_eq!(hit.matched_name, "Köpenhamn");
//! assert_eq!(hit.match_reason, MatchReason::OtherName);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analysis;
mod area;
mod build;
mod document;
mod error;
mod field;
mod folder;
mod generation;
mod highlight;
mod index;
mod limits;
mod neighbours;
mod official;
mod query;
mod record;
mod slip;
mod status;
mod transliteration;

pub use document::{Document, DocumentKind, DocumentTie};
pub use error::{CursorError, SearchError, Unusable};
pub use highlight::HighlightPart;
pub use index::SearchIndex;
pub use limits::MAX_QUERY_CHARS;
pub use query::{
    Facets, Ground, Hit, MatchReason, SearchCursor, SearchFilter, SearchPage, SearchRequest,
    Suggestion, Work,
};
pub use status::{IndexState, IndexStatus};
