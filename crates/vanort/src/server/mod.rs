//! The HTTP server: an accept loop over hyper that bounds connections, how long a silent one may
//! stay, and how the server stops.
//!
//! [`Server`] accepts; [`connections`] knows every open connection by its [`activity`], so that at
//! the cap one that is idle makes room for a new one; [`connection`] speaks HTTP/1.1 and HTTP/2 over
//! each, and [`refusal`] is for those that there is no room for.

mod acceptor;
mod activity;
mod connection;
mod connections;
mod descriptors;
mod limits;
mod listener;
mod overload;
mod refusal;
mod reload;
mod shutdown;
mod socket;
mod stop;

pub(crate) use acceptor::Server;
pub(crate) use descriptors::connection_cap;
pub(crate) use limits::ServerLimits;
pub(crate) use listener::listen;
pub(crate) use reload::{Reload, read_token};
pub(crate) use shutdown::{Shutdown, Stopped};
pub(crate) use stop::StopSignals;
