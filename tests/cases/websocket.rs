//! GraphQL over WebSocket, over a real socket.

use std::time::Duration;

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use vanort_api::{CorsOrigins, Limits};
use vanort_tests::{Heard, Socket, TestApp, WorkbookBuilder};

const PROTOCOL: &str = "graphql-transport-ws";

const REVISION: &str = "subscription { revisionChanged { revision updatedAt } }";

fn init(payload: Value) -> Value {
    json!({ "type": "connection_init", "payload": payload })
}

#[tokio::test]
async fn a_query_is_answered_and_completed_over_a_connection() {
    let app = TestApp::small().await;
    let mut socket = Socket::introduce(app.listen().await).await;
    let query = "query Q($c: MunicipalityCode!) { municipality(code: $c) { name } }";
    let payload = json!({ "query": query, "variables": { "c": "1380" }, "operationName": "Q" });
    socket
        .say(&json!({ "type": "subscribe", "id": "a\"1", "payload": payload }))
        .await;
    let next = socket.hear_message().await;
    assert_eq!(next["type"], "next");
    assert_eq!(next["id"], "a\"1");
    assert_eq!(next["payload"]["data"]["municipality"]["name"], "Halmstad");
    assert_eq!(next["payload"]["extensions"]["cost"]["limit"], 25_000);
    assert_eq!(
        socket.hear_message().await,
        json!({ "type": "complete", "id": "a\"1" })
    );
    // An id that is free again can be used again.
    socket.subscribe("a\"1", "{ __typename }").await;
    assert_eq!(socket.hear_message().await["type"], "next");
}

#[tokio::test]
async fn a_request_that_is_refused_is_an_error_and_what_a_field_refuses_is_an_answer() {
    let app = TestApp::small().await;
    let mut socket = Socket::introduce(app.listen().await).await;
    let broad = "{ municipalities(first: 100) { nodes { twinnings(first: 100) { nodes { id kind status } } } } }";
    for (query, code) in [
        ("{ nowhere }", "BAD_USER_INPUT"),
        ("{", "BAD_USER_INPUT"),
        (broad, "TOO_COMPLEX"),
        (
            "subscription { revisionChanged { revision } b: revisionChanged { revision } }",
            "BAD_USER_INPUT",
        ),
    ] {
        socket.subscribe("1", query).await;
        let error = socket.hear_message().await;
        assert_eq!(error["type"], "error", "{query}");
        assert_eq!(error["payload"][0]["extensions"]["code"], code, "{query}");
    }
    socket
        .subscribe("1", "mutation { reindex { durationMs } }")
        .await;
    let next = socket.hear_message().await;
    assert_eq!(
        next["payload"]["errors"][0]["extensions"]["code"],
        "UNAUTHENTICATED"
    );
    assert_eq!(next["payload"]["errors"][0]["path"], json!(["reindex"]));
    assert_eq!(socket.hear_message().await["type"], "complete");
}

#[tokio::test]
async fn a_new_revision_is_told_to_who_follows_it() {
    let app = TestApp::builder().following().build().await;
    let mut socket = Socket::introduce(app.listen().await).await;
    socket.subscribe("r", REVISION).await;
    let first = socket.hear_message().await;
    assert_eq!(first["payload"]["data"]["revisionChanged"]["revision"], 1);
    assert!(first["payload"]["data"]["revisionChanged"]["updatedAt"].is_string());
    let list = WorkbookBuilder::new()
        .sheet("Vänorter", &["Kommunkod", "Kommun", "Vänort", "Land"])
        .row(&["1380", "Halmstad", "Nyköpstad", "Danmark"])
        .save(app.folder(), "ny.xlsx")
        .unwrap();
    crate::import::import(&app, vec![list]).await.unwrap();
    let second = socket.hear_message().await;
    assert_eq!(second["id"], "r");
    assert_eq!(second["payload"]["data"]["revisionChanged"]["revision"], 2);
    // Once it is complete, nothing more is told of it.
    socket.say(&json!({ "type": "complete", "id": "r" })).await;
    socket
        .say(&json!({ "type": "ping", "payload": { "n": 1 } }))
        .await;
    assert_eq!(
        socket.hear_message().await,
        json!({ "type": "pong", "payload": { "n": 1 } })
    );
    socket.subscribe("r", "{ __typename }").await;
    assert_eq!(
        socket.hear_message().await["payload"]["data"]["__typename"],
        "Query"
    );
}

