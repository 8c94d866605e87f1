//! Long work, as administrators follow it.

use serde_json::json;
use vanort_tests::{Heard, Socket, TestApp};

const PROGRESS: &str = "subscription { jobProgress { id kind state stage done total } }";

async fn introduced(app: &TestApp, authorization: Option<&str>) -> Socket {
    let address = app.listen().await;
    let connected = Socket::connect(address, "graphql-transport-ws", &[]).await;
    let mut socket = connected.unwrap();
    let payload = json!({ "authorization": authorization });
    socket
        .say(&json!({ "type": "connection_init", "payload": payload }))
        .await;
    let acknowledged = Heard::Message(json!({ "type": "connection_ack" }));
    assert_eq!(socket.hear().await, acknowledged);
    socket
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_is_followed_from_its_beginning_to_its_end() {
    let app = TestApp::shipped().await;
    let mut socket = introduced(&app, Some("Bearer test-administrator")).await;
    socket.subscribe("all", PROGRESS).await;
    // Whoever follows is known to once this is answered.
    socket.subscribe("1", "{ jobs { totalCount } }").await;
    let told = socket.hear_message().await;
    assert_eq!(told["payload"]["data"]["jobs"]["totalCount"], 0);
    assert_eq!(socket.hear_message().await["type"], "complete");
    let reindexed = app
        .ask_as_administrator("mutation { reindex { job { id kind state startedAt finishedAt } } }")
        .await;
    let job = reindexed.data()["reindex"]["job"].clone();
    assert_eq!(
        (&job["kind"], &job["state"]),
        (&json!("REINDEX"), &json!("SUCCEEDED"))
    );
    let last = loop {
        let message = socket.hear_message().await;
        let told = message["payload"]["data"]["jobProgress"].clone();
        assert_eq!(told["id"], job["id"]);
        if told["state"] != "RUNNING" {
            break told;
        }
    };
    assert_eq!(last["state"], "SUCCEEDED");
    assert_eq!(last["stage"], "INDEXING");
    assert!(last["total"].as_u64().unwrap() > 1_000, "{last}");
    // One that has ended is told once, and that is all.
    let one = format!(
        "subscription {{ jobProgress(id: {}) {{ id state }} }}",
        job["id"]
    );
    socket.subscribe("one", &one).await;
    let told = socket.hear_message().await;
    assert_eq!(
        told["payload"]["data"]["jobProgress"],
        json!({ "id": job["id"], "state": "SUCCEEDED" })
    );
    assert_eq!(
        socket.hear_message().await,
        json!({ "type": "complete", "id": "one" })
    );
    let jobs = app
        .ask_as_administrator(
            "{ jobs(first: 1) { totalCount nodes { id } pageInfo { hasNextPage } } }",
        )
        .await;
    let whole = json!({ "totalCount": 1, "nodes": [{ "id": job["id"] }], "pageInfo": { "hasNextPage": false } });
    assert_eq!(jobs.data()["jobs"], whole);
}

#[tokio::test]
async fn jobs_are_followed_by_administrators_alone_and_only_those_that_are() {
    let app = TestApp::small().await;
    let mut socket = introduced(&app, None).await;
    socket.subscribe("1", PROGRESS).await;
    let told = socket.hear_message().await;
    assert_eq!(
        told["payload"]["errors"][0]["extensions"]["code"], "UNAUTHENTICATED",
        "{told}"
    );
    let mut socket = introduced(&app, Some("Bearer test-administrator")).await;
    for (id, code) in [
        ("x", "BAD_USER_INPUT"),
        ("Q291bnRyeTpGSQ", "BAD_USER_INPUT"),
        ("Sm9iOjEuMQ", "NOT_FOUND"),
    ] {
        let query = format!("subscription {{ jobProgress(id: \"{id}\") {{ id }} }}");
        socket.subscribe(id, &query).await;
        let told = socket.hear_message().await;
        assert_eq!(
            told["payload"]["errors"][0]["extensions"]["code"], code,
            "{told}"
        );
        assert_eq!(socket.hear_message().await["type"], "complete");
    }
}

#[tokio::test]
async fn work_goes_on_when_its_client_hangs_up() {
    let app = TestApp::small().await;
    let asked = app.ask_as_administrator("mutation { reindex { durationMs } }");
    // As when a client's connection is gone.
    drop(tokio::time::timeout(std::time::Duration::from_micros(1), asked).await);
    app.register.jobs().finished().await;
    let jobs = app
        .ask_as_administrator("{ jobs { nodes { state } } }")
        .await;
    let jobs = jobs.data()["jobs"]["nodes"].as_array().unwrap().clone();
    assert!(
        jobs.iter().all(|job| job["state"] == "SUCCEEDED"),
        "{jobs:?}"
    );
}
