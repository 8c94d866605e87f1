//! Automatic persisted queries, as Apollo's clients send them.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use vanort_tests::TestApp;

fn hash(query: &str) -> String {
    let digest = Sha256::digest(query.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn extensions(hash: &str) -> Value {
    json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })
}

#[tokio::test]
async fn a_query_is_sent_once_and_then_by_its_hash() {
    let app = TestApp::small().await;
    let query = "query($c: CountryCode!) { country(code: $c) { name } }";
    let extensions = extensions(&hash(query));
    let by_hash = json!({ "extensions": extensions, "variables": { "c": "FI" } }).to_string();
    let unknown = app.post(&by_hash, None).await;
    assert_eq!(unknown.status, 200);
    assert_eq!(unknown.code(), Some("PERSISTED_QUERY_NOT_FOUND"));
    assert_eq!(
        unknown.json["errors"][0]["message"],
        "PersistedQueryNotFound"
    );

    let whole = json!({ "query": query, "extensions": extensions, "variables": { "c": "FI" } });
    let told = app.post(&whole.to_string(), None).await;
    assert_eq!(told.data()["country"]["name"], "Finland");
    let known = app.post(&by_hash, None).await;
    assert_eq!(known.data()["country"]["name"], "Finland");
    let encoded = |json: &Value| -> String {
        let bytes = json.to_string().into_bytes();
        bytes.iter().map(|byte| format!("%{byte:02x}")).collect()
    };
    let address = format!(
        "/graphql?extensions={}&variables={}",
        encoded(&extensions),
        encoded(&json!({ "c": "NO" }))
    );
    let by_get = app.get(&address, "application/json").await;
    assert_eq!(by_get.data()["country"]["name"], "Norge");
}

#[tokio::test]
async fn the_newer_media_type_tells_an_unknown_hash_by_its_status_too() {
    let app = TestApp::small().await;
    let address = format!(
        "/graphql?extensions={}",
        extensions(&hash("a")).to_string().replace('"', "%22")
    );
    let answer = app.get(&address, "application/graphql-response+json").await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.code(), Some("PERSISTED_QUERY_NOT_FOUND"));
    // A proxy must not keep what is true for a moment only.
    assert_eq!(answer.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn only_a_valid_query_with_its_own_hash_is_kept() {
    let app = TestApp::small().await;
    for (query, of, told) in [
        (
            "{ __typename }",
            "{ counties { code } }",
            "is not the SHA-256",
        ),
        ("{ nowhere }", "{ nowhere }", "nowhere"),
    ] {
        let extensions = extensions(&hash(of));
        let body = json!({ "query": query, "extensions": extensions });
        let answer = app.post(&body.to_string(), None).await;
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
        assert!(answer.text.contains(told), "{}", answer.text);
        let by_hash = json!({ "extensions": extensions }).to_string();
        let answer = app.post(&by_hash, None).await;
        assert_eq!(answer.code(), Some("PERSISTED_QUERY_NOT_FOUND"));
    }
}

#[tokio::test]
async fn a_persisted_query_is_held_to_the_limits_whenever_it_is_asked() {
    let app = TestApp::small().await;
    let held = "query($n: Int) { municipalities(first: $n) { nodes { twinnings(first: 100) { nodes { id kind } } } } }";
    let ask = async |query: Option<&str>, n: u32| {
        let body = json!({ "query": query, "variables": { "n": n }, "extensions": extensions(&hash(held)) });
        app.post(&body.to_string(), None).await
    };
    assert!(ask(Some(held), 1).await.data().is_object());
    assert_eq!(ask(None, 100).await.code(), Some("TOO_COMPLEX"));
    assert!(ask(None, 1).await.data().is_object());
}

#[tokio::test]
async fn a_query_that_was_answered_before_is_known_by_its_hash_once_it_was_sent_with_it() {
    let app = TestApp::builder().following().build().await;
    let query = "{ country(code: \"FI\") { name } }";
    let extensions = extensions(&hash(query));
    let plain = json!({ "query": query }).to_string();
    let with_hash = json!({ "query": query, "extensions": extensions }).to_string();
    let by_hash = json!({ "extensions": extensions }).to_string();
    for body in [&plain, &plain, &with_hash, &by_hash] {
        let answer = app.post(body, None).await;
        assert_eq!(answer.data()["country"]["name"], "Finland", "{body}");
    }
}
