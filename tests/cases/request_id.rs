//! The id of every request.

use axum::body::Body;
use axum::http::{Method, Request};
use vanort_tests::TestApp;

#[tokio::test]
async fn every_answer_has_an_id_and_no_two_the_same() {
    let app = TestApp::small().await;
    let mut seen = std::collections::HashSet::new();
    for (method, address) in [
        (Method::GET, "/graphql?query=%7B__typename%7D"),
        (Method::GET, "/graphql?query=%7Bnowhere%7D"),
        (Method::GET, "/nowhere"),
        (Method::PUT, "/graphql"),
        (Method::POST, "/graphql"),
        (Method::GET, "/graphql/ws"),
        (Method::GET, "/health/live"),
        (Method::GET, "/schema.graphql"),
        (Method::GET, "/"),
    ] {
        let request = Request::builder().method(method).uri(address);
        let answer = app.send(request.body(Body::empty()).unwrap()).await;
        let id = answer.headers["x-request-id"].to_str().unwrap().to_owned();
        assert!(seen.insert(id), "{address}");
    }
}

#[tokio::test]
async fn an_id_that_a_request_brings_is_kept_if_it_is_sane() {
    let app = TestApp::small().await;
    for (id, kept) in [
        ("4bf92f3577b34da6a3ce929d0e0e4736", true),
        ("a b", false),
        ("\"}\u{1b}[31m", false),
        ("", false),
    ] {
        let request = Request::get("/health/live").header("x-request-id", id.as_bytes());
        let Ok(request) = request.body(Body::empty()) else {
            // What cannot stand in a header does not come this far.
            continue;
        };
        let answer = app.send(request).await;
        assert_eq!(answer.headers["x-request-id"] == id, kept, "{id:?}");
    }
}
