//! What pages of other sites can and cannot do.

use axum::body::Body;
use axum::http::{Method, Request, header};
use vanort_api::{CorsOrigins, parse_cors_header};
use vanort_tests::TestApp;

fn preflight(origin: &str) -> Request<Body> {
    preflight_with(origin, "content-type")
}

fn preflight_with(origin: &str, headers: &str) -> Request<Body> {
    Request::builder()
        .method(Method::OPTIONS)
        .uri("/graphql")
        .header(header::ORIGIN, origin)
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
        .header(header::ACCESS_CONTROL_REQUEST_HEADERS, headers)
        .body(Body::empty())
        .unwrap()
}

#[tokio::test]
async fn no_body_that_a_form_can_send_is_executed() {
    let app = TestApp::small().await;
    let body = r#"{"query":"mutation { reindex { durationMs } }"}"#;
    for content_type in [
        "text/plain",
        "text/plain; application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "",
    ] {
        let request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, content_type)
            .header(header::AUTHORIZATION, "Bearer test-administrator")
            .body(Body::from(body))
            .unwrap();
        let answer = app.send(request).await;
        assert_eq!(answer.status, 415, "{content_type}");
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
    }
    let none = Request::post("/graphql").body(Body::from(body)).unwrap();
    assert_eq!(app.send(none).await.status, 415);
}

#[tokio::test]
async fn a_page_of_another_site_is_not_let_ask_unless_it_is_named() {
    let app = TestApp::small().await;
    let refused = app.send(preflight("https://vanorter.se")).await;
    assert_eq!(refused.status, 405);
    assert!(
        !refused
            .headers
            .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
    );

    let app = TestApp::builder()
        .options(|options| {
            let origins = ["https://vanorter.se", "http://localhost:3000"];
            options.cors_origins = CorsOrigins::parse(origins).unwrap();
        })
        .build()
        .await;
    for (origin, allowed) in [
        ("https://vanorter.se", true),
        ("http://localhost:3000", true),
        ("https://evil.example", false),
        ("null", false),
    ] {
        let answer = app.send(preflight(origin)).await;
        let told = answer.headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        assert_eq!(told.is_some_and(|told| told == origin), allowed, "{origin}");
        if allowed {
            assert_eq!(
                answer.headers[header::ACCESS_CONTROL_ALLOW_METHODS],
                "GET,POST"
            );
            let headers = answer.headers[header::ACCESS_CONTROL_ALLOW_HEADERS].to_str();
            assert!(headers.unwrap().contains("authorization"));
        }
    }
    let request = Request::get("/graphql?query=%7B__typename%7D")
        .header(header::ORIGIN, "https://vanorter.se")
        .body(Body::empty())
        .unwrap();
    let answer = app.send(request).await;
    assert_eq!(answer.data()["__typename"], "Query");
    assert_eq!(
        answer.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN],
        "https://vanorter.se"
    );
    let exposed = answer.headers[header::ACCESS_CONTROL_EXPOSE_HEADERS].to_str();
    assert!(exposed.unwrap().contains("x-request-id"));
    let vary: Vec<_> = answer.headers.get_all(header::VARY).iter().collect();
    assert!(
        vary.iter()
            .any(|vary| vary.to_str().unwrap().contains("origin"))
    );
}

#[tokio::test]
async fn the_headers_of_apollo_s_clients_and_of_tracing_may_be_sent_and_others_where_they_are_named()
 {
    let known = "accept,apollo-require-preflight,apollographql-client-name,apollographql-client-version,\
                 authorization,baggage,content-type,if-none-match,traceparent,tracestate,\
                 x-apollo-operation-name,x-request-id";
    for (more, allowed) in [
        (vec![], known.to_owned()),
        (
            vec!["X-Client-Build", "traceparent"],
            format!("{known},x-client-build"),
        ),
    ] {
        let app = TestApp::builder()
            .options(|options| {
                options.cors_origins = CorsOrigins::Any;
                let more = more.iter().map(|name| parse_cors_header(name).unwrap());
                options.cors_headers = more.collect();
            })
            .build()
            .await;
        let answer = app
            .send(preflight_with("https://a.example", &allowed))
            .await;
        let told = answer.headers[header::ACCESS_CONTROL_ALLOW_HEADERS].to_str();
        let sorted = |headers: &str| {
            let mut headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
            headers.sort_unstable();
            headers
        };
        assert_eq!(sorted(told.unwrap()), sorted(&allowed));
    }
}

#[tokio::test]
async fn any_site_may_ask_where_that_is_said() {
    let app = TestApp::builder()
        .options(|options| options.cors_origins = CorsOrigins::Any)
        .build()
        .await;
    let answer = app.send(preflight("https://anywhere.example")).await;
    assert_eq!(answer.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
}
