//! The real binary: what it prints, how it exits, what it leaves behind.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics is a test that fails"
)]

mod command;
mod connections;
mod history;
mod http2;
mod ingest;
mod peer;
mod reload;
mod round_trip;
mod serve;
mod server;
mod stop;
mod submissions;
mod truth;
