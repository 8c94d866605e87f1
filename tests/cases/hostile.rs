//! Requests that nobody means well: each has its status, its code and a message, none costs more
//! than it is worth, and the next request is answered.

use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use serde_json::json;
use vanort_api::{Limits, MAX_ERRORS};
use vanort_tests::{Answer, TestApp};

const BAD: &str = "BAD_USER_INPUT";
const COMPLEX: &str = "TOO_COMPLEX";

async fn post(app: &TestApp, accept: &str, body: Vec<u8>) -> Answer {
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, accept)
        .body(Body::from(body))
        .unwrap();
    app.send(request).await
}

fn query(text: impl AsRef<str>) -> Vec<u8> {
    json!({ "query": text.as_ref() }).to_string().into_bytes()
}

fn with(text: &str, variables: serde_json::Value) -> Vec<u8> {
    json!({ "query": text, "variables": variables })
        .to_string()
        .into_bytes()
}

/// Whether a request is well-formed, so that the older media type answers it with 200.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Well,
    Ill(u16),
}

#[rustfmt::skip]
fn table() -> Vec<(&'static str, Vec<u8>, Form, &'static str, &'static str)> {
    use Form::{Ill, Well};
    let ill = Ill(400);
    let doubling: Vec<String> = (0..30)
        .map(|level| format!(" fragment f{level} on County {{ a: region {{ county {{ ...f{} }} }} b: region {{ county {{ ...f{0} }} }} }}", level + 1))
        .collect();
    let doubling = format!(
        "{{ counties {{ ...f0 }} }} {} fragment f30 on County {{ code }}",
        doubling.concat()
    );
    let spreads: Vec<String> = (0..25)
        .map(|level| {
            format!(
                " fragment f{level} on Query {{ ...f{} ...f{0} }}",
                level + 1
            )
        })
        .collect();
    let spreads = format!(
        "{{ ...f0 }} {} fragment f30 on Query {{ __typename }}",
        spreads.concat()
    );
    let aliases: Vec<String> = (0..1_000)
        .map(|alias| format!("a{alias}: __typename "))
        .collect();
    let nested = |open: &str, close: &str| {
        format!(
            "{{ search(query: {}1{}) {{ totalCount }} }}",
            open.repeat(10_000),
            close.repeat(10_000)
        )
    };
    let deep_json = format!(
        "{{\"query\":\"{{__typename}}\",\"variables\":{{\"a\":{}{}}}}}",
        "[".repeat(50_000),
        "]".repeat(50_000)
    );
    let id = "TXVuaWNpcGFsaXR5OjExMTE";
    vec![
        ("no body", vec![], ill, BAD, "a JSON object with \"query\""),
        ("half a body", b"{\"query\":".to_vec(), ill, BAD, "is not JSON"),
        ("a batch", b"[{\"query\":\"{__typename}\"}]".to_vec(), ill, BAD, "batches are not supported"),
        ("a number", b"7".to_vec(), ill, BAD, "a JSON object with \"query\""),
        ("invalid UTF-8", b"{\"query\":\"{ a(b: \\\"\xff\xfe\\\") }\"}".to_vec(), ill, BAD, "UTF-8"),
        ("a lone surrogate", b"{\"query\":\"\\ud800\"}".to_vec(), ill, BAD, "\"query\" is not a text"),
        ("a query that is no text", b"{\"query\":{}}".to_vec(), ill, BAD, "\"query\" is not a text"),
        ("variables that are a list", b"{\"query\":\"{__typename}\",\"variables\":[1]}".to_vec(), ill, BAD, "\"variables\" is not a JSON object"),
        ("deep JSON", deep_json.into_bytes(), Well, BAD, "recursion limit"),
        ("10 MB", vec![b' '; 10 * 1024 * 1024], Ill(413), "PAYLOAD_TOO_LARGE", "larger than 262144 bytes"),
        ("an empty query", query(""), Well, BAD, "cannot be parsed"),
        ("no operation", query("fragment F on Query { __typename }"), Well, BAD, "operation"),
        ("half a query", query("{ counties { code"), Well, BAD, "cannot be parsed"),
        ("a null character", query("{ \0 }"), Well, BAD, "cannot be parsed"),
        ("10,000 nested braces", query("{ a ".repeat(10_000) + &"}".repeat(10_000)), Well, COMPLEX, "brackets"),
        ("10,000 open braces", query("{".repeat(10_000)), Well, COMPLEX, "brackets"),
        ("nested lists", query(nested("[", "]")), Well, COMPLEX, "brackets"),
        ("nested objects", query(nested("{a:", "}")), Well, COMPLEX, "brackets"),
        ("a nested type", query(format!("query($a: {}Int{}) {{ __typename }}", "[".repeat(10_000), "]".repeat(10_000) )), Well, COMPLEX, "brackets"),
        ("1,000 aliases", query(format!("{{ {} }}", aliases.concat())), Well, COMPLEX, "1000 aliases"),
        ("100,000 fields", query(format!("{{ {} }}", "a ".repeat(100_000))), Well, COMPLEX, "tokens"),
        ("fragments that double", query(&doubling), Well, COMPLEX, "at most"),
        ("spreads that double", query(&spreads), Well, COMPLEX, "fields"),
        ("a fragment in a circle", query("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"), Well, BAD, "spreads itself"),
        ("introspection in circles", query("{ __type(name: \"Query\") { fields { type { fields { type { fields { type { name } } } } } } } }"), Well, COMPLEX, "introspected lists"),
        ("an unknown operation", json!({ "query": "query A { __typename }", "operationName": "B" }) .to_string() .into_bytes(), Well, BAD, "there is no operation \"B\""),
        ("operations without a choice", query("query A { __typename } query B { __typename }"), Well, BAD, "A, B"),
        ("an operation twice", query("query A { __typename } query A { __typename }"), Well, BAD, "defined twice"),
        ("an unknown type", query("query($a: [Nothing!]! = [1]) { __typename }"), Well, BAD, "no input type \"Nothing\""),
        ("an object as a variable", query("query($a: Country = {}) { __typename }"), Well, BAD, "no input type \"Country\""),
        ("a missing variable", query("query($c: MunicipalityCode!) { municipality(code: $c) { name } }"), Well, BAD, "variable $c: a value of type MunicipalityCode! is missing"),
        ("a variable of a wrong type", with("query($n: Int) { countries(first: $n) { totalCount } }", json!({ "n": "many" })), Well, BAD, "variable $n: expected Int, found \"many\""),
        ("a variable beyond 32 bits", with("query($n: Int) { countries(first: $n) { totalCount } }", json!({ "n": 2_147_483_648_i64 })), Well, BAD, "variable $n: expected Int"),
        ("a number beyond 32 bits", query("{ countries(first: 99999999999999999999) { totalCount } }"), Well, BAD, "argument first: expected Int"),
        ("a number beyond all", query("{ countries(first: 1e999) { totalCount } }"), Well, BAD, "cannot be parsed"),
        ("a negative page", query("{ countries(first: -1) { totalCount } }"), Well, BAD, "`first` is -1; it may be from 0 to 100"),
        ("a huge page", query("{ countries(first: 2147483647) { totalCount } }"), Well, BAD, "from 0 to 100"),
        ("first and last", query("{ countries(first: 1, last: 1) { totalCount } }"), Well, BAD, "exclude each other"),
        ("no cursor", query("{ countries(after: \"x\") { totalCount } }"), Well, BAD, "is not a cursor"),
        ("a search's cursor of no form", query("{ search(query: \"b\", after: \"x\") { totalCount } }"), Well, BAD, "cursor"),
        ("no id", query("{ node(id: \"x\") { id } }"), Well, BAD, "is not an id of this service"),
        ("an id of no type", query(format!("{{ node(id: \"{id}\") {{ id }} }}")), Well, BAD, "is not an id of this service"),
        ("too many ids", with("query($i: [ID!]!) { nodes(ids: $i) { id } }", json!({ "i": vec!["x"; 101] })), Well, BAD, "at most 100"),
        ("an unknown filter", query("{ twinnings(filter: { country: \"FI\" }) { totalCount } }"), Well, BAD, "TwinningFilter has no field \"country\""),
        ("a filter of a wrong type", query("{ twinnings(filter: [1]) { totalCount } }"), Well, BAD, "expected TwinningFilter"),
        ("an enum's value as text", query("{ twinnings(filter: { kinds: [\"OTHER\"] }) { totalCount } }"), Well, BAD, "expected TwinningKind"),
        ("one key for two things", query("{ a: country(code: \"FI\") { x: name } a: country(code: \"FI\") { x: code } }"), Well, BAD, "alias of its own"),
        ("a subscription", query("subscription { revisionChanged { revision } }"), Well, BAD, "/graphql/ws"),
        ("an unknown directive", query("{ __typename @nowhere }"), Well, BAD, "nowhere"),
        ("a directive without its argument", query("{ __typename @skip }"), Well, BAD, "\"if\""),
        ("a name as long as the request", query(format!("{{ {} }}", "a".repeat(200_000))), Well, BAD, "Unknown field"),
        ("a value as long as the request", query(format!("{{ municipality(code: \"{}\") {{ name }} }}", "1".repeat(200_000) )), Well, BAD, "four digits"),
        ("markup", query("{ node(id: \"<script>alert(1)</script>\") { id } }"), Well, BAD, "is not an id"),
    ]
}

#[tokio::test]
async fn each_hostile_request_has_its_status_code_and_message() {
    let app = TestApp::small().await;
    for (name, body, form, code, message) in table() {
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
        let answer = post(&app, accept, query("{ __typename }")).await;
        assert_eq!(answer.status, 406, "{accept}");
        assert_eq!(answer.code(), Some(BAD), "{accept}");
    }
}
