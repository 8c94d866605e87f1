//! Who may not, and what cannot be taken.

use serde_json::json;
use vanort_tests::{Answer, TestApp};

use super::{APPLY, CHANGES, CHECK, REVERT, check, id, refused, sent};

#[tokio::test]
async fn only_an_administrator_sees_and_does_any_of_it() {
    let app = TestApp::small().await;
    let checked = check(
        &app,
        "1380;Halmstad;Bergen;Norge;1960\n1380;Halmstad;Oslo;Norrge;\n",
    )
    .await;
    let run = checked["importRun"]["id"].as_str().unwrap();
    let ids = app
        .administer("query($id: ID!) { importChanges(id: $id, first: 1) { nodes { id } } jobs { nodes { id } }
            node(id: $id) { ... on ImportRun { report { findings(first: 1) { nodes { id } } } } } }", id(&checked))
        .await;
    let pointers = [
        "/importChanges/nodes/0/id",
        "/jobs/nodes/0/id",
        "/node/report/findings/nodes/0/id",
    ];
    let mut nodes: Vec<String> = (pointers.iter())
        .map(|pointer| {
            ids.data()
                .pointer(pointer)
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    nodes.push(run.to_owned());
    for node in &nodes {
        let query = format!("{{ node(id: \"{node}\") {{ id __typename }} }}");
        assert_eq!(
            app.ask(&query).await.code(),
            Some("UNAUTHENTICATED"),
            "{node}"
        );
        let found = app.ask_as_administrator(&query).await;
        assert_eq!(found.data()["node"]["id"], **node);
    }
    for query in [
        "{ importRuns { totalCount } }".to_owned(),
        "{ jobs { totalCount } }".to_owned(),
        format!("{{ importChanges(id: \"{run}\") {{ totalCount }} }}"),
        format!("mutation {{ applyImport(input: {{ id: \"{run}\" }}) {{ job {{ id }} }} }}"),
        format!("mutation {{ revertImport(input: {{ id: \"{run}\" }}) {{ job {{ id }} }} }}"),
        "mutation { importWorkbook(input: { fileName: \"a.csv\", content: \"\" }) { job { id } } }"
            .to_owned(),
    ] {
        assert_eq!(
            app.ask(&query).await.code(),
            Some("UNAUTHENTICATED"),
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_workbook_that_cannot_be_read_is_refused_and_not_remembered() {
    let app = TestApp::small().await;
    let input =
        |name: &str, content: &str| json!({ "input": { "fileName": name, "content": content } });
    for (variables, words) in [
        (
            input("a.xlsx", "bm8="),
            "the workbook cannot be read: Filen a.xlsx är ingen Excelarbetsbok",
        ),
        (
            input("../../etc/a.pdf", "bm8="),
            "Filen a.pdf har en filändelse som inte kan läsas",
        ),
        (input("C:\\listor\\a.csv", ""), "a.csv"),
        (input("a.csv", "///"), "`content` is not base64"),
        (input(" ", "*"), "`fileName` is empty; it must be there"),
        (
            json!({ "input": { "fileName": "a.csv", "content": "", "mapping": "[[", "actor": "a\nb" } }),
            "`actor` has the control character U+000A",
        ),
        (
            json!({ "input": { "fileName": "a.csv", "content": "YQ==", "mapping": "[[" } }),
            "`mapping` cannot be used: Mappningsfilen är fel på rad 1",
        ),
        (
            json!({ "input": { "fileName": "a.csv", "content": "YQ==", "acceptSuggestions": ["DUPLICATE_ROW"] } }),
            "DUPLICATE_ROW, which has no suggestions to take; these have: UNKNOWN_HEADING",
        ),
    ] {
        let answer = app.administer(CHECK, variables).await;
        refused(&answer, "BAD_USER_INPUT", words);
        assert!(
            !answer.text.contains("/etc") && !answer.text.contains("listor"),
            "{}",
            answer.text
        );
    }
    // Each mistake is told with its field.
    let answer = app.administer(CHECK, input(" ", "*")).await;
    let fields = |answer: &Answer| -> Vec<String> {
        let errors = answer.json["errors"].as_array().unwrap().iter();
        errors
            .map(|error| error["extensions"]["field"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(fields(&answer), ["fileName", "content"]);
    for actor in ["", "a\u{1b}[31m", &"a".repeat(201)] {
        for (mutation, name) in [
            ("applyImport", "ApplyImportInput"),
            ("revertImport", "RevertImportInput"),
        ] {
            let query = format!(
                "mutation($input: {name}!) {{ {mutation}(input: $input) {{ job {{ id }} }} }}"
            );
            let input = json!({ "input": { "id": "SW1wb3J0UnVuOjE", "actor": actor } });
            assert_eq!(
                fields(&app.administer(&query, input).await),
                ["actor"],
                "{actor}"
            );
        }
    }
    let runs = app
        .ask_as_administrator(
            "{ importRuns { totalCount nodes { actor } } jobs { nodes { state errorCode error } } }",
        )
        .await;
    assert_eq!(runs.data()["importRuns"]["totalCount"], 2, "{}", runs.text);
    let jobs = runs.data()["jobs"]["nodes"].as_array().unwrap().clone();
    assert!(
        !jobs.is_empty()
            && jobs
                .iter()
                .all(|job| job["state"] == "FAILED" && job["errorCode"] == "BAD_USER_INPUT"),
        "{jobs:?}"
    );
    // An id of something else, or of nothing.
    let other = app.ask(r#"{ municipality(code: "1380") { id } }"#).await;
    let other = &other.data()["municipality"]["id"];
    for (id, code) in [
        (other.as_str().unwrap(), "BAD_USER_INPUT"),
        ("x", "BAD_USER_INPUT"),
        ("SW1wb3J0UnVuOjk5OQ", "NOT_FOUND"),
    ] {
        for mutation in [APPLY, REVERT, CHANGES] {
            assert_eq!(
                app.administer(mutation, json!({ "id": id })).await.code(),
                Some(code),
                "{id}"
            );
        }
    }
}

#[tokio::test]
async fn an_administrators_request_may_be_as_large_as_a_workbook_needs() {
    let app = TestApp::builder()
        .limits(vanort_api::Limits {
            max_upload_bytes: 1_000_000,
            ..vanort_api::Limits::default()
        })
        .build()
        .await;
    let rows = "1380;Halmstad;Bergen;Norge;1960\n".to_owned() + &";;;;\n".repeat(60_000);
    let body = json!({ "query": CHECK, "variables": sent(&rows) }).to_string();
    assert!(body.len() > 256 * 1024);
    assert_eq!(
        app.post(&body, None).await.code(),
        Some("PAYLOAD_TOO_LARGE")
    );
    assert_eq!(
        app.post(&body, Some("Bearer wrong")).await.code(),
        Some("PAYLOAD_TOO_LARGE")
    );
    assert_eq!(app.take_warnings().len(), 1);
    let answer = app.administer(CHECK, sent(&rows)).await;
    assert_eq!(
        answer.data()["importWorkbook"]["importRun"]["outcome"],
        "WAITING"
    );
    let rows = rows.clone() + &";;;;\n".repeat(200_000);
    assert_eq!(
        app.administer(CHECK, sent(&rows)).await.code(),
        Some("PAYLOAD_TOO_LARGE")
    );
}
