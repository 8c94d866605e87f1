//! Clients: their addresses, and what each of them may do.

mod address;
mod rate_limit;

pub use address::{ClientAddress, TrustedProxies};
