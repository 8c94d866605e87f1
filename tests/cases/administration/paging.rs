//! Lists of runs, of their findings and of their changes.

use serde_json::{Value, json};
use vanort_tests::TestApp;

use super::{CHANGES, check};

#[tokio::test]
async fn runs_changes_and_findings_are_paged_both_ways() {
    let app = TestApp::small().await;
    for year in 1950..1955 {
        let rows = format!("1380;Halmstad;Bergen;Norge;{year}\n")
            + "1380;Halmstad;A;Norrge;\n1380;Halmstad;B;Norrge;\n1380;Halmstad;C;Norrge;\n";
        check(&app, &rows).await;
    }
    let runs = "query($first: Int, $after: String, $last: Int, $before: String) {
        importRuns(first: $first, after: $after, last: $last, before: $before) { totalCount
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { number } } } }";
    let findings = "query($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { node(id: $id) { ... on ImportRun { report {
        findings(first: $first, after: $after, last: $last, before: $before, filter: { severities: [ERROR] }) { totalCount
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } } } } } }";
    let last = app
        .ask_as_administrator("{ importRuns(first: 1) { nodes { id } } }")
        .await;
    let id = &last.data()["importRuns"]["nodes"][0]["id"];
    for (query, pointer, at_least) in [
        (runs, "/importRuns", 7),
        (CHANGES, "/importChanges", 3),
        (findings, "/node/report/findings", 3),
    ] {
        let ask = async |arguments: Value| {
            let mut variables = arguments;
            if query != runs {
                variables["id"] = id.clone();
            }
            let answer = app.administer(query, variables).await;
            answer.data().pointer(pointer).unwrap().clone()
        };
        let whole = ask(json!({ "first": 100 })).await;
        let all = whole["edges"].as_array().unwrap().clone();
        assert!(all.len() >= at_least, "{whole}");
        assert_eq!(whole["totalCount"], all.len());
        let (mut forward, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = ask(json!({ "first": 2, "after": after })).await;
            forward.extend(page["edges"].as_array().unwrap().clone());
            assert_eq!(page["pageInfo"]["hasPreviousPage"], !after.is_null());
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        assert_eq!(forward, all);
        let (mut backward, mut before) = (Vec::new(), Value::Null);
        loop {
            let page = ask(json!({ "last": 2, "before": before })).await;
            let mut edges = page["edges"].as_array().unwrap().clone();
            edges.extend(backward);
            backward = edges;
            assert_eq!(page["pageInfo"]["hasNextPage"], !before.is_null());
            before = page["pageInfo"]["startCursor"].clone();
            if page["pageInfo"]["hasPreviousPage"] == false {
                break;
            }
        }
        assert_eq!(backward, all);
        if query == runs {
            // The least number that there is.
            let least =
                json!({ "first": 100, "after": "aW1wb3J0IHJ1bnMjLTkyMjMzNzIwMzY4NTQ3NzU4MDg" });
            let answer = app.administer(query, least).await;
            assert_eq!(
                answer.data()["importRuns"]["edges"],
                whole["edges"],
                "{answer:?}"
            );
        }
        let foreign = json!({ "first": 1, "after": "am9icyMx", "id": id });
        assert_eq!(
            app.administer(query, foreign).await.code(),
            Some("BAD_USER_INPUT")
        );
    }
}
