//! How answers are made: the same whatever the way, and null where something is missing that is
//! never null.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use vanort_tests::{Answer, Register, TestApp};

/// An answer is written as it is resolved unless a document selects something twice.
#[tokio::test]
async fn an_answer_is_the_same_as_a_tree_and_as_text() {
    let app = TestApp::shipped().await;
    let town = "fragment Town on PartnerTown { name country { name code } location { latitude longitude } mergedInto { name } }";
    for fields in [
        "municipality(code: \"1380\") { __typename id alternateNames county { name region { name } } twinnings(first: 5) { totalCount edges { cursor node { kind since distanceKm partner { ...Town } } } pageInfo { hasNextPage endCursor } } }",
        "x: countries(first: 3, orderBy: { field: CODE }) { nodes { ... on Node { id } ... on Country { y: name own: name(language: OWN) partnerTowns(first: 2) { nodes { ...Town } } } } }",
        "node(id: \"Tm93aGVyZQ\") { id } partnerTown(id: \"x\") { ...Town }",
        "search(query: \"goteborg norge\") { edges { node { __typename ... on PartnerTown { ...Town } ... on Municipality { name } } } }",
        "twinnings(first: 3) { nodes { themes note network { name } authority { __typename name ... on Municipality { code } country { name } } partner { ...Town } observations(first: 1) { nodes { text survey { name year } } } } }",
        "municipality(code: \"9999\") { name } counties { code name }",
        "municipality(code: \"1380\") @skip(if: true) { name } counties { code @include(if: false) name }",
        "statistics { municipalities twinnings { total decades { decade count } } } partnerTowns(first: 1) { nodes { ...Town } }",
    ] {
        let text = app.ask(&format!("{{ {fields} }} {town}")).await;
        // Twice the same selection, which the tree merges.
        let tree = app
            .ask(&format!(
                "{{ {fields} ...Again }} fragment Again on Query {{ {fields} }} {town}"
            ))
            .await;
        assert_eq!(text.json.get("data"), tree.json.get("data"), "{fields}");
        assert_eq!(messages(&text), messages(&tree), "{fields}");
    }
}

#[tokio::test]
async fn an_error_makes_null_of_the_nearest_value_that_may_be_null() {
    let app = TestApp::builder()
        .register(Register::shipped())
        .build()
        .await;
    let wrong = "twinnings(after: \"x\") { totalCount }";
    for (query, data) in [
        (
            format!(
                "{{ a: municipality(code: \"1380\") {{ name {wrong} }} b: country(code: \"FI\") {{ code }} }}"
            ),
            json!({ "a": null, "b": { "code": "FI" } }),
        ),
        (
            format!(
                "{{ country(code: \"FI\") {{ code }} municipalities(first: 1) {{ nodes {{ {wrong} }} }} }}"
            ),
            Value::Null,
        ),
        (
            "{ country(code: \"FI\") { code } twinnings: node(id: \"x\") { id } }".to_owned(),
            json!({ "country": { "code": "FI" }, "twinnings": null }),
        ),
        (
            format!("{{ country(code: \"FI\") {{ code }} {wrong} }}"),
            Value::Null,
        ),
    ] {
        let answer = app.ask(&query).await;
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{query}");
        assert_eq!(answer.json["data"], data, "{query}");
        let path = answer.json["errors"][0]["path"].as_array().unwrap();
        assert_eq!(path.last().unwrap(), "twinnings", "{query}");
    }
}

/// The messages of an answer's errors, each once.
fn messages(answer: &Answer) -> BTreeSet<String> {
    let errors = answer.json["errors"].as_array().into_iter().flatten();
    errors.map(|error| error["message"].to_string()).collect()
}

#[tokio::test]
async fn an_id_that_is_none_leaves_null_in_its_place_alone() {
    let app = TestApp::small().await;
    let id = app.ask("{ country(code: \"FI\") { id } }").await;
    let id = &id.data()["country"]["id"];
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Country { code } } }";
    let answer = app.ask_with(query, json!({ "ids": ["x", id] })).await;
    assert_eq!(
        answer.json["data"],
        json!({ "nodes": [null, { "code": "FI" }] })
    );
    assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
    assert_eq!(answer.json["errors"][0]["path"], json!(["nodes", 0]));
}
