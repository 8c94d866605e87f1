//! What is read follows what is written, by whomever.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use vanort_api::{Api, ApiOptions};
use vanort_model::Revision;
use vanort_register::{ImportRequest, Silent};
use vanort_tests::{TestApp, WorkbookBuilder};

const STATE: &str = r#"{ dataset { revision updatedAt } indexStatus { registerRevision }
    municipality(code: "1490") { twinnings { totalCount nodes { partner { name } } } } }"#;

fn list(app: &TestApp, partner: &str) -> PathBuf {
    WorkbookBuilder::new()
        .sheet("Vänorter", &["Kommunkod", "Kommun", "Vänort", "Land"])
        .row(&["1490", "Borås", partner, "Danmark"])
        .save(app.folder(), &format!("{partner}.xlsx"))
        .unwrap()
}

async fn import(register: &vanort_register::Register, file: PathBuf) -> i64 {
    let request = ImportRequest::new(vec![file], "test");
    let imported = register.import_files(request, Arc::new(Silent)).await;
    imported.unwrap().run_ids[0]
}

fn told(state: &Value) -> (i64, i64, i64) {
    let number = |value: &Value| value.as_i64().unwrap();
    (
        number(&state["dataset"]["revision"]),
        number(&state["indexStatus"]["registerRevision"]),
        number(&state["municipality"]["twinnings"]["totalCount"]),
    )
}

#[tokio::test]
async fn what_this_process_imports_and_reverts_is_in_the_next_answer() {
    let app = TestApp::small().await;
    let before = app.ask(STATE).await;
    assert_eq!(told(before.data()), (1, 1, 1));
    assert!(before.data()["dataset"]["updatedAt"].is_string());
    let run = import(&app.register, list(&app, "Ribe")).await;
    let (statements, after) = app.count_statements(STATE).await;
    assert_eq!((told(after.data()), statements), ((2, 2, 2), 0));
    assert!(after.text.contains("Ribe"), "{}", after.text);
    let silent = Arc::new(Silent);
    let reverted = app.register.revert_import(run, "test", silent).await;
    assert_eq!(reverted.unwrap().run.revision, Some(Revision(3)));
    assert_eq!(told(app.ask(STATE).await.data()), (3, 3, 1));
    app.register.ensure_index(Arc::new(Silent)).await.unwrap();
}

#[tokio::test]
async fn a_dry_run_and_an_import_that_changes_nothing_leave_the_answer() {
    let app = TestApp::small().await;
    let view = app.register.view().await.unwrap();
    let mut request = ImportRequest::new(vec![list(&app, "Ribe")], "test");
    request.dry_run = true;
    let dry = app.register.import_files(request, Arc::new(Silent)).await;
    assert!(dry.unwrap().changed);
    assert!(Arc::ptr_eq(&view, &app.register.view().await.unwrap()));
}

#[tokio::test]
async fn what_another_process_imports_is_in_the_answer_after_a_look() {
    let app = TestApp::small().await;
    let url = format!("sqlite://{}", app.folder().join("vanort.db").display());
    let index = app.folder().join("other-index");
    let other = vanort_register::Register::open(&url, &index).await.unwrap();
    import(&other, list(&app, "Ribe")).await;
    other.close().await.unwrap();
    // Nobody has looked yet.
    assert_eq!(told(app.ask(STATE).await.data()), (1, 1, 1));
    let begun = app.register.view().await.unwrap();
    let follow = app.register.follow_register(Duration::from_millis(5));
    let seen = async {
        while told(app.ask(STATE).await.data()) != (2, 2, 2) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let seen = tokio::time::timeout(Duration::from_secs(20), seen);
    tokio::select! {
        () = follow => unreachable!("it follows for as long as it is polled"),
        seen = seen => seen.expect("the import is seen"),
    }
    // Whoever began before it still reads what was.
    assert_eq!(begun.revision().0, 1);
    assert_eq!(begun.statistics().twinnings.total, 5);
    app.register.ensure_index(Arc::new(Silent)).await.unwrap();
}

#[tokio::test]
async fn a_register_that_cannot_be_read_is_told_without_a_cause() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("vanort.db").display());
    let index = folder.path().join("index");
    let register = vanort_register::Register::open(&url, &index).await.unwrap();
    register.close().await.unwrap();
    assert!(register.view().await.is_err());
    let router = Api::new(ApiOptions::default()).router(register);
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(r#"{"query":"{ counties { code } }"}"#))
        .unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), 503);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(
        body["errors"][0],
        json!({
            "message": "the database cannot be used now; try again later",
            "extensions": { "code": "UNAVAILABLE" },
        })
    );
    assert!(body.get("data").is_none());
}
