//! The crate as its caller sees it: files in, changes and reports out.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a case that cannot be set up has failed"
)]

mod absence;
mod awful;
mod bench;
mod clerk;
mod clerk_places;
mod cuts;
mod errors;
mod exporting;
mod findings;
mod formats;
mod hostile;
mod layouts;
mod limits;
mod mapping;
mod planning;
mod shipped;
mod speed;
mod support;
mod support_findings;
mod tie_findings;
mod values;
