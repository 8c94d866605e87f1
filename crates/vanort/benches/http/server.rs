//! A running server of the real binary.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

/// A running server of the real binary.
pub struct Server {
    child: Child,
    pub base: String,
    /// From its start until it said that it was ready.
    pub ready: Duration,
}

impl Server {
    pub fn start(folder: &Path, variables: &[(&str, &str)]) -> Result<Self> {
        let data = vanort_tests::repository_root().join("data");
        let started = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_vanort"))
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "error"])
            .arg("--data-dir")
            .arg(data)
            // The load comes from one client.
            .env("VANORT_CLIENT_RATE", "0")
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
    pub fn ask(&self, body: &str) -> Result<Vec<u8>> {
        let answer = ureq::post(format!("{}/graphql", self.base))
            .header("content-type", "application/json")
            .send(body);
        let answer = answer?.body_mut().read_to_vec()?;
        ensure!(answer.starts_with(b"{\"data\""), "an error for {body}");
        Ok(answer)
    }

    /// The status and body of whatever answer there is.
    pub fn send(&self, body: &[u8]) -> Result<(u16, Value)> {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        let mut answer = agent
            .post(format!("{}/graphql", self.base))
            .header("content-type", "application/json")
            .header("accept", "application/graphql-response+json")
            .send(body)?;
        let text = answer.body_mut().read_to_string()?;
        Ok((answer.status().as_u16(), serde_json::from_str(&text)?))
    }

    /// The memory that it has, and the most that it ever had, in MiB; `None` where the system does
    /// not tell.
    pub fn memory_mib(&self) -> Option<(u64, u64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let mib = |name: &str| -> Option<u64> {
            let line = status.lines().find(|line| line.starts_with(name))?;
            let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
            Some(kib / 1_024)
        };
        Some((mib("VmRSS:")?, mib("VmHWM:")?))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already needs no end.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
