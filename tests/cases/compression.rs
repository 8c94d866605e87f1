//! Compressed answers.

use std::io::Read as _;

use axum::body::Body;
use axum::http::{Request, header};
use flate2::read::GzDecoder;
use vanort_tests::{Answer, TestApp};

async fn get(app: &TestApp, address: &str, accept_encoding: &str) -> Answer {
    let request = Request::get(address)
        .header(header::ACCEPT_ENCODING, accept_encoding)
        .body(Body::empty())
        .unwrap();
    app.send(request).await
}

fn unpacked(answer: &Answer) -> String {
    let mut text = String::new();
    GzDecoder::new(answer.bytes.as_slice())
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[tokio::test]
async fn a_long_answer_is_compressed_for_who_takes_it() {
    let app = TestApp::shipped().await;
    let long = "/graphql?query=%7Bmunicipalities(first:100)%7Bnodes%7Bname+seat+id%7D%7D%7D";
    let plain = get(&app, long, "br, identity").await;
    assert!(!plain.headers.contains_key(header::CONTENT_ENCODING));
    for _ in 0..2 {
        let packed = get(&app, long, "br;q=1.0, gzip;q=0.8").await;
        assert_eq!(packed.headers[header::CONTENT_ENCODING], "gzip");
        assert!(packed.bytes.len() < plain.bytes.len() / 2);
        assert_eq!(unpacked(&packed), plain.text);
    }
    let short = get(&app, "/graphql?query=%7B__typename%7D", "gzip").await;
    assert!(!short.headers.contains_key(header::CONTENT_ENCODING));
}

#[tokio::test]
async fn the_schema_and_the_query_page_are_compressed_too() {
    let app = TestApp::small().await;
    let schema = get(&app, "/schema.graphql", "gzip").await;
    assert_eq!(schema.headers[header::CONTENT_ENCODING], "gzip");
    assert_eq!(unpacked(&schema), vanort_api::schema_sdl());
    let script = get(&app, "/graphiql/graphiql.min.js", "gzip").await;
    assert_eq!(script.headers[header::CONTENT_ENCODING], "gzip");
    assert_eq!(script.headers[header::VARY], "accept-encoding");
    assert!(unpacked(&script).len() > 500_000);
}
