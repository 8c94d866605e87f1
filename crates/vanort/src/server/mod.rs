//! The connections of the HTTP server, each with what it is doing.

mod activity;
mod connections;
mod limits;
mod socket;
