//! Rebuilding the search index by an administrator.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use vanort_tests::TestApp;

const REINDEX: &str =
    "mutation { reindex { durationMs indexStatus { state revision registerRevision documents } } }";

#[tokio::test]
async fn only_an_administrator_may_reindex() {
    let app = TestApp::small().await;
    assert_eq!(app.ask(REINDEX).await.code(), Some("UNAUTHENTICATED"));
    let body = serde_json::json!({ "query": REINDEX }).to_string();
    for authorization in ["Bearer wrong", "Bearer ", "Basic test-administrator"] {
        let answer = app.post(&body, Some(authorization)).await;
        assert_eq!(answer.code(), Some("UNAUTHENTICATED"), "{authorization}");
    }
    assert_eq!(app.take_warnings().len(), 1);
    let answer = app.ask_as_administrator(REINDEX).await;
    let status = &answer.data()["reindex"]["indexStatus"];
    assert_eq!(status["state"], "CURRENT");
    assert_eq!(status["revision"], status["registerRevision"]);
}

#[tokio::test]
async fn without_a_configured_token_nobody_is_an_administrator() {
    let app = TestApp::builder().without_admin_token().build().await;
    for answer in [
        app.ask(REINDEX).await,
        app.ask_as_administrator(REINDEX).await,
    ] {
        assert_eq!(answer.code(), Some("UNAUTHENTICATED"));
        let message = answer.json["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains("VANORT_ADMIN_TOKEN"), "{message}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_search_fails_while_the_index_is_rebuilt_twenty_times() {
    let app = Arc::new(TestApp::small().await);
    let done = Arc::new(AtomicBool::new(false));
    let searchers: Vec<_> = (0..8)
        .map(|_| {
            let (app, done) = (app.clone(), done.clone());
            tokio::spawn(async move {
                let mut searches = 0;
                while !done.load(Ordering::Relaxed) {
                    let answer = app.ask(r#"{ search(query: "halmstad danmark") { totalCount nodes { ... on PartnerTown { name } } } }"#).await;
                    assert_eq!(answer.data()["search"]["nodes"][0]["name"], "Gentofte");
                    searches += 1;
                }
                searches
            })
        })
        .collect();
    for _ in 0..20 {
        let answer = app.ask_as_administrator(REINDEX).await;
        assert_eq!(answer.data()["reindex"]["indexStatus"]["state"], "CURRENT");
    }
    done.store(true, Ordering::Relaxed);
    for searcher in searchers {
        assert!(searcher.await.unwrap() > 0);
    }
    let generations = std::fs::read_dir(app.folder().join("index"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir())
        .count();
    assert_eq!(generations, 1, "old generations are swept");
}
