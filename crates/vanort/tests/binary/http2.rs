//! HTTP/2 by prior knowledge, frame by frame.

use std::net::SocketAddr;

use crate::peer::Peer;

/// What a connection begins with.
pub const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// A frame of settings that changes none.
pub const SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];

/// Reads frames of HTTP/2 up to one of a type, whose payload it returns.
fn frame(peer: &mut Peer, wanted: u8) -> Vec<u8> {
    loop {
        let head = peer.read(9);
        let length = usize::from(head[0]) << 16 | usize::from(head[1]) << 8 | usize::from(head[2]);
        let payload = peer.read(length);
        if head[3] == wanted {
            return payload;
        }
    }
}

/// A connection over which HTTP/2 is spoken, without being asked whether it may.
pub fn http2_connection(address: SocketAddr) -> Peer {
    let mut peer = Peer::connect(address);
    peer.send(PREFACE);
    peer.send(SETTINGS);
    frame(&mut peer, 4);
    peer
}

/// Asks for the server's health as stream 1: `:method GET`, `:scheme http` and `:path` by their
/// numbers in the static table (RFC 7541, appendix A).
pub fn http2_get(peer: &mut Peer) {
    let path = b"/health/live";
    let mut block = vec![0x82, 0x86, 0x04, u8::try_from(path.len()).unwrap()];
    block.extend(path);
    let length = u8::try_from(block.len()).unwrap();
    // Type 1 is a head; the flags 1 and 4 say that the stream and the head end with it.
    peer.send(&[0, 0, length, 1, 5, 0, 0, 0, 1]);
    peer.send(&block);
    // 8 is `:status 200` in the static table.
    assert_eq!(frame(peer, 1)[0], 0x80 | 8);
    assert_eq!(frame(peer, 0), br#"{"status":"live"}"#);
}

/// Reads how the server ends a connection in order.
pub fn http2_goodbye(peer: &mut Peer) {
    // Type 7 says that the connection ends; the code 0 that it does without an error.
    assert_eq!(frame(peer, 7)[4..8], [0, 0, 0, 0]);
    peer.closed();
}
