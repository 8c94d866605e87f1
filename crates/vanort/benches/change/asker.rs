//! A connection that asks all the time, and checks each answer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::import::NAME;
use crate::server::Server;

/// How long an asker waits between two requests. Without a pause a PostgreSQL server on the same
/// two processors is not run for many seconds, and what is measured is the machine's scheduler.
const PAUSE: Duration = Duration::from_millis(2);

/// The register before the first import.
#[derive(Debug, Clone, Copy)]
pub struct Base {
    revision: i64,
    ties: i64,
}

/// One request.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub begun: Instant,
    pub took: Duration,
    pub failed: bool,
    /// Whether parts of the answer are of different versions.
    pub mixed: bool,
    /// Whether the answer is of an older version than the one before it.
    pub went_back: bool,
}

/// The numbers of an answer: revision, ties, hits.
type Numbers = (i64, i64, i64);

fn question() -> String {
    let query = format!(
        "{{ dataset {{ revision }} statistics {{ twinnings {{ total }} }} \
         search(query: \"{NAME}\", first: 1) {{ totalCount }} }}"
    );
    json!({ "query": query }).to_string()
}

fn numbers(answer: &[u8]) -> Result<Numbers> {
    let answer: Value = serde_json::from_slice(answer)?;
    let number = |path: &str| {
        answer
            .pointer(path)
            .and_then(Value::as_i64)
            .context("a number")
    };
    Ok((
        number("/data/dataset/revision")?,
        number("/data/statistics/twinnings/total")?,
        number("/data/search/totalCount")?,
    ))
}

impl Base {
    pub fn of(server: &Server) -> Result<Self> {
        let (revision, ties, hits) = numbers(&server.ask(&question())?)?;
        ensure!(hits == 0, "something is called {NAME} already");
        Ok(Self { revision, ties })
    }

    /// Whether all numbers are of one version.
    fn fits(self, (revision, ties, hits): Numbers) -> bool {
        let imports = revision - self.revision;
        ties == self.ties + imports && hits == imports
    }
}

/// Asks a server until somebody says that it is enough.
pub fn ask_until(done: &AtomicBool, server: &Server, base: &Base) -> Vec<Asked> {
    let agent = ureq::Agent::new_with_defaults();
    let (address, question) = (format!("{}/graphql", server.base), question());
    let mut asked = Vec::new();
    let mut newest = 0;
    while !done.load(Ordering::Relaxed) {
        let begun = Instant::now();
        let answer = agent
            .post(&address)
            .header("content-type", "application/json")
            .send(&question)
            .map_err(anyhow::Error::from)
            .and_then(|mut answer| Ok(answer.body_mut().read_to_vec()?))
            .and_then(|answer| numbers(&answer));
        let took = begun.elapsed();
        let numbers = answer.as_ref().ok().copied();
        let revision = numbers.map_or(newest, |(revision, ..)| revision);
        asked.push(Asked {
            begun,
            took,
            failed: answer.is_err(),
            mixed: numbers.is_some_and(|numbers| !base.fits(numbers)),
            went_back: revision < newest,
        });
        newest = newest.max(revision);
        std::thread::sleep(PAUSE);
    }
    asked
}
