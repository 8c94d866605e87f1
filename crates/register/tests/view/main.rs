//! The view of the register: its lists, in every order, under every filter, page by page.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    clippy::panic,
    reason = "a test that panics is a test that fails"
)]

mod cursor;
mod filter;
mod fixture;
mod list;
mod lookup;
mod model;
mod property;
mod support;
mod within;
