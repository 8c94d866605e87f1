//! Asking the index: what was typed is read in every sensible way, candidates are looked up, and
//! their names decide.

mod candidates;
mod cursor;
mod page;
mod parse;
mod rank;
mod request;

pub use cursor::SearchCursor;
pub(crate) use page::search;
pub use page::{Hit, SearchPage};
pub use rank::MatchReason;
pub use request::{SearchFilter, SearchRequest};
