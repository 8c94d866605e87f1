//! The end-to-end cases: queries through the real router over a real database and index, and the
//! rules of the code base itself.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that panics is a test that fails"
)]
#![expect(
    clippy::format_collect,
    clippy::needless_pass_by_value,
    reason = "a case is written to be read, not to be fast"
)]

mod administration;
mod answer;
mod architecture;
mod caching;
mod clients;
mod compression;
mod cost;
mod cross_site;
mod dataset;
mod errors;
mod feedback;
mod filter;
mod findable;
mod freshness;
mod hostile;
mod http;
mod import;
mod jobs;
mod node;
mod order;
mod paging;
mod partner_seeker_input;
mod partner_seeker_list;
mod partner_seekers;
mod persisted;
mod readme;
mod reindex;
mod relevance;
mod request_id;
mod schema;
mod search;
mod startup;
mod statements;
mod support;
mod switched_off;
mod twinning;
mod websocket;
