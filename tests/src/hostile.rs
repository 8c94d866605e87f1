//! Requests that nobody means well.

use serde_json::{Value, json};

const BAD: &str = "BAD_USER_INPUT";
const COMPLEX: &str = "TOO_COMPLEX";

/// A request that nobody means well, and what it deserves.
#[derive(Debug, Clone)]
pub struct HostileRequest {
    /// What is wrong with it.
    pub name: &'static str,
    /// The body that is sent to `/graphql`.
    pub body: Vec<u8>,
    /// Whether it is well-formed, so that the older media type answers it with 200.
    pub form: Form,
    /// The code of its error.
    pub code: &'static str,
    /// A part of its error's message.
    pub message: &'static str,
}

/// Whether a request is well-formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// It is, and what it asks is wrong.
    Well,
    /// It is not, and has earned this status.
    Ill(u16),
}

fn request(
    name: &'static str,
    body: Vec<u8>,
    form: Form,
    code: &'static str,
    message: &'static str,
) -> HostileRequest {
    HostileRequest {
        name,
        body,
        form,
        code,
        message,
    }
}

fn query(text: impl AsRef<str>) -> Vec<u8> {
    json!({ "query": text.as_ref() }).to_string().into_bytes()
}

fn with(text: &str, variables: &Value) -> Vec<u8> {
    json!({ "query": text, "variables": variables })
        .to_string()
        .into_bytes()
}

