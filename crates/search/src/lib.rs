//! A full-text index of municipalities, regions, partner towns and countries, found by name.
//!
//! A [`SearchIndex`] is an immutable index in memory, of one version of a register: built from
//! [`Document`]s, asked with a [`SearchRequest`], and updated into the index of the next version by
//! the documents that have changed. Tantivy finds the documents that may match; which of them do,
//! why and in which order is decided on the names themselves, so a result never depends on chance.
//! Each hit says its [`MatchReason`]. An [`IndexFolder`] saves an index for the next start, and
//! loads it; what is missing, damaged or of another program version is a normal state,
//! [`IndexState::Missing`], and is built anew.
//!
//! ```
//! use vanort_model::{CountryCode, Name, NameKind, RandomId, Revision, Version};
//! use vanort_search::{Document, DocumentKind, MatchReason, SearchIndex, SearchRequest};
//!
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
//! };
//! let version = Version { revision: Revision(1), id: RandomId::from_bits(7) };
//! let index = SearchIndex::build(vec![town], version, &|_| {})?;
//! let page = index.search(&SearchRequest::new("kopenhamn", 10))?;
//! let hit = page.hits.first().ok_or("no hit")?;
//! assert_eq!(hit.matched_name, "Köpenhamn");
//! assert_eq!(hit.match_reason, MatchReason::OtherName);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analysis;
mod area;
mod build;
mod digest;
mod document;
mod error;
mod field;
mod folder;
mod highlight;
mod index;
mod index_folder;
mod limits;
mod neighbours;
mod official;
mod part;
mod parts;
mod query;
mod record;
mod slip;
mod status;
mod stored;
mod transliteration;

pub use document::{Document, DocumentKind, DocumentTie};
pub use error::{CursorError, SearchError, Unusable};
pub use highlight::HighlightPart;
pub use index::SearchIndex;
pub use index_folder::{IndexFolder, Saved};
pub use limits::MAX_QUERY_CHARS;
pub use query::{
    Facets, Ground, Hit, MatchReason, SearchCursor, SearchFilter, SearchPage, SearchRequest,
    Suggestion, Work,
};
pub use status::{IndexState, IndexStatus};
