//! How many requests a second a server answers, beside a bare handler that returns the same bytes.
//!
//! The real binary serves the shipped data, and wrk (Debian's package of that name) asks it over 16
//! connections. Each of four questions is asked of a bare axum handler, of a server that makes
//! every answer afresh, and of one that keeps answers as it comes configured. Printed are requests
//! a second, the ratio to the bare handler's, and the ratio of answers made afresh to the best of
//! three other ways to the same data, as they were measured on a machine of the same kind. Then
//! how long a server takes to be ready where database and index exist, and its greatest memory.
//!
//!     cargo bench -p vanort --bench http [-- SECONDS]

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::routing::post;
use serde_json::{Value, json};

/// Connections that ask at the same time.
const CONNECTIONS: u32 = 16;

/// What a page of one municipality asks.
const MUNICIPALITY: &str = "query Municipality($code: MunicipalityCode!) { municipality(code: $code) { code name county { name } twinnings(first: 100) { totalCount nodes { kind status since partner { name country { code name } } } } } }";

/// What a page of a list asks.
const MUNICIPALITIES: &str = "query Municipalities { municipalities(first: 50) { nodes { code name twinnings(first: 10) { nodes { kind status since partner { name country { code name } } } } } } }";

/// What a search page asks.
const SEARCH: &str = "query Search($text: String!) { search(query: $text, first: 10) { totalCount edges { matchedName matchReason node { __typename ... on Municipality { name } ... on Region { name } ... on PartnerTown { name country { name } } ... on Country { name } } } } }";

/// What a start page asks.
const COUNTRIES: &str =
    "query Countries { countries(first: 100) { nodes { code name partnerTowns { totalCount } } } }";

/// One question: what is asked in turns, and how often a second the best of the others answers it.
struct Question {
    name: &'static str,
    bodies: Vec<String>,
    /// `PostGraphile` on `PostgreSQL`, graphql-yoga with better-sqlite3 and loaders, Seaography on
    /// `SQLite`.
    others: [u32; 3],
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let seconds: u64 = arguments.find_map(|it| it.parse().ok()).unwrap_or(5);
    let wrk = Command::new("wrk").arg("-v").output();
    if wrk.is_err() {
        return say("skipped: it needs wrk, which Debian has as the package wrk");
    }
    let folder = tempfile::tempdir()?;
    // The first start fills the database and builds the index.
    Server::start(folder.path(), &[])?.stop()?;
    let afresh = Server::start(folder.path(), &[("VANORT_RESPONSE_CACHE_BYTES", "0")])?;
    let keeping = Server::start(folder.path(), &[])?;
    let runtime = tokio::runtime::Runtime::new()?;
    say(&format!(
        "{:<34} {:>9} {:>9} {:>6} {:>6} {:>9} {:>6}",
        "requests a second", "bare", "afresh", "/bare", "/best", "kept", "/bare"
    ))?;
    for question in questions(&afresh)? {
        let answers = question.bodies.iter().map(|body| afresh.ask(body));
        let answers = answers.collect::<Result<Vec<_>>>()?;
        let script = folder.path().join("ask.lua");
        std::fs::write(&script, lua(&question.bodies))?;
        let bare = runtime.block_on(serve(bare(answers)))?;
        let mut rates = [0.0; 3];
        for (rate, base) in rates.iter_mut().zip([
            &format!("http://{bare}"),
            &afresh.base,
            &keeping.base,
        ]) {
            load(&script, base, 1)?;
            *rate = load(&script, base, seconds)?;
        }
        let [bare, afresh, kept] = rates;
        let best = question.others.into_iter().max().unwrap_or(1);
        say(&format!(
            "{:<34} {bare:>9.0} {afresh:>9.0} {:>6.2} {:>6.1} {kept:>9.0} {:>6.2}",
            question.name,
            afresh / bare,
            afresh / f64::from(best),
            kept / bare,
        ))?;
    }
    let start = Server::start(folder.path(), &[])?;
    say(&format!("ready after {} ms", start.ready.as_millis()))?;
    start.stop()?;
    for (name, server) in [("afresh", afresh), ("kept", keeping)] {
        if let Some(peak) = server.peak_mib() {
            say(&format!("greatest memory of the server, {name}: {peak} MiB"))?;
        }
        server.stop()?;
    }
    Ok(())
}

fn say(line: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}

