//! How many requests a second a server answers, beside a bare handler that returns the same bytes.
//!
//! The real binary serves the shipped data, and wrk (Debian's package of that name) asks it over 16
//! connections. Each of four questions is asked of a bare axum handler, of a server that makes
//! every answer afresh, and of one that keeps answers as it comes configured. Printed are requests
//! a second, the ratio to the bare handler's, and the ratio of answers made afresh to the best of
//! three other ways to the same data, as they were measured on a machine of the same kind. Then
//! how long a server takes to be ready where database and index exist, what becomes of requests
//! that nobody means well, and the servers' memory.
//!
//!     cargo bench -p vanort --bench http [-- SECONDS]

mod hostile;
mod load;
mod question;
mod server;

use std::io::Write as _;
use std::process::Command;

use anyhow::Result;

use crate::hostile::ask_hostile_requests;
use crate::load::{bare, load, lua, serve};
use crate::question::questions;
use crate::server::Server;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let seconds: u64 = arguments.find_map(|it| it.parse().ok()).unwrap_or(5);
    let wrk = Command::new("wrk").arg("-v").output();
    if wrk.is_err() {
        return say("skipped: it needs wrk, which Debian has as the package wrk");
    }
    let folder = tempfile::tempdir()?;
    // The first start fills the database and builds the index.
    drop(Server::start(folder.path(), &[])?);
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
        for (rate, base) in
            rates
                .iter_mut()
                .zip([&format!("http://{bare}"), &afresh.base, &keeping.base])
        {
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
    ask_hostile_requests(&start)?;
    drop(start);
    for (name, server) in [("afresh", &afresh), ("kept", &keeping)] {
        if let Some((now, peak)) = server.memory_mib() {
            say(&format!(
                "memory of the server, {name}: {now} MiB, at most {peak} MiB"
            ))?;
        }
    }
    Ok(())
}

fn say(line: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}
