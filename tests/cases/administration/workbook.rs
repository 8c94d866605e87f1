//! Workbooks and what is said with them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use vanort_tests::{Register, TestApp, WorkbookBuilder, repository_root};

use super::{CHANGES, CHECK, apply};

#[tokio::test]
async fn the_shipped_list_and_an_odd_one_are_taken_as_they_are() {
    let app = TestApp::builder()
        .register(Register::shipped())
        .build()
        .await;
    let bytes = std::fs::read(repository_root().join("data/vanorter.xlsx")).unwrap();
    let url = format!(
        "data:application/octet-stream;base64,{}",
        STANDARD.encode(bytes)
    );
    let shipped = json!({ "input": { "fileName": "vanorter.xlsx", "content": url } });
    let answer = app.administer(CHECK, shipped).await;
    let run = &answer.data()["importWorkbook"]["importRun"];
    assert_eq!(run["outcome"], "UNCHANGED", "{}", answer.text);
    assert_eq!(run["report"]["counts"]["rejected"], 0);
    let odd = WorkbookBuilder::new()
        .sheet("Blad1", &["Ort i Sverige", "Syster"])
        .row(&["Halmstad", "Vasa"]);
    let path = odd.save(app.folder(), "odd.xlsx").unwrap();
    let content = STANDARD.encode(std::fs::read(path).unwrap());
    let mapping = "[[sheet]]\nname = \"Blad1\"\n[sheet.columns]\nKommun = \"Ort i Sverige\"\n\"Vänort\" = \"Syster\"\n[sheet.values]\nLand = \"Finland\"\n";
    let input = json!({ "input": { "fileName": "odd.xlsx", "content": content, "mapping": mapping, "survey": "Kartläggning 2027", "complete": true, "scope": "AUTHORITIES", "actor": "Karin Ek" } });
    let answer = app.administer(CHECK, input).await;
    let run = &answer.data()["importWorkbook"]["importRun"];
    assert_eq!(run["report"]["surveys"], json!(["Kartläggning 2027"]));
    assert_eq!(run["actor"], "Karin Ek");
    // Halmstad's four ties are not named by a list that is complete: they have ended.
    let ended = app
        .administer(CHANGES, json!({ "id": run["id"], "first": 100 }))
        .await;
    let edges = ended.data()["importChanges"]["edges"].as_array().unwrap();
    let ends = edges
        .iter()
        .filter(|edge| edge["node"]["record"] == "twinning" && edge["node"]["kind"] == "UPDATED");
    assert_eq!(ends.count(), 4);
    // The options are kept with it.
    apply(&app, json!({ "id": run["id"] })).await;
    let halmstad = app.ask(r#"{ municipality(code: "1380") { twinnings(filter: { statuses: [ENDED] }) { totalCount } } }"#).await;
    assert_eq!(
        halmstad.data()["municipality"]["twinnings"]["totalCount"],
        4
    );
}
