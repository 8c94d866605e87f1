//! Asking the index: what was typed is read in every sensible way, candidates are looked up, and
//! their names decide.

mod candidates;
mod cursor;
mod explain;
mod facet;
mod find;
mod page;
mod parse;
mod rank;
mod request;
mod suggest;

pub(crate) use candidates::Candidates;
pub use candidates::Work;
pub use cursor::SearchCursor;
pub use explain::Ground;
pub use facet::Facets;
pub(crate) use page::search;
pub use page::{Hit, SearchPage};
pub use rank::MatchReason;
pub use request::{SearchFilter, SearchRequest};
pub use suggest::Suggestion;
pub(crate) use suggest::suggest;
