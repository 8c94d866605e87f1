//! Clients: their addresses, and what each of them may do.

mod address;
mod admission;
mod rate_limit;
mod sender;

pub use address::{ClientAddress, TrustedProxies};

pub(crate) use admission::Admission;
pub(crate) use rate_limit::Allowance;
pub(crate) use sender::{Sender, Submission};