/// Requests that nobody means well: to a service of the usual limits.
#[must_use]
#[rustfmt::skip]
pub fn hostile_requests() -> Vec<HostileRequest> {
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
        request("no body", vec![], ill, BAD, "a JSON object with \"query\""),
        request("half a body", b"{\"query\":".to_vec(), ill, BAD, "is not JSON"),
        request("a batch", b"[{\"query\":\"{__typename}\"}]".to_vec(), ill, BAD, "batches are not supported"),
        request("a number", b"7".to_vec(), ill, BAD, "a JSON object with \"query\""),
        request("invalid UTF-8", b"{\"query\":\"{ a(b: \\\"\xff\xfe\\\") }\"}".to_vec(), ill, BAD, "UTF-8"),
        request("a lone surrogate", b"{\"query\":\"\\ud800\"}".to_vec(), ill, BAD, "\"query\" is not a text"),
        request("a query that is no text", b"{\"query\":{}}".to_vec(), ill, BAD, "\"query\" is not a text"),
        request("variables that are a list", b"{\"query\":\"{__typename}\",\"variables\":[1]}".to_vec(), ill, BAD, "\"variables\" is not a JSON object"),
        request("deep JSON", deep_json.into_bytes(), Well, BAD, "recursion limit"),
        request("10 MB", vec![b' '; 10 * 1024 * 1024], Ill(413), "PAYLOAD_TOO_LARGE", "larger than 262144 bytes"),
        request("an empty query", query(""), Well, BAD, "cannot be parsed"),
        request("no operation", query("fragment F on Query { __typename }"), Well, BAD, "operation"),
        request("half a query", query("{ counties { code"), Well, BAD, "cannot be parsed"),
        request("a null character", query("{ \0 }"), Well, BAD, "cannot be parsed"),
        request("an escape of half a character", query(r#"{ country(code: "\uD83D") { name } }"#), Well, BAD, r"\uD83D stands for no character"),
        request("an escape beyond all characters", query(r#"{ country(code: "\u{110000}") { name } }"#), Well, BAD, r"\u{110000} stands for no character"),
        request("10,000 nested braces", query("{ a ".repeat(10_000) + &"}".repeat(10_000)), Well, COMPLEX, "brackets"),
        request("10,000 open braces", query("{".repeat(10_000)), Well, COMPLEX, "brackets"),
        request("nested lists", query(nested("[", "]")), Well, COMPLEX, "brackets"),
        request("nested objects", query(nested("{a:", "}")), Well, COMPLEX, "brackets"),
        request("a nested type", query(format!("query($a: {}Int{}) {{ __typename }}", "[".repeat(10_000), "]".repeat(10_000) )), Well, COMPLEX, "brackets"),
        request("1,000 aliases", query(format!("{{ {} }}", aliases.concat())), Well, COMPLEX, "1000 aliases"),
        request("101 aliases", query(format!("{{ {} }}", aliases.iter().take(101).cloned().collect::<String>())), Well, COMPLEX, "101 aliases"),
        request("51 directives", query(format!("{{ {} }}", "... @include(if: true) { __typename } ".repeat(51))), Well, COMPLEX, "51 directives"),
        request("a directive 51 times", query(format!("{{ __typename {} }}", "@aa".repeat(51))), Well, COMPLEX, "51 directives"),
        request("a directive ten times", query(format!("{{ __typename {} }}", "@aa".repeat(10))), Well, BAD, "aa"),
        request("a field 500 times", query(format!("{{ {} }}", "__typename ".repeat(500))), Well, COMPLEX, "names \"__typename\" 500 times"),
        request("a fragment 101 times", query(format!("{{ {} }} fragment F on Query {{ __typename }}", "...F ".repeat(101))), Well, COMPLEX, "names \"F\" 101 times"),
        request("100,000 fields", query(format!("{{ {} }}", "a ".repeat(100_000))), Well, COMPLEX, "tokens"),
        request("fragments that double", query(&doubling), Well, COMPLEX, "at most"),
        request("spreads that double", query(&spreads), Well, COMPLEX, "fields"),
        request("a fragment in a circle", query("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"), Well, BAD, "spreads itself"),
        request("introspection in circles", query("{ __type(name: \"Query\") { fields { type { fields { type { fields { type { name } } } } } } } }"), Well, COMPLEX, "introspected lists"),
        request("an unknown operation", json!({ "query": "query A { __typename }", "operationName": "B" }) .to_string() .into_bytes(), Well, BAD, "there is no operation \"B\""),
        request("operations without a choice", query("query A { __typename } query B { __typename }"), Well, BAD, "A, B"),
        request("an operation twice", query("query A { __typename } query A { __typename }"), Well, BAD, "defined twice"),
        request("an unknown type", query("query($a: [Nothing!]! = [1]) { __typename }"), Well, BAD, "no input type \"Nothing\""),
        request("an object as a variable", query("query($a: Country = {}) { __typename }"), Well, BAD, "no input type \"Country\""),
        request("a missing variable", query("query($c: MunicipalityCode!) { municipality(code: $c) { name } }"), Well, BAD, "variable $c: a value of type MunicipalityCode! is missing"),
        request("a variable of a wrong type", with("query($n: Int) { countries(first: $n) { totalCount } }", &json!({ "n": "many" })), Well, BAD, "variable $n: expected Int, found \"many\""),
        request("a variable beyond 32 bits", with("query($n: Int) { countries(first: $n) { totalCount } }", &json!({ "n": 2_147_483_648_i64 })), Well, BAD, "variable $n: expected Int"),
        request("a number beyond 32 bits", query("{ countries(first: 99999999999999999999) { totalCount } }"), Well, BAD, "argument first: expected Int"),
        request("a number beyond all", query("{ countries(first: 1e999) { totalCount } }"), Well, BAD, "cannot be parsed"),
        request("a negative page", query("{ countries(first: -1) { totalCount } }"), Well, BAD, "`first` is -1; it may be from 0 to 100"),
        request("a huge page", query("{ countries(first: 2147483647) { totalCount } }"), Well, BAD, "from 0 to 100"),
        request("first and last", query("{ countries(first: 1, last: 1) { totalCount } }"), Well, BAD, "exclude each other"),
        request("no cursor", query("{ countries(after: \"x\") { totalCount } }"), Well, BAD, "is not a cursor"),
        request("a search's cursor of no form", query("{ search(query: \"b\", after: \"x\") { totalCount } }"), Well, BAD, "cursor"),
        request("no id", query("{ node(id: \"x\") { id } }"), Well, BAD, "is not an id of this service"),
        request("an id of no type", query(format!("{{ node(id: \"{id}\") {{ id }} }}")), Well, BAD, "is not an id of this service"),
        request("too many ids", with("query($i: [ID!]!) { nodes(ids: $i) { id } }", &json!({ "i": vec!["x"; 101] })), Well, BAD, "at most 100"),
        request("an unknown filter", query("{ twinnings(filter: { country: \"FI\" }) { totalCount } }"), Well, BAD, "TwinningFilter has no field \"country\""),
        request("a filter of a wrong type", query("{ twinnings(filter: [1]) { totalCount } }"), Well, BAD, "expected TwinningFilter"),
        request("an enum's value as text", query("{ twinnings(filter: { kinds: [\"OTHER\"] }) { totalCount } }"), Well, BAD, "expected TwinningKind"),
        request("one key for two things", query("{ a: country(code: \"FI\") { x: name } a: country(code: \"FI\") { x: code } }"), Well, BAD, "alias of its own"),
        request("a subscription", query("subscription { revisionChanged { revision } }"), Well, BAD, "/graphql/ws"),
        request("an unknown directive", query("{ __typename @nowhere }"), Well, BAD, "nowhere"),
        request("a directive without its argument", query("{ __typename @skip }"), Well, BAD, "\"if\""),
        request("a name as long as the request", query(format!("{{ {} }}", "a".repeat(200_000))), Well, COMPLEX, "a name of 200000 bytes"),
        request("a value as long as the request", query(format!("{{ municipality(code: \"{}\") {{ name }} }}", "1".repeat(200_000) )), Well, BAD, "four digits"),
        request("markup", query("{ node(id: \"<script>alert(1)</script>\") { id } }"), Well, BAD, "is not an id"),
    ]
}
