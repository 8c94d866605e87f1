//! How a server stops: behind a balancer, at a terminal, at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::command::Home;
use crate::http2::{http2_connection, http2_get, http2_goodbye};
use crate::peer::Peer;
use crate::server::Server;

/// Sends requests to those of its servers that say they are ready.
struct Balancer {
    bases: [String; 2],
    ready: [AtomicBool; 2],
    next: AtomicUsize,
    stops: AtomicBool,
}

impl Balancer {
    fn new(servers: &[Server; 2]) -> Arc<Self> {
        let bases = [0, 1].map(|number: usize| format!("http://{}", servers[number].address()));
        Arc::new(Self {
            bases,
            ready: [true, true].map(AtomicBool::new),
            next: AtomicUsize::new(0),
            stops: AtomicBool::new(false),
        })
    }

    /// Looks every 100 ms which servers are ready.
    fn look(&self) {
        while !self.stops.load(Ordering::Relaxed) {
            for (base, ready) in self.bases.iter().zip(&self.ready) {
                let health = ureq::get(format!("{base}/health/ready")).call();
                ready.store(health.is_ok(), Ordering::Relaxed);
            }
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// Sends requests over connections of one client, and returns how many each server has
    /// answered and which were broken.
    fn ask(&self) -> ([usize; 2], Vec<String>) {
        let agent = ureq::Agent::new_with_defaults();
        let (mut answered, mut broken) = ([0; 2], Vec::new());
        while !self.stops.load(Ordering::Relaxed) {
            let turn = self.next.fetch_add(1, Ordering::Relaxed);
            let candidates = [turn % 2, (turn + 1) % 2];
            let chosen = candidates
                .into_iter()
                .find(|server| self.ready[*server].load(Ordering::Relaxed));
            let Some(server) = chosen else {
                broken.push("no server is ready".to_owned());
                continue;
            };
            let query = "{ search(query: \"goteborg\") { totalCount } }";
            let body = serde_json::json!({ "query": query }).to_string();
            let answer = agent
                .post(format!("{}/graphql", self.bases[server]))
                .header("content-type", "application/json")
                .send(&body)
                .and_then(|mut answer| answer.body_mut().read_to_string());
            match answer {
                Ok(text) if text.contains("totalCount") => answered[server] += 1,
                other => broken.push(format!("{other:?}")),
            }
        }
        (answered, broken)
    }
}

#[test]
fn no_request_breaks_when_one_of_two_servers_behind_a_balancer_stops() {
    let homes = [Home::new(), Home::new()];
    let variables = [
        ("VANORT_DRAIN_MS", "3000"),
        ("VANORT_CLIENT_RATE", "0"),
        ("VANORT_RESPONSE_CACHE_BYTES", "0"),
    ];
    let servers = [0, 1].map(|number: usize| Server::start_with(&homes[number], &variables));
    let balancer = Balancer::new(&servers);
    let looking = thread::spawn({
        let balancer = balancer.clone();
        move || balancer.look()
    });
    let clients: Vec<_> = (0..16)
        .map(|_| {
            let balancer = balancer.clone();
            thread::spawn(move || balancer.ask())
        })
        .collect();
    thread::sleep(Duration::from_millis(700));
    let [stopped, other] = servers;
    stopped.signal("TERM");
    let ended = stopped.wait();
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    thread::sleep(Duration::from_millis(300));
    balancer.stops.store(true, Ordering::Relaxed);
    looking.join().unwrap();
    let mut all = [0; 2];
    for client in clients {
        let (answered, broken) = client.join().unwrap();
        assert_eq!(broken, Vec::<String>::new());
        all[0] += answered[0];
        all[1] += answered[1];
    }
    assert!(all[0] > 16 && all[1] > all[0], "{all:?}");
    assert!(!ended.stderr.contains("cut off"), "{}", ended.stderr);
    drop(other);
}

#[test]
fn a_draining_server_is_not_ready_answers_and_closes_each_connection_after_its_answer() {
    let home = Home::new();
    let mut server = Server::start_with(&home, &[("VANORT_DRAIN_MS", "4000")]);
    let address = server.address();
    let mut reused = Peer::connect(address);
    let mut http2 = http2_connection(address);
    assert!(!reused.get("/health/ready").contains("connection: close"));
    server.signal("TERM");
    server.log_until("draining");
    let ready = reused.get("/health/ready");
    assert!(ready.starts_with("HTTP/1.1 503"), "{ready}");
    assert!(ready.ends_with("{\"status\":\"stopping\"}"), "{ready}");
    assert!(ready.contains("connection: close"), "{ready}");
    assert!(reused.closed() < Duration::from_secs(1));
    let mut fresh = Peer::connect(address);
    assert!(fresh.get("/health/live").starts_with("HTTP/1.1 200"));
    http2_get(&mut http2);
    // What is in flight at the end of the drain time is finished.
    let mut in_flight = Peer::begin_post(address);
    server.log_until("stopping: ");
    http2_goodbye(&mut http2);
    let answer = in_flight.end_post();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("connection: close"), "{answer}");
    assert_eq!(server.wait().code, Some(0));
}

#[test]
fn ctrl_c_does_not_drain_and_a_second_signal_cuts_off_what_is_in_flight() {
    for (first, drain, logged) in [
        ("INT", "30000", "stopping: "),
        ("TERM", "30000", "draining: "),
        ("TERM", "0", "stopping: "),
    ] {
        let home = Home::new();
        let mut server = Server::start_with(&home, &[("VANORT_DRAIN_MS", drain)]);
        let idle = Peer::connect(server.address());
        let in_flight = Peer::begin_post(server.address());
        // So that it is in flight.
        thread::sleep(Duration::from_millis(100));
        let started = Instant::now();
        server.signal(first);
        server.log_until(logged);
        server.signal(first);
        let ended = server.wait();
        let took = started.elapsed();
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
        assert!(
            ended.stderr.contains("a second signal came"),
            "{}",
            ended.stderr
        );
        assert!(took < Duration::from_secs(5), "{first} {drain}: {took:?}");
        drop((idle, in_flight));
    }
    let home = Home::new();
    let server = Server::start_with(&home, &[("VANORT_DRAIN_MS", "30000")]);
    server.signal("INT");
    let started = Instant::now();
    assert_eq!(server.wait().code, Some(0));
    assert!(started.elapsed() < Duration::from_secs(5));
}
