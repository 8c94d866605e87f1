//! Requests that nobody means well: each has its status, its code and a message, none costs more
//! than it is worth, and the next request is answered.

use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use vanort_api::{Limits, MAX_ERRORS};
use vanort_tests::{Answer, Form, HostileRequest, TestApp, hostile_requests};

const BAD: &str = "BAD_USER_INPUT";

async fn post(app: &TestApp, accept: &str, body: Vec<u8>) -> Answer {
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, accept)
        .body(Body::from(body))
        .unwrap();
    app.send(request).await
}

#[tokio::test]
async fn each_hostile_request_has_its_status_code_and_message() {
    let app = TestApp::small().await;
    for HostileRequest {
        name,
        body,
        form,
        code,
        message,
    } in hostile_requests()
    {
        for accept in ["application/json", "application/graphql-response+json"] {
            let started = Instant::now();
            let answer = post(&app, accept, body.clone()).await;
            assert_eq!(answer.code(), Some(code), "{name}: {:.300}", answer.text);
            let executed = answer.json.get("data").is_some();
            let status = match form {
                Form::Ill(status) => status,
                Form::Well if executed || accept == "application/json" => 200,
                Form::Well => 400,
            };
            assert_eq!(answer.status, status, "{name}: {:.300}", answer.text);
            let told = answer.json["errors"][0]["message"].as_str().unwrap();
            assert!(told.contains(message), "{name}: {told}");
            assert!(answer.bytes.len() < 4_000, "{name}: {:.4000}", answer.text);
            assert!(
                started.elapsed() < Duration::from_secs(2),
                "{name}: {:?}",
                started.elapsed()
            );
            assert_eq!(
                answer.headers["x-content-type-options"], "nosniff",
                "{name}"
            );
        }
    }
    assert!(app.ask("{ counties { code } }").await.data().is_object());
}

#[tokio::test]
async fn an_empty_filter_filters_nothing() {
    let app = TestApp::small().await;
    let query = |filter: &str| {
        format!("{{ twinnings{filter} {{ totalCount }} partnerTowns{filter} {{ totalCount }} }}")
    };
    let all = app.ask(&query("")).await;
    for filter in ["(filter: {})", "(filter: null)"] {
        assert_eq!(app.ask(&query(filter)).await.data(), all.data(), "{filter}");
    }
}

#[tokio::test]
async fn several_mistakes_are_told_at_once_and_thousands_in_part() {
    let app = TestApp::small().await;
    let several = "query($a: Int) { nowhere municipality(code: \"138\") { nam } countries(first: \"x\") { totalCount } }";
    let answer = app.ask(several).await;
    let errors = answer.json["errors"].as_array().unwrap();
    let told: Vec<&str> = errors
        .iter()
        .map(|error| error["message"].as_str().unwrap())
        .collect();
    for part in ["$a", "nowhere", "four digits", "\"nam\"", "expected Int"] {
        assert!(
            told.iter().any(|message| message.contains(part)),
            "{told:#?}"
        );
    }
    let places: Vec<u64> = errors
        .iter()
        .map(|error| error["locations"][0]["column"].as_u64().unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");

    let many: String = (0..2_000).map(|field| format!("n{field} ")).collect();
    let answer = app.ask(&format!("{{ {many} }}")).await;
    let errors = answer.json["errors"].as_array().unwrap();
    assert_eq!(errors.len(), MAX_ERRORS);
    assert_eq!(errors[MAX_ERRORS - 1]["message"], "and 1981 more errors");
    assert!(
        errors
            .iter()
            .all(|error| error["extensions"]["code"] == BAD)
    );
}

#[tokio::test]
async fn a_directive_that_is_repeated_is_not_reported_as_often() {
    let app = TestApp::small().await;
    // Scanners count the errors of ten to know whether a server takes any number of them.
    let answer = app
        .ask(&format!("{{ __typename {} }}", "@aa".repeat(10)))
        .await;
    let errors = answer.json["errors"].as_array().unwrap();
    let messages: Vec<&str> = (errors.iter())
        .map(|error| error["message"].as_str().unwrap())
        .collect();
    assert_eq!(
        messages,
        [
            "there is no directive @aa here",
            "the directive @aa stands here twice; give it once",
        ]
    );
}

#[tokio::test]
async fn a_body_that_never_comes_is_not_waited_for() {
    let limits = Limits {
        request_timeout: Duration::from_millis(50),
        ..Limits::default()
    };
    let app = TestApp::builder().limits(limits).build().await;
    let never = futures_util::stream::pending::<Result<Bytes, std::io::Error>>();
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from_stream(never))
        .unwrap();
    let answer = app.send(request).await;
    assert_eq!(answer.status, 408);
    assert_eq!(answer.code(), Some(BAD));
    // One that is too large is refused before it has come, and one without a length when it has.
    let endless = futures_util::stream::repeat_with(|| {
        Ok::<_, std::io::Error>(Bytes::from_static(&[b' '; 4_096]))
    });
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from_stream(endless))
        .unwrap();
    assert_eq!(app.send(request).await.status, 413);
}

#[tokio::test]
async fn an_address_is_read_as_strictly_as_a_body() {
    let app = TestApp::small().await;
    for (address, status, code) in [
        ("/graphql", 400, BAD),
        ("/graphql?query=", 400, BAD),
        ("/graphql?query=%ff", 400, BAD),
        (
            "/graphql?query=%7B__typename%7D&query=%7B__typename%7D",
            400,
            BAD,
        ),
        ("/graphql?query=%7B__typename%7D&variables=1", 400, BAD),
        ("/graphql?query=%7B__typename%7D&extensions=x", 400, BAD),
        (
            "/graphql?query=subscription%7BrevisionChanged%7Brevision%7D%7D",
            200,
            BAD,
        ),
        (
            "/graphql?query=mutation%7Breindex%7BdurationMs%7D%7D",
            405,
            BAD,
        ),
        (
            "/graphql?query=query+A%7B__typename%7Dmutation+B%7Breindex%7BdurationMs%7D%7D&operationName=B",
            405,
            BAD,
        ),
        ("/graphql/", 404, "NOT_FOUND"),
        ("/graphql/nowhere", 404, "NOT_FOUND"),
        ("/%ff", 404, "NOT_FOUND"),
    ] {
        let answer = app.get(address, "application/json").await;
        assert_eq!(answer.status, status, "{address}: {}", answer.text);
        assert_eq!(answer.code(), Some(code), "{address}");
        assert!(answer.json.get("data").is_none(), "{address}");
    }
    let kept = app
        .get("/graphql?query=query+A%7B__typename%7Dmutation+B%7Breindex%7BdurationMs%7D%7D&operationName=A", "application/json")
        .await;
    assert_eq!(kept.data()["__typename"], "Query");
}

#[tokio::test]
async fn a_type_of_answer_that_there_is_not_is_refused() {
    let app = TestApp::small().await;
    for accept in ["text/plain", "application/json;q=0", "image/*, text/html"] {
        let answer = post(&app, accept, br#"{"query":"{ __typename }"}"#.to_vec()).await;
        assert_eq!(answer.status, 406, "{accept}");
        assert_eq!(answer.code(), Some(BAD), "{accept}");
    }
}
