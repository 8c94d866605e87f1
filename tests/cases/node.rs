//! Global object identification.

use serde_json::{Value, json};
use vanort_tests::TestApp;

const EVERYTHING: &str = r#"{
    municipality(code: "1380") { id __typename region { id __typename } county { id __typename }
        twinnings(first: 1) { nodes { id __typename partner { id __typename country { id __typename } }
            observations { nodes { id __typename survey { id __typename } } } } } } }"#;

/// Every object with an id in an answer.
fn identified(value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(object) => {
            if let (Some(id), Some(type_)) = (object.get("id"), object.get("__typename")) {
                found.push((
                    id.as_str().unwrap().to_owned(),
                    type_.as_str().unwrap().to_owned(),
                ));
            }
            object.values().for_each(|value| identified(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| identified(value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn every_id_leads_back_to_its_node() {
    let app = TestApp::small().await;
    let mut found = Vec::new();
    identified(app.ask(EVERYTHING).await.data(), &mut found);
    assert_eq!(found.len(), 8, "{found:?}");
    let ids: Vec<&str> = found.iter().map(|(id, _)| id.as_str()).collect();
    let answer = app
        .ask_with(
            "query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }",
            json!({ "ids": ids }),
        )
        .await;
    let expected: Vec<Value> = found
        .iter()
        .map(|(id, type_)| json!({ "id": id, "__typename": type_ }))
        .collect();
    assert_eq!(answer.data()["nodes"], json!(expected));
}

#[tokio::test]
async fn ids_are_the_same_in_another_database() {
    let (a, b) = (TestApp::small().await, TestApp::small().await);
    assert_eq!(
        a.ask(EVERYTHING).await.data(),
        b.ask(EVERYTHING).await.data()
    );
}

#[tokio::test]
async fn an_id_of_something_gone_is_null_and_no_id_is_refused() {
    let app = TestApp::small().await;
    // base64url of "Authority:municipality:9999"
    let gone = app
        .ask(r#"{ node(id: "QXV0aG9yaXR5Om11bmljaXBhbGl0eTo5OTk5") { id } }"#)
        .await;
    assert!(gone.data()["node"].is_null());
    for id in ["1380", "", "åäö"] {
        let answer = app
            .ask_with(
                "query($id: ID!) { node(id: $id) { id } }",
                json!({ "id": id }),
            )
            .await;
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{id}");
    }
    let county = app.ask("{ counties { id } }").await.data()["counties"][0]["id"].clone();
    let answer = app
        .ask_with(
            "query($id: ID!) { partnerTown(id: $id) { name } }",
            json!({ "id": county }),
        )
        .await;
    assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
}

#[tokio::test]
async fn an_object_of_which_no_field_is_asked_for_is_there_all_the_same() {
    let app = TestApp::small().await;
    let ids = app
        .ask("{ municipality(code: \"1380\") { id } country(code: \"DK\") { id } }")
        .await;
    let municipality = &ids.data()["municipality"]["id"];
    let country = &ids.data()["country"]["id"];
    let answer = app
        .ask_with(
            "query($one: ID!, $all: [ID!]!, $no: Boolean = false) {
                node(id: $one) { ... on Country { name } }
                nodes(ids: $all) { ... on Country { name } }
                counties { name @include(if: $no) }
            }",
            json!({ "one": municipality, "all": [municipality, country] }),
        )
        .await;
    let data = answer.data();
    assert_eq!(data["node"], json!({}));
    assert_eq!(data["nodes"], json!([{}, { "name": "Danmark" }]));
    assert_eq!(data["counties"][0], json!({}));
    // What another selection of the same object has is not lost.
    let answer = app
        .ask_with(
            "query($all: [ID!]!) {
                nodes(ids: $all) { ... on Country { name } }
                nodes(ids: $all) { ... on Municipality { name } }
            }",
            json!({ "all": [municipality, country] }),
        )
        .await;
    assert_eq!(
        answer.data()["nodes"],
        json!([{ "name": "Halmstad" }, { "name": "Danmark" }])
    );
    assert_eq!(answer.json["extensions"]["cost"]["requested"], 10);
}
