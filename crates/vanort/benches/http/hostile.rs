//! What becomes of requests that nobody means well.

use std::time::Instant;

use anyhow::{Result, ensure};
use vanort_tests::hostile_requests;

use crate::say;
use crate::server::Server;

/// Sends each hostile request to the server: its status, code, time, and the server's memory.
pub fn ask_hostile_requests(server: &Server) -> Result<()> {
    say(&format!(
        "{:<38} {:>6} {:<18} {:>7} {:>12} {:>9}",
        "hostile request", "status", "code", "ms", "MiB before", "after"
    ))?;
    for hostile in hostile_requests() {
        let memory = || server.memory_mib().map_or(0, |(now, _)| now);
        let (before, started) = (memory(), Instant::now());
        let (status, answer) = server.send(&hostile.body)?;
        let duration_ms = started.elapsed().as_secs_f64() * 1e3;
        let code = answer.pointer("/errors/0/extensions/code");
        let code = code.and_then(|code| code.as_str()).unwrap_or_default();
        ensure!(code == hostile.code, "{}: {answer}", hostile.name);
        say(&format!(
            "{:<38} {status:>6} {code:<18} {duration_ms:>7.1} {before:>12} {:>9}",
            hostile.name,
            memory(),
        ))?;
        server.ask("{\"query\":\"{ counties { code } }\"}")?;
    }
    Ok(())
}
