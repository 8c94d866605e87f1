//! The HTTP surface.

use axum::body::Body;
use axum::http::{Request, header};
use vanort_tests::TestApp;

#[tokio::test]
async fn a_query_can_be_asked_by_get_but_a_mutation_cannot() {
    let app = TestApp::small().await;
    let answer = app
        .get("/graphql?query=query(%24c%3AMunicipalityCode!)%7Bmunicipality(code%3A%24c)%7Bname%7D%7D&variables=%7B%22c%22%3A%221380%22%7D", "application/json")
        .await;
    assert_eq!(answer.data()["municipality"]["name"], "Halmstad");
    let answer = app
        .get(
            "/graphql?query=mutation%7Breindex%7BdurationMs%7D%7D",
            "application/json",
        )
        .await;
    assert_eq!(answer.status, 405);
    assert_eq!(answer.headers[header::ALLOW], "POST");
    assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
}

#[tokio::test]
async fn the_operation_is_chosen_by_its_name() {
    let app = TestApp::small().await;
    let body = r#"{"query":"query A { a: counties { code } } query B { b: counties { code } }","operationName":"B"}"#;
    let answer = app.post(body, None).await;
    assert!(answer.data()["b"].is_array());
    assert!(answer.data().get("a").is_none());
}

#[tokio::test]
async fn an_empty_operation_name_is_no_name() {
    let app = TestApp::small().await;
    for query in ["{ __typename }", "query A { __typename }"] {
        let body = serde_json::json!({ "query": query, "operationName": "" });
        let answer = app.post(&body.to_string(), None).await;
        assert_eq!(answer.data()["__typename"], "Query", "{query}");
    }
    let several = r#"{"query":"query A { __typename } query B { __typename }","operationName":""}"#;
    let answer = app.post(several, None).await;
    let message = answer.json["errors"][0]["message"].as_str().unwrap();
    assert!(
        message.contains("say which by \"operationName\""),
        "{message}"
    );
}

#[tokio::test]
async fn a_byte_order_mark_and_a_loose_name_of_utf_8_are_read() {
    let app = TestApp::small().await;
    for (content_type, body) in [
        ("application/json", "\u{feff}{\"query\":\"{ __typename }\"}"),
        (
            "application/json",
            "{\"query\":\"\u{feff}{ \u{feff}__typename }\"}",
        ),
        ("application/json", r#"{"query":"\uFEFF{ __typename }"}"#),
        (
            "application/json; charset=utf8",
            "{\"query\":\"{ __typename }\"}",
        ),
        (
            "application/json; charset=\"UTF8\"",
            "{\"query\":\"{ __typename }\"}",
        ),
    ] {
        let request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, content_type)
            .body(Body::from(body))
            .unwrap();
        let answer = app.send(request).await;
        assert_eq!(answer.status, 200, "{content_type}: {body}");
        assert_eq!(answer.data()["__typename"], "Query", "{body}");
    }
}

#[tokio::test]
async fn a_browser_is_shown_graphiql_that_needs_no_other_site() {
    let app = TestApp::small().await;
    let page = app
        .get("/graphql", "text/html,application/xhtml+xml,*/*;q=0.8")
        .await;
    assert_eq!(page.status, 200);
    assert!(
        page.headers[header::CONTENT_TYPE]
            .to_str()
            .unwrap()
            .starts_with("text/html")
    );
    assert!(
        !page.text.contains("https://"),
        "the page fetches from another site"
    );
    let mut assets = 0;
    for address in page
        .text
        .split('"')
        .filter(|part| part.starts_with("/graphiql/"))
    {
        let asset = app.get(address, "*/*").await;
        assert_eq!(asset.status, 200, "{address}");
        assert!(!asset.text.is_empty());
        assets += 1;
    }
    assert_eq!(assets, 5);
    assert_eq!(app.get("/graphiql/../Cargo.toml", "*/*").await.status, 404);
    let home = app.get("/", "text/html").await;
    assert_eq!(home.headers[header::LOCATION], "/graphql");
}

