//! Importing workbooks over HTTP: checked, applied, undone, and what is told of it.

mod apply;
mod paging;
mod refusal;
mod workbook;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use vanort_tests::{Answer, TestApp};

const CHECK: &str = "mutation($input: ImportWorkbookInput!) { importWorkbook(input: $input) {
    importRun { id number kind outcome actor revision finishedAt report { workbook sizeBytes sha256 surveys
        counts { rowsRead created updated unchanged rejected observed missing }
        findings { totalCount nodes { severity code sheet row column message suggestion } } } }
    rejectedWorkbook job { kind state stage done total finishedAt } } }";

const APPLY: &str = "mutation($id: ID!) { applyImport(input: { id: $id }) {
    importRun { id outcome revision finishedAt } indexStatus { state revision } job { kind state } } }";

const REVERT: &str = "mutation($id: ID!) { revertImport(input: { id: $id, actor: \"Karin Ek\" }) {
    importRun { id kind outcome actor reverts } revertedRuns { id reverts revertedBy } changeCount
    indexStatus { state } job { kind state } } }";

const CHANGES: &str = "query($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    importChanges(id: $id, first: $first, after: $after, last: $last, before: $before) { totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { id kind record key label fields { field before after } } } } }";

/// A list in text, as a variable.
fn sent(rows: &str) -> Value {
    let list = format!("Kommunkod;Kommun;Vänort;Land;Startår\n{rows}");
    json!({ "input": { "fileName": "lista.csv", "content": STANDARD.encode(list) } })
}

async fn check(app: &TestApp, rows: &str) -> Value {
    let answer = app.administer(CHECK, sent(rows)).await;
    answer.data()["importWorkbook"].clone()
}

fn id(checked: &Value) -> Value {
    json!({ "id": checked["importRun"]["id"] })
}

async fn since(app: &TestApp) -> Value {
    let query =
        r#"{ municipality(code: "1380") { twinnings { nodes { partner { name } since } } } }"#;
    let answer = app.ask(query).await;
    answer.data()["municipality"]["twinnings"]["nodes"].clone()
}

fn refused(answer: &Answer, code: &str, words: &str) {
    assert_eq!(answer.code(), Some(code), "{}", answer.text);
    let message = answer.json["errors"][0]["message"].as_str().unwrap();
    assert!(message.contains(words), "{message}");
}

/// Applies a checked workbook.
async fn apply(app: &TestApp, run: Value) -> Value {
    let answer = app.administer(APPLY, run).await;
    let applied = answer.data()["applyImport"].clone();
    assert_eq!(applied["importRun"]["outcome"], "COMMITTED");
    applied
}
