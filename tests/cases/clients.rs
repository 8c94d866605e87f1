//! What one client may do: requests, submissions, wrong tokens. Others are not concerned.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::{Value, json};
use vanort_api::{AdminToken, ApiOptions, ClientLimits, Rate};
use vanort_tests::{Answer, Heard, Socket, TestApp};

use crate::partner_seekers::{input, with};

const ANYTHING: &str = "{ __typename }";
const CLIENTS: [&str; 2] = ["192.0.2.1", "192.0.2.2"];

fn slow(burst: u32) -> Rate {
    let period = Duration::from_secs(100);
    Rate { burst, period }
}

async fn limited(limits: impl FnOnce(&mut ClientLimits)) -> TestApp {
    let change = |options: &mut ApiOptions| limits(&mut options.client_limits);
    TestApp::builder().options(change).build().await
}

/// A request that a local proxy passes on for a client.
fn request(client: &str, authorization: Option<&str>, body: &Value) -> Request<Body> {
    let mut request = Request::post("/graphql")
        .header("content-type", "application/json")
        .header("x-forwarded-for", client);
    if let Some(authorization) = authorization {
        request = request.header("authorization", authorization);
    }
    request.body(Body::from(body.to_string())).unwrap()
}

async fn ask(app: &TestApp, client: &str) -> Answer {
    let body = json!({ "query": ANYTHING });
    app.send(request(client, None, &body)).await
}

async fn mutate(app: &TestApp, client: &str, query: &str, input: Value) -> Answer {
    let body = json!({ "query": query, "variables": { "input": input } });
    app.send(request(client, None, &body)).await
}

/// Asserts that something was done.
fn done(answer: &Answer) {
    assert!(answer.data().is_object());
}

fn number(headers: &HeaderMap, name: &str) -> u64 {
    headers[name].to_str().unwrap().parse().unwrap()
}

fn message(answer: &Answer) -> &str {
    answer.json["errors"][0]["message"].as_str().unwrap()
}

/// Asserts that an answer says how long to wait, as a header and in words.
fn assert_waits(answer: &Answer, seconds: std::ops::RangeInclusive<u64>) {
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.code(), Some("RATE_LIMITED"));
    let wait = number(&answer.headers, "retry-after");
    assert!(seconds.contains(&wait), "{wait}");
    let message = message(answer);
    assert!(
        message.ends_with(&format!("try again in {wait} s")),
        "{message}"
    );
}

#[tokio::test]
async fn a_client_that_sends_too_many_requests_waits_and_others_do_not() {
    let app = limited(|limits| limits.requests = Some(slow(3))).await;
    for remaining in [2, 1, 0] {
        let answer = ask(&app, CLIENTS[0]).await;
        assert_eq!(answer.data()["__typename"], "Query");
        assert_eq!(number(&answer.headers, "ratelimit-limit"), 3);
        assert_eq!(number(&answer.headers, "ratelimit-remaining"), remaining);
        assert!(number(&answer.headers, "ratelimit-reset") > 0);
    }
    let refused = ask(&app, CLIENTS[0]).await;
    assert_waits(&refused, 90..=100);
    assert_eq!(number(&refused.headers, "ratelimit-remaining"), 0);
    assert!(refused.headers.contains_key("x-request-id"));
    // Whatever it asks for, but for the server's health.
    let get = |path: &str| {
        let request = Request::get(path).header("x-forwarded-for", CLIENTS[0]);
        app.send(request.body(Body::empty()).unwrap())
    };
    assert_eq!(get("/schema.graphql").await.status, 429);
    assert_eq!(get("/nowhere").await.status, 429);
    for _ in 0..5 {
        assert_eq!(get("/health/live").await.status, 200);
        assert_eq!(get("/health/ready").await.status, 200);
    }
    assert_eq!(ask(&app, CLIENTS[1]).await.status, 200);
}

#[tokio::test]
async fn a_client_does_not_become_another_by_saying_so() {
    let app = limited(|limits| limits.requests = Some(slow(1))).await;
    let from = |said: &str| {
        let peer: SocketAddr = "198.51.100.7:1234".parse().unwrap();
        let mut request = request(said, None, &json!({ "query": ANYTHING }));
        request.extensions_mut().insert(ConnectInfo(peer));
        app.send(request)
    };
    assert_eq!(from(CLIENTS[0]).await.status, 200);
    assert_eq!(from(CLIENTS[1]).await.status, 429);
    // Perhaps it is a proxy: the log says so once.
    let warnings = app.take_warnings();
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    assert!(
        warnings[0].contains("VANORT_TRUSTED_PROXIES"),
        "{warnings:#?}"
    );
    // Nor by what it writes before the address that the proxy adds.
    assert_eq!(ask(&app, "1.1.1.1, 203.0.113.9").await.status, 200);
    assert_eq!(ask(&app, "2.2.2.2, 203.0.113.9").await.status, 429);
    // One IPv6 network is one client.
    assert_eq!(ask(&app, "2001:db8::1").await.status, 200);
    assert_eq!(ask(&app, "2001:db8::2").await.status, 429);
    assert_eq!(ask(&app, "2001:db8:0:1::1").await.status, 200);
}

#[tokio::test]
async fn operations_over_websocket_count_as_requests() {
    let app = limited(|limits| limits.requests = Some(slow(3))).await;
    let address = app.listen().await;
    let mut socket = Socket::introduce(address).await;
    for id in ["1", "2"] {
        socket.subscribe(id, ANYTHING).await;
        assert_eq!(socket.hear_message().await["type"], "next");
        assert_eq!(socket.hear_message().await["type"], "complete");
    }
    socket.subscribe("3", ANYTHING).await;
    let refused = socket.hear_message().await;
    assert_eq!(refused["type"], "error");
    assert_eq!(refused["id"], "3");
    let error = &refused["payload"][0];
    assert_eq!(error["extensions"]["code"], "RATE_LIMITED");
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("try again in "), "{message}");
    // The connection goes on.
    socket.say(&json!({ "type": "ping" })).await;
    assert_eq!(socket.hear_message().await["type"], "pong");
}

