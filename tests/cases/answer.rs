//! How answers are made: the same whatever the way, and null where something is missing that is
//! never null.

use serde_json::{Value, json};
use vanort_tests::{Answer, Register, TestApp};

#[tokio::test]
async fn an_answer_is_the_same_when_a_document_selects_everything_twice() {
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
        "search(query: \"borås\") { nodes { ... on SearchNode { ... on Municipality { code } } ... on LocalAuthority { name } } }",
        "__schema { queryType { name fields { name type { name } } } } __type(name: \"Country\") { name interfaces { name } }",
        "statistics { municipalities twinnings { total decades { decade count } } } partnerTowns(first: 1) { nodes { ...Town } }",
    ] {
        let town = if fields.contains("...Town") { town } else { "" };
        let once = app.ask(&format!("{{ {fields} }} {town}")).await;
        assert!(once.json.get("data").is_some(), "{}", once.text);
        let again = app.ask(&format!("{} {town}", twice(fields))).await;
        assert_eq!(
            once.text,
            again.text.replacen(&cost(&again), &cost(&once), 1),
            "{fields}"
        );
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
        let fields = query.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
        for query in [&query, &twice(fields.unwrap())] {
            let answer = app.ask(query).await;
            assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{query}");
            assert_eq!(answer.json["data"], data, "{query}");
            let errors = answer.json["errors"].as_array().unwrap();
            assert_eq!(errors.len(), 1, "{query}: {errors:?}");
            let path = errors[0]["path"].as_array().unwrap();
            assert_eq!(path.last().unwrap(), "twinnings", "{query}");
        }
    }
}

/// A document that selects fields of the root twice, each in a fragment of its own too.
fn twice(fields: &str) -> String {
    format!(
        "{{ {fields} ...Again ... on Query {{ ...Again }} }} fragment Again on Query {{ {fields} }}"
    )
}

/// What an answer says of its cost.
fn cost(answer: &Answer) -> String {
    answer.json["extensions"]["cost"]["requested"].to_string()
}

#[tokio::test]
async fn selections_of_one_object_are_one_wherever_they_stand() {
    let app = TestApp::small().await;
    let query = "query Q($yes: Boolean!, $no: Boolean!) {
        halmstad: municipality(code: \"1380\") { name ...A county { code } }
        halmstad: municipality(code: \"1380\") { code county @skip(if: $yes) { name } ...A ... on LocalAuthority { seat } }
        ...Root @include(if: $no)
        ... @include(if: $yes) { halmstad: municipality(code: \"1380\") { name official: officialName } }
        halmstad: municipality(code: \"1380\") @skip(if: $yes) { id }
    }
    fragment A on Municipality { county { name ...B } twinnings(first: 1) { ...C nodes { partner { name } } } }
    fragment B on County { code }
    fragment C on TwinningConnection { totalCount nodes { partner { country { code } } since } }
    fragment Root on Query { counties { code } }";
    let answer = app
        .ask_with(query, json!({ "yes": true, "no": false }))
        .await;
    let halmstad = r#"{"halmstad":{"name":"Halmstad","county":{"name":"Hallands län","code":"13"},"twinnings":{"totalCount":2,"nodes":[{"partner":{"country":{"code":"DK"},"name":"Gentofte"},"since":1950}]},"code":"1380","seat":"Halmstad","official":"Halmstads kommun"}}"#;
    let data = answer.text.split("\"data\":").nth(1).unwrap();
    assert!(data.starts_with(halmstad), "{data}");
    // Of what was named first all may be skipped.
    let query = "query($yes: Boolean!) {
        municipality(code: \"1380\") { name @skip(if: $yes) }
        municipality(code: \"1380\") { county { code @skip(if: $yes) } county { name } }
    }";
    let answer = app.ask_with(query, json!({ "yes": true })).await;
    let county = json!({ "municipality": { "county": { "name": "Hallands län" } } });
    assert_eq!(answer.data(), &county);
    let query = "{ b: dataset @skip(if: true) { revision } a: dataset { revision } b: dataset { revision } }";
    let answer = app.ask(query).await;
    assert!(
        answer
            .text
            .contains(r#"{"a":{"revision":1},"b":{"revision":1}}"#),
        "{}",
        answer.text
    );
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
