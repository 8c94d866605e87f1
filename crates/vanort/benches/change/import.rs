//! Imports of one tie each.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use base64::Engine as _;
use serde_json::{Value, json};

use crate::TOKEN;
use crate::server::Server;

/// The first word of the name of every town that is added.
pub const NAME: &str = "Qvixtaborg";

/// How long an import may take to be found everywhere.
const PATIENCE: Duration = Duration::from_mins(1);

/// One import.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    pub begun: Instant,
    /// When its mutation was answered.
    pub applied: Instant,
    /// When the search of every server found it.
    pub found: Instant,
}

/// Checks a workbook, then applies it, and waits until every server finds what it added.
pub fn import(servers: &[Server], number: usize) -> Result<Change> {
    let first = servers.first().context("a server")?;
    let list = format!("Kommunkod;Kommun;Vänort;Land\n1380;Halmstad;{NAME} {number};Finland\n");
    let content = base64::engine::general_purpose::STANDARD.encode(list);
    let checked = mutate(
        first,
        "mutation($i: ImportWorkbookInput!) { it: importWorkbook(input: $i) { importRun { id } } }",
        &json!({ "fileName": "change.csv", "content": content }),
    )?;
    let id = checked.pointer("/importRun/id").context("a run")?;
    let begun = Instant::now();
    mutate(
        first,
        "mutation($i: ApplyImportInput!) { it: applyImport(input: $i) { importRun { id } } }",
        &json!({ "id": id }),
    )?;
    let applied = Instant::now();
    let search = json!({
        "query": format!("{{ search(query: \"{NAME} {number}\", first: 1) {{ edges {{ matchReason }} }} }}"),
    });
    for server in servers {
        while !String::from_utf8_lossy(&server.ask(&search.to_string())?).contains("EXACT") {
            ensure!(applied.elapsed() < PATIENCE, "import {number} is not found");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    Ok(Change {
        begun,
        applied,
        found: Instant::now(),
    })
}

fn mutate(server: &Server, query: &str, input: &Value) -> Result<Value> {
    let body = json!({ "query": query, "variables": { "i": input } });
    let mut answer = ureq::post(format!("{}/graphql", server.base))
        .header("content-type", "application/json")
        .header("authorization", format!("Bearer {TOKEN}"))
        .send(body.to_string())?;
    let answer: Value = serde_json::from_slice(&answer.body_mut().read_to_vec()?)?;
    match answer.pointer("/data/it") {
        Some(it) if answer.get("errors").is_none() => Ok(it.clone()),
        _ => bail!("{answer}"),
    }
}