/// The questions, over what the register has.
fn questions(server: &Server) -> Result<Vec<Question>> {
    let (mut codes, mut names, mut after) = (Vec::new(), Vec::new(), Value::Null);
    loop {
        let page = "query($after: String) { municipalities(first: 100, after: $after) { nodes { code name } pageInfo { hasNextPage endCursor } } }";
        let page = server.ask(&body(page, &json!({ "after": after })))?;
        let page: Value = serde_json::from_slice(&page)?;
        let list = page.pointer("/data/municipalities").context("a list")?;
        for node in list["nodes"].as_array().context("its nodes")? {
            codes.push(node["code"].clone());
            names.push(node["name"].as_str().context("a name")?.to_owned());
        }
        after = list["pageInfo"]["endCursor"].clone();
        if list["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    // As people type: whole, without its letters, unfinished, with two neighbours exchanged.
    let texts = names.iter().flat_map(|name| {
        let letters: Vec<char> = name.to_lowercase().chars().collect();
        let beginning: String = letters.iter().take(letters.len().max(5) - 1).collect();
        let mut exchanged = letters.clone();
        exchanged.swap(1, 2);
        let bare = name.replace(['å', 'ä'], "a").replace('ö', "o");
        [name.clone(), bare, beginning, exchanged.iter().collect()]
    });
    Ok(vec![
        Question {
            name: "Q1 one municipality's page",
            bodies: (codes.iter())
                .map(|code| body(MUNICIPALITY, &json!({ "code": code })))
                .collect(),
            others: [1_725, 1_893, 2_214],
        },
        Question {
            name: "Q2 50 municipalities, 10 ties each",
            bodies: vec![body(MUNICIPALITIES, &json!({}))],
            others: [553, 465, 87],
        },
        Question {
            name: "Q3 search",
            bodies: texts
                .map(|text| body(SEARCH, &json!({ "text": text })))
                .collect(),
            others: [1_071, 1_211, 2_228],
        },
        Question {
            name: "Q4 countries with counts",
            bodies: vec![body(COUNTRIES, &json!({}))],
            others: [1_344, 1_111, 308],
        },
    ])
}

fn body(query: &str, variables: &Value) -> String {
    json!({ "query": query, "variables": variables }).to_string()
}

/// A script by which wrk sends the bodies in turns.
fn lua(bodies: &[String]) -> String {
    let bodies: Vec<String> = bodies.iter().map(|it| format!("[==[{it}]==]")).collect();
    format!(
        "local bodies = {{ {} }}
        local requests, turn = {{}}, 0
        function init()
          local headers = {{ ['content-type'] = 'application/json', accept = 'application/json' }}
          for index, body in ipairs(bodies) do
            requests[index] = wrk.format('POST', '/graphql', headers, body)
          end
        end
        function request()
          turn = turn % #requests + 1
          return requests[turn]
        end",
        bodies.join(", ")
    )
}

/// Requests a second, as wrk counts them.
fn load(script: &Path, base: &str, seconds: u64) -> Result<f64> {
    let outcome = Command::new("wrk")
        .args(["-t", "2", "-c", &CONNECTIONS.to_string()])
        .args(["-d", &format!("{seconds}s"), "-s"])
        .args([script.as_os_str(), base.as_ref()])
        .output()?;
    let text = String::from_utf8_lossy(&outcome.stdout);
    let failed = text.contains("Non-2xx") || text.contains("Socket errors");
    ensure!(outcome.status.success() && !failed, "{text}");
    let rate = text.lines().find_map(|it| it.strip_prefix("Requests/sec:"));
    Ok(rate.context("a rate")?.trim().parse()?)
}

/// A handler that does nothing but return these bytes in turns.
fn bare(answers: Vec<Vec<u8>>) -> Router {
    let answers: Arc<[Bytes]> = answers.into_iter().map(Bytes::from).collect();
    let turn = Arc::new(AtomicUsize::new(0));
    let answer = async move || {
        let turn = turn.fetch_add(1, Ordering::Relaxed) % answers.len();
        let bytes = answers.get(turn).cloned().unwrap_or_default();
        ([(header::CONTENT_TYPE, "application/json")], bytes)
    };
    Router::new().route("/graphql", post(answer))
}

async fn serve(router: Router) -> Result<SocketAddr> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// A running server of the real binary.
struct Server {
    child: Child,
    base: String,
    /// From its start until it said that it was ready.
    ready: Duration,
}

impl Server {
    fn start(folder: &Path, variables: &[(&str, &str)]) -> Result<Self> {
        let data = vanort_tests::repository_root().join("data");
        let started = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_vanort"))
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "error"])
            .arg("--data-dir")
            .arg(data)
            .envs(variables.iter().copied())
            .current_dir(folder)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut stdout = BufReader::new(child.stdout.take().context("its output")?);
        let mut greeting = String::new();
        while !greeting.contains("Ctrl-C") {
            ensure!(stdout.read_line(&mut greeting)? > 0, "the server ended");
        }
        let ready = started.elapsed();
        let mut words = greeting.split_whitespace();
        let base = words.find_map(|word| word.strip_suffix("/graphql"));
        let base = base.context("its address")?.to_owned();
        Ok(Self { child, base, ready })
    }

    /// The body of an answer without errors.
    fn ask(&self, body: &str) -> Result<Vec<u8>> {
        let answer = ureq::post(format!("{}/graphql", self.base))
            .header("content-type", "application/json")
            .send(body);
        let answer = answer?.body_mut().read_to_vec()?;
        ensure!(answer.starts_with(b"{\"data\""), "an error for {body}");
        Ok(answer)
    }

    /// The most memory that it ever had, where the system tells.
    fn peak_mib(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
        let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kib / 1_024)
    }

    fn stop(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}
