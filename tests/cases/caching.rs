//! Who may keep an answer, for how long, and how it is known that it still holds.

use axum::body::Body;
use axum::http::{Request, header};
use vanort_tests::{TestApp, WorkbookBuilder};

/// The address of a query by GET.
fn address(query: &str) -> String {
    let encoded: Vec<String> = query.bytes().map(|byte| format!("%{byte:02x}")).collect();
    format!("/graphql?query={}", encoded.concat())
}

fn get(query: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let request = Request::get(address(query));
    let request = headers.iter().fold(request, |request, (name, value)| {
        request.header(*name, *value)
    });
    request.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn an_answer_that_still_holds_is_not_sent_again() {
    let app = TestApp::builder().following().build().await;
    let query = "{ partnerTowns { totalCount } }";
    let tagged = app
        .wait_for(
            || get(query, &[]),
            |answer| answer.headers.contains_key(header::ETAG),
        )
        .await;
    let before = tagged.data()["partnerTowns"]["totalCount"]
        .as_u64()
        .unwrap();
    let tag = tagged.headers[header::ETAG].to_str().unwrap().to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let others = format!("\"x\", {tag}");
    for known in [tag.as_str(), &others, tag.trim_start_matches("W/")] {
        let same = app.send(get(query, &[("if-none-match", known)])).await;
        assert_eq!(same.status, 304, "{known}");
        assert_eq!(same.text, "");
        assert_eq!(same.headers[header::ETAG], tag.as_str());
        assert_eq!(same.headers[header::CACHE_CONTROL], "public, max-age=60");
    }
    let other = app
        .send(get(
            "{ partnerTowns { totalCount __typename } }",
            &[("if-none-match", &tag)],
        ))
        .await;
    assert_eq!(other.status, 200);

    let list = WorkbookBuilder::new()
        .sheet("Vänorter", &["Kommunkod", "Kommun", "Vänort", "Land"])
        .row(&["1380", "Halmstad", "Nyköpstad", "Danmark"])
        .save(app.folder(), "ny.xlsx")
        .unwrap();
    crate::import::import(&app, vec![list]).await.unwrap();
    let changed = app
        .wait_for(
            || get(query, &[("if-none-match", &tag)]),
            |answer| answer.status == 200,
        )
        .await;
    assert_eq!(changed.data()["partnerTowns"]["totalCount"], before + 1);
    assert_ne!(changed.headers[header::ETAG], tag.as_str());
}

#[tokio::test]
async fn any_tag_is_that_of_an_answer_and_not_of_an_error() {
    let app = TestApp::builder().following().build().await;
    let any = [("if-none-match", "*")];
    let query = "{ partnerTowns { totalCount } }";
    // Before it was asked by anybody, and after.
    for _ in 0..2 {
        let same = app.send(get(query, &any)).await;
        assert_eq!((same.status.as_u16(), same.text.as_str()), (304, ""));
        assert!(same.headers.contains_key(header::ETAG));
        assert_eq!(same.headers[header::CACHE_CONTROL], "public, max-age=60");
        assert_eq!(app.send(get(query, &[])).await.status, 200);
    }
    for query in ["{ nowhere }", "{ indexStatus { state } }"] {
        let answer = app.send(get(query, &any)).await;
        assert_eq!(answer.status, 200, "{query}");
        assert!(!answer.text.is_empty(), "{query}");
    }
    let posted = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::IF_NONE_MATCH, "*")
        .body(Body::from(format!("{{\"query\":\"{query}\"}}")))
        .unwrap();
    assert!(app.send(posted).await.data().is_object());
}

#[tokio::test]
async fn only_public_answers_to_queries_by_get_may_be_kept_by_others() {
    let app = TestApp::builder().following().build().await;
    let public = "{ counties { code } }";
    app.wait_for(
        || get(public, &[]),
        |answer| answer.headers.contains_key(header::ETAG),
    )
    .await;
    let administrator = [("authorization", "Bearer test-administrator")];
    for (query, headers, keeping) in [
        (public, &[][..], "public, max-age=60"),
        (public, &administrator[..], "private, no-store"),
        // It changes with more than the register.
        ("{ indexStatus { state } }", &[], "no-store"),
        (
            "{ municipalities(first: 101) { totalCount } counties { code } }",
            &[],
            "no-store",
        ),
        ("{ nowhere }", &[], "no-store"),
        ("mutation { reindex { durationMs } }", &[], "no-store"),
    ] {
        let answer = app.send(get(query, headers)).await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], keeping, "{query}");
        let tagged = answer.headers.contains_key(header::ETAG);
        assert_eq!(tagged, keeping.starts_with("public"), "{query}");
        assert_eq!(
            answer.headers[header::VARY],
            "accept, accept-encoding, authorization"
        );
    }
    let posted = app.ask(public).await;
    assert_eq!(posted.headers[header::CACHE_CONTROL], "no-store");
    let done = app
        .ask_as_administrator("mutation { reindex { durationMs } }")
        .await;
    assert_eq!(done.headers[header::CACHE_CONTROL], "private, no-store");
}

#[tokio::test]
async fn an_answer_to_anybody_is_given_again_and_an_administrator_s_made_afresh() {
    let app = TestApp::builder().following().build().await;
    let query = "query($n: Int) { countries(first: $n) { nodes { code name(language: OWN) } } }";
    let ask = async |n: u32| app.ask_with(query, serde_json::json!({ "n": n })).await;
    let (first, again, other) = (ask(3).await, ask(3).await, ask(2).await);
    assert_eq!(first.text, again.text);
    assert_eq!(
        other.data()["countries"]["nodes"].as_array().unwrap().len(),
        2
    );
    let answer = app
        .ask_as_administrator("{ countries(first: 3) { nodes { code } } }")
        .await;
    assert_eq!(answer.headers[header::CACHE_CONTROL], "private, no-store");
}

#[tokio::test]
async fn nobody_is_told_to_keep_an_answer_where_none_may_be_kept() {
    let app = TestApp::builder()
        .following()
        .options(|options| {
            options.response_cache_bytes = 0;
            options.max_age_s = 0;
        })
        .build()
        .await;
    let query = "{ countries(first: 3) { nodes { code } } }";
    for _ in 0..2 {
        let answer = app.send(get(query, &[])).await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], "public, no-cache");
        assert!(answer.data().is_object());
    }
}