#[tokio::test]
async fn a_malformed_request_is_refused_with_status_and_code() {
    let app = TestApp::small().await;
    let json = "application/json";
    let large = format!("{{\"query\":\"{}\"}}", "x".repeat(300 * 1024));
    let cases: [(&str, &str, u16, &str); 8] = [
        (json, "{", 400, "BAD_USER_INPUT"),
        (json, "[]", 400, "BAD_USER_INPUT"),
        (json, "{}", 400, "BAD_USER_INPUT"),
        (json, r#"{"query":1}"#, 400, "BAD_USER_INPUT"),
        (
            json,
            r#"{"query":"{ counties { code } }","variables":[]}"#,
            400,
            "BAD_USER_INPUT",
        ),
        (
            "text/plain",
            r#"{"query":"{ counties { code } }"}"#,
            415,
            "BAD_USER_INPUT",
        ),
        (
            "application/x-www-form-urlencoded",
            "query=%7B__typename%7D",
            415,
            "BAD_USER_INPUT",
        ),
        (json, &large, 413, "PAYLOAD_TOO_LARGE"),
    ];
    for (content_type, body, status, code) in cases {
        let request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, content_type)
            .body(Body::from(body.to_owned()))
            .unwrap();
        let answer = app.send(request).await;
        let start: String = body.chars().take(40).collect();
        assert_eq!(answer.status.as_u16(), status, "{start}");
        assert_eq!(answer.code(), Some(code), "{start}");
        assert!(answer.json.get("data").is_none(), "{start}");
    }
    assert_eq!(app.get("/graphql", json).await.status, 400);
    assert_eq!(
        app.get("/graphql?query=%7B__typename%7D&variables=x", json)
            .await
            .status,
        400
    );
    assert_eq!(app.get("/nowhere", json).await.status, 404);
}

#[tokio::test]
async fn the_media_type_asked_for_decides_how_a_refused_query_is_told() {
    let app = TestApp::small().await;
    let wrong = "/graphql?query=%7Bnowhere%7D";
    let right = "/graphql?query=%7B__typename%7D";
    for (address, accept, status) in [
        (wrong, "application/json", 200),
        (wrong, "application/graphql-response+json", 400),
        (right, "application/graphql-response+json", 200),
    ] {
        let answer = app.get(address, accept).await;
        assert_eq!(answer.status.as_u16(), status, "{accept} {address}");
        let content_type = answer.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert_eq!(content_type, format!("{accept}; charset=utf-8"));
    }
}

#[tokio::test]
async fn health_tells_life_and_readiness() {
    let app = TestApp::small().await;
    let live = app.get("/health/live", "*/*").await;
    assert_eq!(
        (live.status.as_u16(), live.json["status"].as_str()),
        (200, Some("live"))
    );
    let ready = app.get("/health/ready", "*/*").await;
    assert_eq!(
        (ready.status.as_u16(), ready.json["status"].as_str()),
        (200, Some("ready"))
    );
    assert_eq!(ready.json["revision"], ready.json["indexRevision"]);
}

#[tokio::test]
async fn a_server_that_is_about_to_stop_is_alive_but_not_ready() {
    let draining = vanort_api::Draining::default();
    let used = draining.clone();
    let app = TestApp::builder()
        .options(|options| options.draining = used)
        .build()
        .await;
    let get = async |path| app.get(path, "application/json").await;
    assert_eq!(get("/health/ready").await.status, 200);
    draining.begin();
    let ready = get("/health/ready").await;
    assert_eq!(ready.status, 503);
    assert_eq!(ready.json, serde_json::json!({ "status": "stopping" }));
    assert_eq!(get("/health/live").await.status, 200);
    assert_eq!(app.ask("{ __typename }").await.status, 200);
}

#[tokio::test]
async fn fields_come_in_the_order_of_the_query() {
    let app = TestApp::small().await;
    let query = r#"{ indexStatus { state } municipality(code: "1380") { twinnings(first: 1) { totalCount nodes { partner { name } kind } } county { name } name } __typename }"#;
    for _ in 0..5 {
        let answer = app.ask(query).await;
        let (data, _) = answer.text.split_once(",\"extensions\"").unwrap();
        assert_eq!(
            data,
            r#"{"data":{"indexStatus":{"state":"CURRENT"},"municipality":{"twinnings":{"totalCount":2,"nodes":[{"partner":{"name":"Gentofte"},"kind":"TWINNING"}]},"county":{"name":"Hallands län"},"name":"Halmstad"},"__typename":"Query"}"#
        );
    }
}
