//! The connections of the HTTP server, each with what it is doing.

mod activity;
mod connections;
mod descriptors;
mod limits;
mod listener;
mod overload;
mod refusal;
mod socket;
mod stop;
