//! The end-to-end cases: queries through the real router over a real database and index, and the
//! rules of the code base itself.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that panics is a test that fails"
)]

mod architecture;
mod dataset;
mod errors;
mod filter;
mod findable;
mod freshness;
mod http;
mod import;
mod node;
mod order;
mod paging;
mod readme;
mod reindex;
mod relevance;
mod schema;
mod search;
mod statements;
mod twinning;
