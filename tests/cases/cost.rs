//! What a query costs: told in every answer, refused before it is executed.

use serde_json::json;
use vanort_api::Limits;
use vanort_tests::TestApp;

const PAGE: &str = "query($n: Int) { municipalities(first: $n) { nodes { name twinnings(first: 20) { nodes { partner { name country { name } } } } } } }";

#[tokio::test]
async fn every_answer_tells_what_it_cost_and_what_it_might() {
    let app = TestApp::small().await;
    let told = |answer: &vanort_tests::Answer| answer.json["extensions"]["cost"].clone();
    let answer = app.ask_with(PAGE, json!({ "n": 50 })).await;
    assert_eq!(
        told(&answer),
        json!({ "requested": 5_812, "limit": 25_000 })
    );
    let answer = app.ask_with(PAGE, json!({ "n": 1 })).await;
    assert_eq!(told(&answer), json!({ "requested": 226, "limit": 25_000 }));
    let failed = app
        .ask("{ municipalities(first: 101) { totalCount } }")
        .await;
    assert_eq!(failed.code(), Some("BAD_USER_INPUT"));
    assert!(told(&failed).is_object());
}

#[tokio::test]
async fn a_query_that_costs_too_much_is_refused_with_both_numbers() {
    let limits = Limits {
        max_cost: 5_000,
        ..Limits::default()
    };
    let app = TestApp::builder().limits(limits).build().await;
    let before = app.register.reader().statement_count();
    let answer = app.ask_with(PAGE, json!({ "n": 50 })).await;
    assert_eq!(app.register.reader().statement_count(), before);
    let error = &answer.json["errors"][0];
    assert_eq!(
        error["extensions"],
        json!({ "code": "TOO_COMPLEX", "cost": 5_812, "limit": 5_000 })
    );
    let message = error["message"].as_str().unwrap();
    assert!(
        message.contains("5812") && message.contains("5000"),
        "{message}"
    );
    assert!(answer.json.get("data").is_none());
    assert!(
        app.ask_with(PAGE, json!({ "n": 5 }))
            .await
            .data()
            .is_object()
    );
}

#[tokio::test]
async fn whatever_is_too_large_is_refused_with_both_numbers() {
    let app = TestApp::small().await;
    let many = |text: &str, number: usize| {
        let parts: Vec<String> = (0..number)
            .map(|part| text.replace('#', &part.to_string()))
            .collect();
        format!("{{ {} }}", parts.concat())
    };
    let deep = format!(
        "{{ counties {} }}",
        "{ region { county ".repeat(9) + "{ code }" + &" } }".repeat(9)
    );
    let chain: Vec<String> = (0..40)
        .map(|link| format!(" fragment f{link} on Query {{ ...f{} }}", link + 1))
        .collect();
    for (query, what, found, limit) in [
        (many("a#: __typename ", 101), "aliases", 101, 100),
        (
            many("__typename @skip(if: false) ", 51),
            "directives",
            51,
            50,
        ),
        (many("__typename ", 101), "\"__typename\"", 101, 100),
        (many("__typename ", 5_001), "fields", 5_001, 5_000),
        (many("__typename , ", 9_999), "tokens", 10_001, 10_000),
        (deep, "levels", 20, 18),
        (
            format!(
                "{{ ...f0 }} {} fragment f40 on Query {{ __typename }}",
                chain.concat()
            ),
            "selections within each other",
            33,
            32,
        ),
        (
            "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
                .to_owned(),
            "introspected lists",
            3,
            2,
        ),
    ] {
        let answer = app.ask(&query).await;
        let error = &answer.json["errors"][0];
        assert_eq!(
            error["extensions"],
            json!({ "code": "TOO_COMPLEX", "size": found, "limit": limit }),
            "{what}"
        );
        let message = error["message"].as_str().unwrap();
        for part in [what, &found.to_string(), &limit.to_string()] {
            assert!(message.contains(part), "{message}");
        }
    }
}

#[tokio::test]
async fn what_a_directive_leaves_out_costs_nothing() {
    let app = TestApp::small().await;
    let query = "query($more: Boolean = false) { counties { code } municipalities(first: 100) @include(if: $more) { nodes { name } } }";
    let cost = async |variables| {
        let answer = app.ask_with(query, variables).await;
        assert_eq!(
            answer.data().get("municipalities").is_some(),
            answer.json["extensions"]["cost"]["requested"]
                .as_u64()
                .unwrap()
                > 300
        );
        answer.json["extensions"]["cost"]["requested"].clone()
    };
    assert_eq!(cost(json!({})).await, 131);
    assert_eq!(cost(json!({ "more": true })).await, 131 + 112 + 200);
}
