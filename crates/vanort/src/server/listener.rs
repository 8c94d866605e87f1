//! The listening socket.

use std::io::Result;
use std::net::SocketAddr;

use tokio::net::{TcpListener, TcpSocket};

use crate::server::limits::BACKLOG;

/// Listens on an address.
///
/// # Errors
/// When the system refuses, as for an address that is taken.
pub(crate) fn listen(address: SocketAddr) -> Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    // A server that is started anew takes the address of the one before it.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}
