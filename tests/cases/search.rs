//! Search through the API: pages, filters and what is refused.

use serde_json::{Value, json};
use vanort_tests::TestApp;

const SEARCH: &str = "query($query: String!, $first: Int, $after: String, $filter: SearchFilter) {
    search(query: $query, first: $first, after: $after, filter: $filter) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
        edges { matchReason matchedName score cursor node { __typename
            ... on Municipality { name } ... on Region { name } ... on RegionalFederation { name }
            ... on PartnerTown { name country { code } } ... on Country { name } } } } }";

const FACETS: &str =
    "query($filter: SearchFilter) { search(query: \"goteb\", first: 1, filter: $filter) {
    totalCount facets { kinds { kind count } countries { country count } counties { county count } }
    edges { highlight { text marked } } } }";

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
        .ask_with(
            SEARCH,
            json!({ "query": "berg", "after": "0-00000000000000000000000000000000.00000000.1" }),
        )
        .await;
    assert_eq!(answer.code(), Some("CONFLICT"), "{}", answer.text);
    let answer = app
        .ask_with(SEARCH, json!({ "query": "berg", "after": "nonsense" }))
        .await;
    assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
    let page = app.ask_with(SEARCH, json!({ "query": "sta" })).await;
    let after = &page.data()["search"]["pageInfo"]["endCursor"];
    let foreign = json!({ "query": "berg", "after": after });
    let answer = app.ask_with(SEARCH, foreign).await;
    assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{}", answer.text);
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

#[tokio::test]
async fn a_hit_tells_what_was_typed_and_facets_count_all_hits_within_the_filter() {
    let app = TestApp::shipped().await;
    let answer = app.ask_with(FACETS, json!({})).await;
    let page = &answer.data()["search"];
    assert_eq!(
        page["edges"][0]["highlight"],
        json!([{ "text": "Göteb", "marked": true }, { "text": "org", "marked": false }])
    );
    let total = page["totalCount"].as_u64().unwrap();
    for (facet, sums_up) in [("kinds", true), ("countries", true), ("counties", false)] {
        let counts = page["facets"][facet].as_array().unwrap();
        let sum: u64 = counts.iter().map(|it| it["count"].as_u64().unwrap()).sum();
        assert!(sum == total || !sums_up && sum <= total, "{facet}: {page}");
    }
    let only = json!({ "filter": { "kinds": ["MUNICIPALITY"], "counties": ["14"] } });
    let answer = app.ask_with(FACETS, only).await;
    let page = &answer.data()["search"];
    assert_eq!(page["totalCount"], 1);
    assert_eq!(
        page["facets"],
        json!({ "kinds": [{ "kind": "MUNICIPALITY", "count": 1 }],
            "countries": [{ "country": "SE", "count": 1 }], "counties": [{ "county": "14", "count": 1 }] })
    );
}

#[tokio::test]
async fn a_filter_narrows_by_the_status_and_theme_of_a_twinning() {
    let app = TestApp::shipped().await;
    let total = async |filter: Value| {
        let answer = app
            .ask_with(SEARCH, json!({ "query": "sundsvall", "filter": filter }))
            .await;
        answer.data()["search"]["totalCount"].as_u64().unwrap()
    };
    // Its tie with Volchov has ended.
    assert_eq!(
        total(json!({ "statuses": ["ENDED"], "kinds": ["MUNICIPALITY"] })).await,
        1
    );
    assert_eq!(total(json!({ "statuses": [] })).await, 0);
    let all = total(json!({})).await;
    assert!(total(json!({ "themes": ["CULTURE"] })).await <= all);
}

#[tokio::test]
async fn the_nearest_name_is_offered_apart_from_the_hits() {
    let app = TestApp::shipped().await;
    let ask = "query($query: String!) { search(query: $query) { totalCount didYouMean } }";
    let answer = app.ask_with(ask, json!({ "query": "Chigaco" })).await;
    assert_eq!(
        answer.data()["search"],
        json!({ "totalCount": 0, "didYouMean": "Chicago" })
    );
    for query in ["Chicago", "xyzzyxyzzy"] {
        let answer = app.ask_with(ask, json!({ "query": query })).await;
        assert_eq!(
            answer.data()["search"]["didYouMean"],
            Value::Null,
            "{query}"
        );
    }
}

#[tokio::test]
async fn administrators_are_told_what_decided_a_hits_place() {
    let app = TestApp::shipped().await;
    let ask = r#"{ search(query: "gotebrog", first: 1, explain: true) { edges { explanation { rule value } } } }"#;
    assert_eq!(app.ask(ask).await.code(), Some("UNAUTHENTICATED"));
    let answer = app.ask_as_administrator(ask).await;
    let grounds = &answer.data()["search"]["edges"][0]["explanation"];
    assert_eq!(
        grounds[0],
        json!({ "rule": "matchReason", "value": "TYPO" })
    );
    assert_eq!(grounds[1], json!({ "rule": "slips", "value": "1" }));
    let plain = app
        .ask(r#"{ search(query: "gotebrog", first: 1) { edges { explanation { rule } } } }"#)
        .await;
    assert_eq!(
        plain.data()["search"]["edges"][0]["explanation"],
        Value::Null
    );
}

#[tokio::test]
async fn suggestions_answer_every_key() {
    let app = TestApp::shipped().await;
    let ask = "query($prefix: String!, $first: Int) { suggest(prefix: $prefix, first: $first) { text kind
        highlight { text marked } node { __typename ... on Municipality { code } ... on PartnerTown { country { code } } } } }";
    let suggest = async |prefix: &str, first: Value| {
        app.ask_with(ask, json!({ "prefix": prefix, "first": first }))
            .await
    };
    let answer = suggest("göteb", json!(1)).await;
    assert_eq!(
        answer.data()["suggest"],
        json!([{ "text": "Göteborg", "kind": "MUNICIPALITY",
            "highlight": [{ "text": "Göteb", "marked": true }, { "text": "org", "marked": false }],
            "node": { "__typename": "Municipality", "code": "1480" } }])
    );
    let answer = suggest("s", Value::Null).await;
    assert_eq!(answer.data()["suggest"].as_array().unwrap().len(), 8);
    assert_eq!(suggest("", Value::Null).await.data()["suggest"], json!([]));
    assert_eq!(suggest("s", json!(21)).await.code(), Some("BAD_USER_INPUT"));
    let long = "s".repeat(201);
    assert_eq!(
        suggest(&long, Value::Null).await.code(),
        Some("BAD_USER_INPUT")
    );
}

#[tokio::test]
async fn what_is_offered_is_a_name_and_no_abbreviation_or_seat() {
    let app = TestApp::shipped().await;
    let offered = async |prefix: &str| {
        let query = format!("{{ suggest(prefix: \"{prefix}\", first: 2) {{ text kind }} }}");
        let answer = app.ask(&query).await;
        let offered = answer.data()["suggest"].as_array().unwrap().clone();
        offered
            .iter()
            .map(|it| {
                format!(
                    "{} {}",
                    it["text"].as_str().unwrap(),
                    it["kind"].as_str().unwrap()
                )
            })
            .collect::<Vec<_>>()
    };
    // GOT is the airport's, and Region Halland is run from Halmstad.
    assert_eq!(offered("göt").await[0], "Göteborg MUNICIPALITY");
    assert_eq!(
        offered("halmst").await,
        ["Halmstad MUNICIPALITY", "Region Halland REGION"]
    );
}
