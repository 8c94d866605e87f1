//! The crate as its caller sees it: files in, changes and reports out.

#![expect(
    clippy::unwrap_used,
    reason = "a case that cannot be set up has failed"
)]

mod absence;
mod awful;
mod bench;
mod clerk;
mod cuts;
mod errors;
mod findings;
mod hostile;
mod limits;
mod planning;
mod shipped;
mod speed;
mod tie_findings;
