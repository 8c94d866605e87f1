//! What is checked is applied, just so, or not at all.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use vanort_tests::TestApp;

use super::{APPLY, CHANGES, REVERT, apply, check, id, refused, since};

#[tokio::test]
async fn a_workbook_is_checked_applied_and_undone() {
    let app = TestApp::small().await;
    let before = since(&app).await;
    let checked = check(
        &app,
        "1380;Halmstad;Gentofte;Danmark;1951\n1380;Halmstad;Oslo;Norrge;\n1380;Halmstad;Bergen;Norge;1960\n",
    )
    .await;
    let run = &checked["importRun"];
    assert_eq!(run["outcome"], "WAITING");
    assert_eq!(
        (&run["kind"], &run["actor"]),
        (&json!("IMPORT"), &json!("administrator"))
    );
    assert_eq!(
        (&run["revision"], &run["finishedAt"]),
        (&Value::Null, &Value::Null)
    );
    let report = &run["report"];
    assert_eq!(report["workbook"], "lista.csv");
    assert_eq!(report["counts"]["rowsRead"], 3);
    assert_eq!(report["counts"]["rejected"], 1);
    let findings = report["findings"]["nodes"].as_array().unwrap();
    let unknown = findings.iter().find(|it| it["code"] == "UNKNOWN_COUNTRY");
    let unknown = unknown.unwrap();
    assert_eq!(
        (&unknown["severity"], &unknown["row"], &unknown["column"]),
        (&json!("ERROR"), &json!(3), &json!("D"))
    );
    assert!(
        unknown["suggestion"].as_str().unwrap().contains("Norge"),
        "{unknown}"
    );
    // What was not taken comes back as a workbook.
    let rejected = checked["rejectedWorkbook"].as_str().unwrap();
    assert!(STANDARD.decode(rejected).unwrap().starts_with(b"PK"));
    assert_eq!(checked["job"]["kind"], "CHECK_WORKBOOK");
    assert_eq!(checked["job"]["state"], "SUCCEEDED");
    // Nothing is changed yet, and it is told what would be.
    assert_eq!(since(&app).await, before);
    let changes = app.administer(CHANGES, id(&checked)).await;
    let changes = &changes.data()["importChanges"];
    let edges = changes["edges"].as_array().unwrap();
    assert_eq!(changes["totalCount"], edges.len());
    let new = edges
        .iter()
        .map(|edge| &edge["node"])
        .find(|it| it["record"] == "twinning" && it["kind"] == "CREATED");
    assert_eq!(new.unwrap()["label"], "Halmstad – Bergen (Norge)");
    let fields = new.unwrap()["fields"].as_array().unwrap();
    assert!(
        fields.contains(&json!({ "field": "since", "before": null, "after": 1960 })),
        "{fields:?}"
    );

    let applied = app.administer(APPLY, id(&checked)).await;
    let applied = &applied.data()["applyImport"];
    assert_eq!(applied["importRun"]["id"], run["id"]);
    assert_eq!(
        (
            &applied["importRun"]["outcome"],
            &applied["importRun"]["revision"]
        ),
        (&json!("COMMITTED"), &json!(2))
    );
    assert_eq!(
        (
            &applied["indexStatus"]["state"],
            &applied["indexStatus"]["revision"]
        ),
        (&json!("CURRENT"), &json!(2))
    );
    let after = since(&app).await;
    assert!(
        after
            .as_array()
            .unwrap()
            .contains(&json!({ "partner": { "name": "Bergen" }, "since": 1960 })),
        "{after}"
    );
    // Once is enough.
    refused(
        &app.administer(APPLY, id(&checked)).await,
        "CONFLICT",
        "does not wait to be applied: it is committed",
    );
    // What it changed is still told.
    let still = app.administer(CHANGES, id(&checked)).await;
    assert_eq!(
        still.data()["importChanges"]["totalCount"],
        changes["totalCount"]
    );
}