#[tokio::test]
async fn what_breaks_the_protocol_closes_the_connection_with_its_code() {
    let app = TestApp::small().await;
    let address = app.listen().await;
    let subscribe = json!({ "type": "subscribe", "id": "1", "payload": { "query": REVISION } });
    let hello = init(json!({}));
    let cases: Vec<(Vec<Message>, u16)> = vec![
        (vec![text(&subscribe)], 4401),
        (vec![text(&hello), text(&hello)], 4429),
        (
            vec![text(&init(json!({ "authorization": "Bearer wrong" })))],
            4403,
        ),
        (vec![text(&init(json!([])))], 4400),
        (vec![Message::Text("hello".into())], 4400),
        (vec![text(&json!({ "type": "hello" }))], 4400),
        (vec![Message::Binary(vec![1, 2].into())], 4400),
        (
            vec![
                text(&hello),
                text(&json!({ "type": "subscribe", "id": "1" })),
            ],
            4400,
        ),
        (
            vec![
                text(&hello),
                text(&json!({ "type": "subscribe", "id": "1", "payload": { "query": 1 } })),
            ],
            4400,
        ),
        (
            vec![Message::Text(
                format!("\"{}\"", "x".repeat(300 * 1024)).into(),
            )],
            1009,
        ),
    ];
    for (messages, code) in cases {
        let mut socket = Socket::connect(address, PROTOCOL, &[]).await.unwrap();
        let said = format!("{messages:.80?}");
        for message in messages {
            socket.send(message).await;
        }
        let closed = loop {
            match socket.hear().await {
                Heard::Message(message) => assert_eq!(message["type"], "connection_ack"),
                Heard::Closed(code, reason) => {
                    assert!(!reason.is_empty() && reason.len() <= 123, "{reason}");
                    break code;
                }
                other => panic!("{said}: {other:?}"),
            }
        };
        assert_eq!(closed, code, "{said}");
    }
    // Of the wrong token.
    assert_eq!(app.take_warnings().len(), 1);
}

#[tokio::test]
async fn a_message_in_frames_that_are_too_large_together_is_refused() {
    let app = TestApp::small().await;
    let mut socket = Socket::introduce(app.listen().await).await;
    let part = "x".repeat(100 * 1024);
    for number in 0..3 {
        let opcode = if number == 0 {
            Data::Text
        } else {
            Data::Continue
        };
        let frame = Frame::message(part.clone(), OpCode::Data(opcode), false);
        socket.send(Message::Frame(frame)).await;
    }
    assert_eq!(socket.hear_close().await, 1009);
}

#[tokio::test]
async fn a_client_that_closes_is_answered_with_its_code() {
    let app = TestApp::builder().following().build().await;
    let address = app.listen().await;
    for code in [1000, 4999] {
        let mut socket = Socket::introduce(address).await;
        assert_eq!(socket.close(code).await, Some(code));
        let mut early = Socket::connect(address, PROTOCOL, &[]).await.unwrap();
        assert_eq!(early.close(code).await, Some(code));
    }
    let mut busy = Socket::introduce(address).await;
    busy.subscribe("1", REVISION).await;
    assert_eq!(busy.hear_message().await["type"], "next");
    assert_eq!(busy.close(1001).await, Some(1001));
}

fn text(message: &Value) -> Message {
    Message::Text(message.to_string().into())
}

