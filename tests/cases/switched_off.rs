//! What can be switched off: introspection and the query page.

use vanort_tests::TestApp;

#[tokio::test]
async fn without_introspection_the_schema_tells_nothing_of_itself() {
    let app = TestApp::builder()
        .options(|options| options.introspection = false)
        .build()
        .await;
    for query in [
        "{ __schema { queryType { name } } }",
        "{ a: __type(name: \"Query\") { name } }",
        "{ ...F } fragment F on Query { ... { __schema { queryType { name } } } }",
    ] {
        let answer = app.ask(query).await;
        assert_eq!(answer.code(), Some("FORBIDDEN"), "{query}");
    }
    let answer = app.ask("{ __typename counties { __typename code } }").await;
    assert_eq!(answer.data()["__typename"], "Query");
    let answer = app.ask("{ municipalitie(code: \"1380\") { name } }").await;
    assert!(!answer.text.contains("Did you mean"), "{}", answer.text);
    let schema = app.get("/schema.graphql", "*/*").await;
    assert_eq!(schema.status, 404);
    assert_eq!(schema.code(), Some("NOT_FOUND"));
}

#[tokio::test]
async fn without_the_query_page_a_browser_is_answered_like_anybody() {
    let app = TestApp::builder()
        .options(|options| options.graphiql = false)
        .build()
        .await;
    let page = app.get("/graphql", "text/html,*/*;q=0.8").await;
    assert_eq!(page.status, 400);
    assert_eq!(page.code(), Some("BAD_USER_INPUT"));
    let script = app.get("/graphiql/vanort.js", "*/*").await;
    assert_eq!(script.status, 404);
}
