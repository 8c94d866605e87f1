//! The other end of a connection, which need not behave.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// How long a test waits for anything.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A connection to a server.
pub struct Peer(TcpStream);

impl Peer {
    pub fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect_timeout(&address, PATIENCE).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        Self(stream)
    }

    pub fn send(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).unwrap();
    }

    pub fn get(&mut self, path: &str) -> String {
        self.send(format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes());
        self.response()
    }

    /// Begins a request of which the server waits for the rest.
    pub fn begin_post(address: SocketAddr) -> Self {
        let mut peer = Self::connect(address);
        peer.send(
            b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
              content-length: 27\r\n\r\n{",
        );
        peer
    }

    /// Sends the rest, and returns the response.
    pub fn end_post(&mut self) -> String {
        self.send(b"\"query\": \"{ __typename }\"}");
        self.response()
    }

    /// The next response with a content length, head and body.
    pub fn response(&mut self) -> String {
        let mut bytes = Vec::new();
        while !bytes.ends_with(b"\r\n\r\n") {
            bytes.extend(self.read(1));
        }
        let head = String::from_utf8(bytes).unwrap();
        let lines = head.lines();
        let length = lines.filter_map(|line| line.strip_prefix("content-length: "));
        let length = length.map(|it| it.parse().unwrap()).next().unwrap_or(0);
        head + &String::from_utf8(self.read(length)).unwrap()
    }

    pub fn read(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.0.read_exact(&mut bytes).unwrap();
        bytes
    }

    /// Waits until the server closes the connection, and returns how long that took.
    pub fn closed(&mut self) -> Duration {
        let started = Instant::now();
        let mut rest = Vec::new();
        match self.0.read_to_end(&mut rest) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}"),
        }
        started.elapsed()
    }

    /// Whether the server has not closed the connection.
    pub fn is_open(&mut self) -> bool {
        self.0.set_nonblocking(true).unwrap();
        let read = self.0.read(&mut [0]);
        self.0.set_nonblocking(false).unwrap();
        match read {
            Ok(length) => length > 0,
            Err(error) => error.kind() == ErrorKind::WouldBlock,
        }
    }
}