#[tokio::test]
async fn an_id_that_is_under_way_cannot_be_used_twice() {
    let app = TestApp::builder().following().build().await;
    let mut socket = Socket::introduce(app.listen().await).await;
    let id = "å".repeat(200);
    socket.subscribe(&id, REVISION).await;
    assert_eq!(socket.hear_message().await["type"], "next");
    socket.subscribe(&id, REVISION).await;
    assert_eq!(socket.hear_close().await, 4409);
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_closed() {
    let limits = Limits {
        connection_init_timeout: Duration::from_millis(50),
        ..Limits::default()
    };
    let app = TestApp::builder().limits(limits).build().await;
    let mut socket = Socket::connect(app.listen().await, PROTOCOL, &[])
        .await
        .unwrap();
    assert_eq!(socket.hear_close().await, 4408);
}

#[tokio::test]
async fn a_connection_by_another_protocol_is_told_so() {
    let app = TestApp::small().await;
    let address = app.listen().await;
    // The client itself gives up a connection whose protocol the server does not name.
    let connected =
        tokio::spawn(async move { Socket::connect(address, "graphql-ws", &[]).await.map(drop) });
    assert!(connected.await.is_err());
    let plain = app.get("/graphql/ws", "*/*").await;
    assert_eq!(plain.status, 426);
    assert_eq!(plain.code(), Some("BAD_USER_INPUT"));
}

#[tokio::test]
async fn the_server_asks_whether_a_connection_is_still_there() {
    let limits = Limits {
        ping_interval: Duration::from_millis(250),
        ..Limits::default()
    };
    let app = TestApp::builder().limits(limits).build().await;
    let mut socket = Socket::introduce(app.listen().await).await;
    for _ in 0..4 {
        // The client answers by itself whenever it listens.
        assert_eq!(socket.hear_any().await, Heard::Ping);
    }
    socket.subscribe("1", "{ __typename }").await;
    assert_eq!(socket.hear_message().await["type"], "next");
}

#[tokio::test]
async fn an_administrator_is_known_by_the_introduction_or_by_the_request() {
    let app = TestApp::small().await;
    let address = app.listen().await;
    let token = "Bearer test-administrator";
    for (headers, payload) in [
        (vec![], json!({ "Authorization": token })),
        (vec![("authorization", token)], json!({})),
    ] {
        let mut socket = Socket::connect(address, PROTOCOL, &headers).await.unwrap();
        socket.say(&init(payload)).await;
        assert_eq!(socket.hear_message().await["type"], "connection_ack");
        socket
            .subscribe("1", "mutation { reindex { indexStatus { state } } }")
            .await;
        let next = socket.hear_message().await;
        assert_eq!(
            next["payload"]["data"]["reindex"]["indexStatus"]["state"],
            "CURRENT"
        );
    }
}

#[tokio::test]
async fn operations_and_connections_are_bounded() {
    let limits = Limits {
        max_subscriptions: 2,
        max_connections: 1,
        ..Limits::default()
    };
    let app = TestApp::builder().following().limits(limits).build().await;
    let address = app.listen().await;
    let mut socket = Socket::introduce(address).await;
    for id in ["1", "2"] {
        socket.subscribe(id, REVISION).await;
        assert_eq!(socket.hear_message().await["type"], "next");
    }
    socket.subscribe("3", "{ __typename }").await;
    let error = socket.hear_message().await;
    assert_eq!(
        (&error["type"], &error["id"]),
        (&json!("error"), &json!("3"))
    );
    assert_eq!(error["payload"][0]["extensions"]["code"], "RATE_LIMITED");
    // One that is complete makes room.
    socket.say(&json!({ "type": "complete", "id": "1" })).await;
    socket.subscribe("3", "{ __typename }").await;
    assert_eq!(socket.hear_message().await["type"], "next");

    let second = Socket::connect(address, PROTOCOL, &[]).await;
    assert_eq!(second.unwrap_err(), 503);
    drop(socket);
    let mut again = Socket::connect(address, PROTOCOL, &[]).await;
    while again.is_err() {
        tokio::time::sleep(Duration::from_millis(5)).await;
        again = Socket::connect(address, PROTOCOL, &[]).await;
    }
}

#[tokio::test]
async fn pages_of_other_sites_may_not_connect_unless_they_are_named() {
    let app = TestApp::builder()
        .options(|options| {
            options.cors_origins = CorsOrigins::parse(["https://vanorter.se"]).unwrap();
        })
        .build()
        .await;
    let address = app.listen().await;
    let own = format!("http://{address}");
    for (origin, status) in [
        (own.as_str(), None),
        ("https://vanorter.se", None),
        ("https://evil.example", Some(403)),
        ("null", Some(403)),
    ] {
        let connected = Socket::connect(address, PROTOCOL, &[("origin", origin)]).await;
        assert_eq!(connected.err(), status, "{origin}");
    }
}

#[tokio::test]
async fn a_connection_ends_in_order_when_the_server_stops() {
    let (stopping, stopped) = tokio::sync::watch::channel(());
    let app = TestApp::builder()
        .options(|options| options.stopping = Some(stopped))
        .build()
        .await;
    let mut socket = Socket::introduce(app.listen().await).await;
    drop(stopping);
    assert_eq!(socket.hear_close().await, 1001);
}
