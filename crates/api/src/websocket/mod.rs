//! GraphQL over WebSocket, by the protocol `graphql-transport-ws`
//! (<https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md>).
//!
//! [`mod@upgrade`] lets a connection in; from then on it has a task of its own, which reads
//! [`protocol`]'s messages and starts a task for every operation. When the connection ends, so do
//! they.

mod close;
mod connection;
mod operation;
mod protocol;
mod upgrade;

pub(crate) use upgrade::upgrade;