#[tokio::test]
async fn no_client_uses_up_everybodys_feedback_or_registrations() {
    const FEEDBACK: &str =
        "mutation($input: SendFeedbackInput!) { sendFeedback(input: $input) { receivedAt } }";
    const REGISTER: &str = "mutation($input: RegisterPartnerSeekerInput!) {
        registerPartnerSeeker(input: $input) { partnerSeeker { id } } }";
    let app = limited(|limits| *limits = ClientLimits::public(None)).await;
    let [one, other] = CLIENTS;
    // What is not taken does not count.
    for _ in 0..20 {
        let wrong = json!({ "helpful": true, "text": "a\u{0}" });
        assert_eq!(
            mutate(&app, one, FEEDBACK, wrong).await.code(),
            Some("BAD_USER_INPUT")
        );
    }
    for _ in 0..10 {
        done(&mutate(&app, one, FEEDBACK, json!({ "helpful": true })).await);
    }
    let refused = mutate(&app, one, FEEDBACK, json!({ "helpful": true })).await;
    assert_eq!(refused.code(), Some("RATE_LIMITED"));
    assert!(message(&refused).contains("from this address; try again in "));
    done(&mutate(&app, other, FEEDBACK, json!({ "helpful": true })).await);

    for seeker in 0..2 {
        let wrong = with(seeker, "name", json!(""));
        assert_eq!(
            mutate(&app, one, REGISTER, wrong).await.code(),
            Some("BAD_USER_INPUT")
        );
        done(&mutate(&app, one, REGISTER, input(seeker)).await);
    }
    let refused = mutate(&app, one, REGISTER, input(2)).await;
    assert_eq!(refused.code(), Some("RATE_LIMITED"));
    done(&mutate(&app, other, REGISTER, input(3)).await);
}

#[tokio::test]
async fn submissions_at_the_same_moment_are_all_counted() {
    const FEEDBACK: &str = "mutation { sendFeedback(input: { helpful: true }) { receivedAt } }";
    let app = limited(|limits| *limits = ClientLimits::public(None)).await;
    let sending = (0..20).map(|_| mutate(&app, CLIENTS[0], FEEDBACK, Value::Null));
    let answers = futures_util::future::join_all(sending).await;
    let taken = answers.iter().filter(|it| it.code().is_none()).count();
    assert_eq!(taken, 10);
}

#[tokio::test]
async fn wrong_tokens_are_logged_and_after_a_few_no_token_is_compared() {
    const JOBS: &str = "{ jobs { totalCount } }";
    let app = TestApp::small().await;
    let [guesser, other] = CLIENTS;
    let guess = |client, token: &str| {
        let authorization = format!("Bearer {token}");
        app.send(request(
            client,
            Some(&authorization),
            &json!({ "query": JOBS }),
        ))
    };
    // The right one costs nothing, however often it is sent.
    for _ in 0..20 {
        done(&guess(guesser, "test-administrator").await);
    }
    for number in 0..5 {
        let answer = guess(guesser, &format!("guess-{number}")).await;
        assert_eq!(answer.code(), Some("UNAUTHENTICATED"));
    }
    for token in ["guess-5", "test-administrator"] {
        assert_waits(&guess(guesser, token).await, 20..=30);
    }
    // Without a token it is answered, and others are with theirs.
    assert_eq!(ask(&app, guesser).await.status, 200);
    done(&guess(other, "test-administrator").await);
    let warnings = app.take_warnings();
    assert_eq!(warnings.len(), 5, "{warnings:#?}");
    for warning in warnings {
        assert!(warning.contains(guesser), "{warning}");
        assert!(!warning.contains("guess"), "{warning}");
    }
}

#[tokio::test]
async fn wrong_tokens_over_websocket_are_counted_too() {
    let app = TestApp::small().await;
    let address = app.listen().await;
    let introduce = async |token: &str| {
        let connected = Socket::connect(address, "graphql-transport-ws", &[]).await;
        let mut socket = connected.unwrap();
        let payload = json!({ "authorization": format!("Bearer {token}") });
        socket
            .say(&json!({ "type": "connection_init", "payload": payload }))
            .await;
        socket.hear().await
    };
    for _ in 0..5 {
        let heard = introduce("guess").await;
        assert_eq!(heard, Heard::Closed(4403, "Forbidden".to_owned()));
    }
    match introduce("test-administrator").await {
        Heard::Closed(4403, reason) => assert!(reason.contains("try again in "), "{reason}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(app.take_warnings().len(), 5);
}

#[tokio::test]
async fn a_token_that_is_replaced_at_run_time_is_replaced_for_every_request() {
    let token = AdminToken::new("old").unwrap();
    let used = token.clone();
    let app = TestApp::builder()
        .options(|options| options.admin_token = Some(used))
        .build()
        .await;
    let code = async |token: &str| {
        let body = json!({ "query": "{ jobs { totalCount } }" }).to_string();
        let answer = app.post(&body, Some(&format!("Bearer {token}"))).await;
        answer.code().map(str::to_owned)
    };
    assert_eq!(code("old").await, None);
    token.replace(&AdminToken::new("new").unwrap());
    assert_eq!(code("new").await, None);
    assert_eq!(code("old").await.as_deref(), Some("UNAUTHENTICATED"));
    assert_eq!(app.take_warnings().len(), 1);
}
