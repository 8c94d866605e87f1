//! Fault injection over the real store: a full disk, a database file that is replaced, callers that
//! are gone in the middle of a write, a PostgreSQL server that is killed, restarted or stopped. What
//! was acknowledged is there afterwards, what was refused is not, and the next write works.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    reason = "a test that panics is a test that fails"
)]

mod dropped;
mod file;
#[path = "../suite/fixture.rs"]
mod fixture;
mod full_disk;
mod server;
mod writer;
