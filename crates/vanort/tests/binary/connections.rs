//! Connections that are silent, slow, idle or too many.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::command::Home;
use crate::http2::{PREFACE, SETTINGS, http2_connection, http2_get, http2_goodbye};
use crate::peer::{PATIENCE, Peer};
use crate::server::Server;

#[test]
fn connections_that_send_no_whole_head_are_closed_in_time() {
    let home = Home::new();
    let server = Server::start_with(&home, &[("VANORT_HEADER_TIMEOUT_MS", "500")]);
    let beginnings: [&[u8]; 5] = [
        b"",
        b"GET /health/live HTTP/1.1\r\nhost: x\r\nx-a: ",
        &PREFACE[..10],
        PREFACE,
        &[PREFACE, SETTINGS].concat(),
    ];
    let mut peers: Vec<Peer> = beginnings
        .iter()
        .map(|_| Peer::connect(server.address()))
        .collect();
    for (peer, beginning) in peers.iter_mut().zip(beginnings) {
        peer.send(beginning);
    }
    // One that has had a response may be silent, but not begin a head and leave it.
    let mut silent = Peer::connect(server.address());
    let mut slow = Peer::connect(server.address());
    assert!(silent.get("/health/live").contains("live"));
    assert!(slow.get("/health/live").contains("live"));
    slow.send(b"GET /health");
    let started = Instant::now();
    for peer in peers.iter_mut().chain([&mut slow]) {
        peer.closed();
    }
    let took = started.elapsed();
    assert!((300..5_000).contains(&took.as_millis()), "{took:?}");
    assert!(silent.get("/health/live").contains("live"));
}

#[test]
fn idle_connections_are_closed_in_order() {
    let home = Home::new();
    let timeouts = [
        ("VANORT_HEADER_TIMEOUT_MS", "300"),
        ("VANORT_IDLE_TIMEOUT_MS", "1000"),
    ];
    let server = Server::start_with(&home, &timeouts);
    let address = server.address();
    let mut http1 = Peer::connect(address);
    let mut http2 = http2_connection(address);
    let started = Instant::now();
    assert!(http1.get("/health/live").contains("live"));
    http2_get(&mut http2);
    http1.closed();
    http2_goodbye(&mut http2);
    let took = started.elapsed();
    assert!((900..5_000).contains(&took.as_millis()), "{took:?}");
}

#[test]
fn a_request_may_take_longer_than_a_connection_may_be_idle() {
    let home = Home::new();
    let timeouts = [
        ("VANORT_HEADER_TIMEOUT_MS", "100"),
        ("VANORT_IDLE_TIMEOUT_MS", "100"),
    ];
    let server = Server::start_with(&home, &timeouts);
    let mut peer = Peer::begin_post(server.address());
    std::thread::sleep(Duration::from_millis(800));
    assert!(peer.end_post().starts_with("HTTP/1.1 200"));
}

#[test]
fn at_the_cap_the_longest_idle_connection_makes_room() {
    let home = Home::new();
    let mut server = Server::start_with(&home, &[("VANORT_MAX_OPEN_CONNECTIONS", "3")]);
    let address = server.address();
    let mut busy = Peer::begin_post(address);
    let mut idle = Peer::connect(address);
    assert!(idle.get("/health/live").contains("live"));
    let mut silent = Peer::connect(address);
    // So that it is accepted, and idle for longer than the other.
    std::thread::sleep(Duration::from_millis(300));
    assert!(idle.get("/health/live").contains("live"));
    let mut newest = Peer::connect(address);
    assert!(newest.get("/health/live").contains("live"));
    silent.closed();
    assert!(idle.is_open());
    let mut another = Peer::connect(address);
    assert!(another.get("/health/live").contains("live"));
    idle.closed();
    assert!(newest.is_open() && busy.is_open());
    assert!(busy.end_post().starts_with("HTTP/1.1 200"));
    let log = server.log_until("connections.evicted=1 ");
    assert!(log.contains("connections.max=3"), "{log}");
}

