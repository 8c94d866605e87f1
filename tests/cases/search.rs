//! Search through the API: pages, filters and what is refused.

use serde_json::{Value, json};
use vanort_tests::TestApp;

const SEARCH: &str = "query($query: String!, $first: Int, $after: String, $filter: SearchFilter) {
    search(query: $query, first: $first, after: $after, filter: $filter) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
        edges { matchReason matchedName score cursor node { __typename
            ... on Municipality { name } ... on Region { name } ... on RegionalFederation { name }
            ... on PartnerTown { name country { code } } ... on Country { name } } } } }";

/// A hit as the table writes it: `Göteborg (Municipality)`, `Vejle (DK)`.
fn label(edge: &Value) -> String {
    let node = &edge["node"];
    let name = node["name"].as_str().unwrap();
    match node.pointer("/country/code").and_then(Value::as_str) {
        Some(country) => format!("{name} ({country})"),
        None => format!("{name} ({})", node["__typename"].as_str().unwrap()),
    }
}

#[tokio::test]
async fn hits_are_paged_in_one_stable_order() {
    let app = TestApp::shipped().await;
    let whole = app
        .ask_with(SEARCH, json!({ "query": "ber", "first": 100 }))
        .await;
    let whole: Vec<String> = whole.data()["search"]["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(label)
        .collect();
    assert!(whole.len() > 5, "{whole:?}");
    let (mut paged, mut after) = (Vec::new(), Value::Null);
    loop {
        let answer = app
            .ask_with(
                SEARCH,
                json!({ "query": "ber", "first": 2, "after": after }),
            )
            .await;
        let page = &answer.data()["search"];
        assert_eq!(page["pageInfo"]["hasPreviousPage"], !after.is_null());
        paged.extend(page["edges"].as_array().unwrap().iter().map(label));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(paged, whole);
}

#[tokio::test]
async fn a_filter_narrows_by_kind_and_country() {
    let app = TestApp::shipped().await;
    let ask = async |filter: Value| {
        let answer = app
            .ask_with(
                SEARCH,
                json!({ "query": "berg", "first": 100, "filter": filter }),
            )
            .await;
        let edges = answer.data()["search"]["edges"].as_array().unwrap().clone();
        edges.iter().map(label).collect::<Vec<_>>()
    };
    let municipalities = ask(json!({ "kinds": ["MUNICIPALITY"] })).await;
    assert_eq!(
        municipalities.first().map(String::as_str),
        Some("Berg (Municipality)")
    );
    assert!(
        municipalities
            .iter()
            .all(|hit| hit.ends_with("(Municipality)"))
    );
    let norwegian = ask(json!({ "countries": ["NO"] })).await;
    assert!(
        norwegian.contains(&"Bergen (NO)".to_owned()),
        "{norwegian:?}"
    );
    assert!(
        norwegian
            .iter()
            .all(|hit| hit.ends_with("(NO)") || hit == "Norge (Country)"),
        "{norwegian:?}"
    );
}

#[tokio::test]
async fn a_cursor_of_an_older_index_is_refused_with_a_code() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask_with(SEARCH, json!({ "query": "berg", "after": "0.1" }))
        .await;
    assert_eq!(answer.code(), Some("CONFLICT"), "{}", answer.text);
    let answer = app
        .ask_with(SEARCH, json!({ "query": "berg", "after": "nonsense" }))
        .await;
    assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
}

#[tokio::test]
async fn awkward_texts_find_nothing_or_are_refused_and_never_fail() {
    let app = TestApp::shipped().await;
    let long = "a".repeat(10_000);
    for query in [
        "",
        "   ",
        "\u{301}",
        "!!!",
        "\"",
        "AND NOT",
        "🙂🙂",
        "\u{0}",
        "x' OR 1=1 --",
        "(",
        "\\",
        &long,
    ] {
        let answer = app.ask_with(SEARCH, json!({ "query": query })).await;
        match answer.code() {
            None => assert_eq!(answer.data()["search"]["totalCount"], 0, "{query:?}"),
            Some(code) => assert_eq!(code, "BAD_USER_INPUT", "{query:?}"),
        }
    }
    // Nothing in a text is a command: this asks for the same as its letters.
    let [with, without] = ["göteborg:* AND", "göteborg and"];
    let with = app.ask_with(SEARCH, json!({ "query": with })).await;
    let without = app.ask_with(SEARCH, json!({ "query": without })).await;
    assert_eq!(with.data(), without.data());
}
