//! A server that is starting answers from the first moment.

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use vanort_api::{Api, ApiOptions, Startup, StartupStage};
use vanort_register::{Progress as _, Stage};
use vanort_tests::TestApp;

async fn ask(startup: &Startup, path: &str) -> (u16, Value) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = startup.router().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&body).unwrap())
}

#[tokio::test]
async fn it_is_alive_and_says_which_stage_it_has_reached_until_it_is_ready() {
    const QUERY: &str = "/graphql?query=%7Bdataset%7Brevision%7D%7D";
    let startup = Startup::default();
    for (stage, text) in [
        (StartupStage::Migrating, "migrating"),
        (StartupStage::Importing, "importing"),
        (StartupStage::Reading, "reading"),
    ] {
        startup.reach(stage);
        let starting = json!({ "status": "starting", "stage": text });
        assert_eq!(ask(&startup, "/health/ready").await, (503, starting));
    }
    startup.report(Stage::Indexing, 2, 5);
    let (status, ready) = ask(&startup, "/health/ready").await;
    assert_eq!((status, &ready["stage"]), (503, &json!("indexing 40 %")));
    let live = json!({ "status": "live" });
    assert_eq!(ask(&startup, "/health/live").await, (200, live.clone()));
    let (status, refused) = ask(&startup, QUERY).await;
    assert_eq!(status, 503);
    assert_eq!(
        refused["errors"][0],
        json!({
            "message": "the server is starting (indexing 40 %); try again in a moment",
            "extensions": { "code": "UNAVAILABLE" },
        })
    );

    let app = TestApp::small().await;
    startup.finish(Api::new(ApiOptions::default()), app.register.clone());
    assert_eq!(ask(&startup, "/health/live").await, (200, live));
    assert_eq!(ask(&startup, "/health/ready").await.0, 200);
    let (status, answer) = ask(&startup, QUERY).await;
    assert_eq!(
        (status, &answer["data"]["dataset"]["revision"]),
        (200, &json!(1))
    );
}