#[test]
fn a_connection_that_there_is_no_room_for_gets_503_and_health_is_answered() {
    let home = Home::new();
    let server = Server::start_with(&home, &[("VANORT_MAX_OPEN_CONNECTIONS", "2")]);
    let address = server.address();
    let mut busy = Peer::begin_post(address);
    let mut socket = Peer::connect(address);
    socket.send(
        b"GET /graphql/ws HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
          sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
          sec-websocket-protocol: graphql-transport-ws\r\n\r\n",
    );
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.extend(socket.read(1));
    }
    assert!(head.starts_with(b"HTTP/1.1 101"));
    for _ in 0..20 {
        let mut refused = Peer::connect(address);
        let response = refused.get("/graphql?query=%7B__typename%7D");
        assert!(response.starts_with("HTTP/1.1 503"), "{response}");
        assert!(response.contains("\r\nretry-after: "), "{response}");
        assert!(response.contains("\"code\":\"UNAVAILABLE\""), "{response}");
        refused.closed();
        let health = Peer::connect(address).get("/health/ready");
        assert!(health.starts_with("HTTP/1.1 200"), "{health}");
    }
    assert!(busy.end_post().starts_with("HTTP/1.1 200"));
    // The WebSocket connection has its place until it ends.
    assert!(socket.is_open());
    drop(busy);
    drop(socket);
    let started = Instant::now();
    while !Peer::connect(address)
        .get("/schema.graphql")
        .starts_with("HTTP/1.1 200")
    {
        assert!(
            started.elapsed() < PATIENCE,
            "the places are not free again"
        );
    }
}

#[test]
fn thousands_of_silent_and_half_sent_connections_hold_up_nobody() {
    let (limit, _) = rlimit::Resource::NOFILE.get().unwrap();
    let limit = rlimit::increase_nofile_limit(u64::MAX).unwrap_or(limit);
    // As many as this process may have, of 2,000 of either kind.
    let each = usize::try_from(limit.saturating_sub(200) / 2)
        .unwrap()
        .min(2_000);
    let home = Home::new();
    let server = Server::start_within(&home, 256, &[]);
    let address = server.address();
    let slowest = || {
        let query = json!({ "query": "{ search(query: \"goteborg\") { totalCount } }" });
        let body = query.to_string();
        let length = body.len();
        let search = format!(
            "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
             content-length: {length}\r\n\r\n{body}"
        );
        let get = |path| format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n");
        let requests = [get("/health/live"), get("/health/ready"), search];
        let times = requests.map(|request| {
            let started = Instant::now();
            let mut peer = Peer::connect(address);
            peer.send(request.as_bytes());
            let response = peer.response();
            assert!(response.starts_with("HTTP/1.1 200"), "{response}");
            started.elapsed()
        });
        times.into_iter().max().unwrap()
    };
    // What is not timed: the first search reads the index.
    slowest();
    let mut peers = Vec::new();
    for number in 0..2 * each {
        let mut peer = Peer::connect(address);
        if number % 2 == 0 {
            peer.send(b"GET /health/live HTTP/1.1\r\nhost: x\r\nx-a: ");
        }
        peers.push(peer);
        if number % 400 == 399 {
            let slowest = slowest();
            assert!(
                slowest < Duration::from_secs(1),
                "{slowest:?} after {number}"
            );
        }
    }
    let slowest = slowest();
    assert!(slowest < Duration::from_secs(1), "{slowest:?} at the end");
}

#[test]
fn a_server_without_descriptors_closes_idle_connections_and_goes_on() {
    let home = Home::new();
    // Half are for connections, but the process itself needs more than the other half.
    let mut server = Server::start_within(&home, 32, &[]);
    let silent: Vec<Peer> = (0..40).map(|_| Peer::connect(server.address())).collect();
    let log = server.log_until("connections could not be accepted");
    assert!(log.contains("Too many open files"), "{log}");
    let started = Instant::now();
    let health = Peer::connect(server.address()).get("/health/live");
    assert!(health.starts_with("HTTP/1.1 200"), "{health}");
    let took = started.elapsed();
    assert!(took < Duration::from_secs(2), "{took:?}");
    drop(silent);
    server.signal("TERM");
    let ended = server.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let lines = ended.stderr.matches("could not be accepted").count();
    assert!(lines <= 1, "{}", ended.stderr);
}