#[tokio::test]
async fn an_import_is_undone_with_all_that_it_changed() {
    let app = TestApp::small().await;
    let before = since(&app).await;
    let checked = check(&app, "1380;Halmstad;Bergen;Norge;1960\n").await;
    let applied = apply(&app, id(&checked)).await;
    assert_ne!(since(&app).await, before);
    let changes = app.administer(CHANGES, id(&checked)).await;
    let changes = &changes.data()["importChanges"];
    let run = &applied["importRun"];
    let reverted = app.administer(REVERT, id(&checked)).await;
    let reverted = &reverted.data()["revertImport"];
    assert_eq!(reverted["importRun"]["kind"], "REVERT");
    assert_eq!(
        (
            &reverted["importRun"]["actor"],
            &reverted["importRun"]["reverts"]
        ),
        (&json!("Karin Ek"), &json!(2))
    );
    assert_eq!(
        reverted["revertedRuns"],
        json!([{ "id": run["id"], "reverts": null, "revertedBy": 3 }])
    );
    assert_eq!(reverted["changeCount"], changes["totalCount"]);
    assert_eq!(since(&app).await, before);
    refused(
        &app.administer(REVERT, id(&checked)).await,
        "CONFLICT",
        "undone already, by revision 3",
    );
}

#[tokio::test]
async fn a_workbook_that_would_change_nothing_is_over() {
    let app = TestApp::small().await;
    let first = check(&app, "1380;Halmstad;Bergen;Norge;1960\n").await;
    apply(&app, id(&first)).await;
    let again = check(&app, "1380;Halmstad;Bergen;Norge;1960\n").await;
    assert_eq!(again["importRun"]["outcome"], "UNCHANGED");
    assert_eq!(again["rejectedWorkbook"], Value::Null);
    refused(
        &app.administer(APPLY, id(&again)).await,
        "CONFLICT",
        "it is unchanged",
    );
    refused(
        &app.administer(REVERT, id(&again)).await,
        "CONFLICT",
        "nothing to undo",
    );
}

#[tokio::test]
async fn what_was_told_is_applied_or_nothing() {
    let app = TestApp::small().await;
    let mine = check(&app, "1380;Halmstad;Bergen;Norge;1960\n").await;
    let elsewhere = check(&app, "1490;Borås;Bergen;Norge;1970\n").await;
    let other = check(&app, "1380;Halmstad;Bergen;Norge;1961\n").await;
    // The same tie says otherwise by now; and the survey that all three lists would have made new,
    // being called alike, is there.
    apply(&app, id(&other)).await;
    let answer = app.administer(APPLY, id(&mine)).await;
    refused(&answer, "CONFLICT", "would now change something else");
    let answer = app.administer(APPLY, id(&elsewhere)).await;
    refused(&answer, "CONFLICT", "import the workbook again");
    // They wait no more.
    let runs = app
        .ask_as_administrator(
            "{ importRuns(filter: { outcomes: [WAITING] }) { totalCount nodes { id } } }",
        )
        .await;
    assert_eq!(runs.data()["importRuns"]["totalCount"], 0);
    refused(
        &app.administer(APPLY, id(&mine)).await,
        "CONFLICT",
        "it is expired",
    );
    // A change that leaves another as it was told is no obstacle.
    let again = check(&app, "1490;Borås;Bergen;Norge;1970\n").await;
    let unrelated = check(&app, "1380;Halmstad;Oslo;Norge;1980\n").await;
    apply(&app, id(&unrelated)).await;
    let applied = app.administer(APPLY, id(&again)).await;
    assert_eq!(
        applied.data()["applyImport"]["importRun"]["outcome"],
        "COMMITTED"
    );
}

#[tokio::test]
async fn of_too_many_that_wait_the_oldest_makes_room() {
    let app = TestApp::small().await;
    let first = check(&app, "1380;Halmstad;Bergen;Norge;1900\n").await;
    for year in 1901..1921 {
        check(&app, &format!("1380;Halmstad;Bergen;Norge;{year}\n")).await;
    }
    let query = "{ importRuns(filter: { outcomes: [WAITING] }) { totalCount }
        gone: importRuns(filter: { outcomes: [EXPIRED] }) { nodes { id outcome } } }";
    let runs = app.ask_as_administrator(query).await;
    assert_eq!(runs.data()["importRuns"]["totalCount"], 20);
    assert_eq!(
        runs.data()["gone"]["nodes"],
        json!([{ "id": first["importRun"]["id"], "outcome": "EXPIRED" }])
    );
    refused(
        &app.administer(APPLY, id(&first)).await,
        "CONFLICT",
        "it is expired",
    );
    let changes = app.administer(CHANGES, id(&first)).await;
    assert_eq!(changes.data()["importChanges"]["totalCount"], 0);
}
