//! Partner seekers: registered, looked at, shown, taken back; and all that is refused.

use std::path::PathBuf;

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::{Value, json};
use vanort_tests::{Answer, TestApp};

const REGISTER: &str = "mutation($input: RegisterPartnerSeekerInput!) {
    registerPartnerSeeker(input: $input) { withdrawalToken partnerSeeker { id state name contact { email } } } }";

const WITHDRAW: &str = "mutation($input: WithdrawPartnerSeekerInput!) {
    withdrawPartnerSeeker(input: $input) { partnerSeeker { state name description website contact { email } } } }";

const MODERATE: &str = "mutation($input: ModeratePartnerSeekerInput!) {
    moderatePartnerSeeker(input: $input) { partnerSeeker { state name moderationReason } } }";

/// Those that everybody sees.
pub(crate) const LIST: &str = "{ partnerSeekers { totalCount nodes { id name } } }";

/// What is right to send, but for the number in its name and address.
pub(crate) fn input(number: usize) -> Value {
    json!({
        "name": format!("Kommittén {number}"),
        "kind": "COMMITTEE",
        "country": "SE",
        "municipality": "1380",
        "wishedCountries": ["NO", "DK", "NO"],
        "themes": ["SCHOOL", "CULTURE"],
        "description": "  Vi söker en stad vid havet.\r\nGärna med kör.  ",
        "website": "https://example.org/kommitten",
        "contactName": "Åsa Ek",
        "contactEmail": format!("asa.{number}@hemlig.example"),
    })
}

pub(crate) fn with(number: usize, field: &str, value: Value) -> Value {
    let mut input = input(number);
    input[field] = value;
    input
}

pub(crate) async fn register(app: &TestApp, input: Value) -> Answer {
    app.ask_with(REGISTER, json!({ "input": input })).await
}

/// Registers one, and gives its id and its token.
pub(crate) async fn registered(app: &TestApp, input: Value) -> (String, String) {
    let answer = register(app, input).await;
    let payload = &answer.data()["registerPartnerSeeker"];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (
        text(&payload["partnerSeeker"]["id"]),
        text(&payload["withdrawalToken"]),
    )
}

async fn administer(app: &TestApp, query: &str, input: Value) -> Answer {
    let body = json!({ "query": query, "variables": { "input": input } });
    app.post(&body.to_string(), Some("Bearer test-administrator"))
        .await
}

pub(crate) async fn moderate(app: &TestApp, id: &str, decision: &str) -> Answer {
    let input = json!({ "id": id, "decision": decision, "reason": "Därför." });
    administer(app, MODERATE, input).await
}

pub(crate) async fn withdraw(app: &TestApp, id: &str, token: &str) -> Answer {
    let input = json!({ "id": id, "withdrawalToken": token });
    app.ask_with(WITHDRAW, json!({ "input": input })).await
}

pub(crate) fn database(app: &TestApp) -> PathBuf {
    app.folder().join("vanort.db")
}

fn get(query: &str, tag: Option<&str>) -> Request<Body> {
    let encoded: Vec<String> = query.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let request = Request::get(format!("/graphql?query={}", encoded.concat()));
    let request = match tag {
        Some(tag) => request.header(header::IF_NONE_MATCH, tag),
        None => request,
    };
    request.body(Body::empty()).unwrap()
}

/// Asserts that something was done.
pub(crate) fn done(answer: &Answer) {
    assert!(answer.data().is_object());
}

#[tokio::test]
async fn a_partner_seeker_goes_its_way() {
    let app = TestApp::small().await;
    let answer = register(&app, with(1, "contactShown", json!(true))).await;
    let payload = &answer.data()["registerPartnerSeeker"];
    let seeker = &payload["partnerSeeker"];
    assert_eq!(seeker["state"], "PENDING");
    assert_eq!(seeker["name"], "Kommittén 1");
    let (id, token) = (
        seeker["id"].as_str().unwrap(),
        payload["withdrawalToken"].as_str().unwrap(),
    );
    assert_eq!(token.len(), 43);
    // Nobody sees it but administrators.
    assert_eq!(
        app.ask(LIST).await.data()["partnerSeekers"]["totalCount"],
        0
    );
    let node = format!("{{ node(id: \"{id}\") {{ id ... on PartnerSeeker {{ state }} }} }}");
    assert_eq!(app.ask(&node).await.data()["node"], Value::Null);
    let seen = app.ask_as_administrator(&node).await;
    assert_eq!(seen.data()["node"], json!({ "id": id, "state": "PENDING" }));

    let moderated = moderate(&app, id, "PUBLISH").await;
    assert_eq!(
        moderated.data()["moderatePartnerSeeker"]["partnerSeeker"],
        json!({ "state": "PUBLISHED", "name": "Kommittén 1", "moderationReason": "Därför." })
    );
    let query =
        "{ partnerSeekers { totalCount edges { cursor } nodes { id name kind country { code }
        municipality { name } wishedCountries { code name } themes description website
        contact { name email } state createdAt shownUntil } } }";
    let answer = app.ask(query).await;
    let list = &answer.data()["partnerSeekers"];
    assert_eq!(list["totalCount"], 1);
    let mut node = list["nodes"][0].clone();
    for moment in ["createdAt", "shownUntil"] {
        let length = node[moment].as_str().unwrap().len();
        assert!(length == 10 || length > 19, "{node}");
        node[moment] = Value::Null;
    }
    assert_eq!(
        node,
        json!({
            "id": id, "name": "Kommittén 1", "kind": "COMMITTEE", "country": { "code": "SE" },
            "municipality": { "name": "Halmstad" },
            "wishedCountries": [{ "code": "DK", "name": "Danmark" }, { "code": "NO", "name": "Norge" }],
            "themes": ["CULTURE", "SCHOOL"],
            "description": "Vi söker en stad vid havet.\nGärna med kör.",
            "website": "https://example.org/kommitten",
            "contact": { "name": "Åsa Ek", "email": "asa.1@hemlig.example" },
            "state": "PUBLISHED", "createdAt": null, "shownUntil": null,
        })
    );
    let withdrawn = withdraw(&app, id, token).await;
    assert_eq!(
        withdrawn.data()["withdrawPartnerSeeker"]["partnerSeeker"],
        json!({ "state": "WITHDRAWN", "name": "", "description": null, "website": null, "contact": null })
    );
    assert_eq!(
        app.ask(LIST).await.data()["partnerSeekers"]["totalCount"],
        0
    );
    // It is no part of the register.
    let revision = app.ask("{ dataset { revision } }").await;
    assert_eq!(revision.data()["dataset"]["revision"], 1);
}

#[tokio::test]
async fn a_published_partner_seeker_is_there_in_the_very_next_answer_and_gone_in_the_next_after() {
    let app = TestApp::builder().following().build().await;
    // Whoever waits here for answers that may be kept knows that others are.
    app.wait_for(
        || get("{ counties { code } }", None),
        |answer| answer.headers.contains_key(header::ETAG),
    )
    .await;
    let (id, token) = registered(&app, input(1)).await;
    let node = format!("{{ node(id: \"{id}\") {{ id }} }}");
    let nodes = format!("{{ nodes(ids: [\"{id}\"]) {{ __typename }} }}");
    let of_query =
        |name: &str| format!("query($i: ID = \"{id}\") {{ {name}: node(id: $i) {{ id }} }}");
    let all = [LIST.to_owned(), node, nodes, of_query("x")];
    let tag_of_another = async || {
        let answer = app.send(get("{ counties { code } }", None)).await;
        answer.headers[header::ETAG].to_str().unwrap().to_owned()
    };
    let has_it = async |expected: bool| {
        for query in &all {
            for tag in [None, Some(tag_of_another().await)] {
                let answer = app.send(get(query, tag.as_deref())).await;
                assert_eq!(answer.status, 200, "{query}");
                assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{query}");
                assert!(!answer.headers.contains_key(header::ETAG), "{query}");
                assert!(answer.json.get("errors").is_none(), "{}", answer.text);
                let found = answer.text.contains(&id) || answer.text.contains("PartnerSeeker\"");
                assert_eq!(found, expected, "{query}: {}", answer.text);
            }
            let posted = app.ask(query).await;
            assert_eq!(posted.headers[header::CACHE_CONTROL], "no-store");
        }
    };
    has_it(false).await;
    moderate(&app, &id, "PUBLISH").await;
    has_it(true).await;
    let withdrawn = withdraw(&app, &id, &token).await;
    assert_eq!(withdrawn.headers[header::CACHE_CONTROL], "no-store");
    has_it(false).await;
    // What names no partner seeker is kept as before.
    let county = app.ask("{ counties { id } }").await;
    let county = county.data()["counties"][0]["id"].as_str().unwrap();
    let kept = app
        .send(get(&format!("{{ node(id: \"{county}\") {{ id }} }}"), None))
        .await;
    assert!(kept.headers.contains_key(header::ETAG));
    // Mutations are sent by nobody with GET, and their answers never kept.
    let mutation = "mutation { sendFeedback(input: { helpful: true }) { receivedAt } }";
    let refused = app.send(get(mutation, None)).await;
    assert_eq!(refused.status, 405);
    let sent = app.ask(mutation).await;
    assert_eq!(sent.headers[header::CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn the_contact_is_shown_to_everybody_only_if_it_may_be() {
    let app = TestApp::small().await;
    let (id, _) = registered(&app, input(1)).await;
    moderate(&app, &id, "PUBLISH").await;
    let query = "{ partnerSeekers { nodes { contact { name email } moderationReason } } }";
    let answer = app
        .ask("{ partnerSeekers { nodes { contact { email } } } }")
        .await;
    assert_eq!(
        answer.data()["partnerSeekers"]["nodes"][0],
        json!({ "contact": null })
    );
    let answer = app.ask(query).await;
    assert_eq!(answer.code(), Some("UNAUTHENTICATED"));
    assert!(!answer.text.contains("hemlig"), "{}", answer.text);
    // The rest of the answer stands.
    assert_eq!(
        answer.json["data"]["partnerSeekers"]["nodes"][0],
        json!({ "contact": null, "moderationReason": null })
    );
    let answer = app.ask_as_administrator(query).await;
    assert_eq!(
        answer.data()["partnerSeekers"]["nodes"][0],
        json!({ "contact": { "name": "Åsa Ek", "email": "asa.1@hemlig.example" }, "moderationReason": "Därför." })
    );
    assert_eq!(answer.headers[header::CACHE_CONTROL], "private, no-store");
}

#[tokio::test]
async fn only_administrators_see_other_states_and_decide() {
    let app = TestApp::small().await;
    let (id, token) = registered(&app, input(1)).await;
    for states in [
        "[PENDING]",
        "[PUBLISHED, REJECTED]",
        "[WITHDRAWN]",
        "[EXPIRED]",
    ] {
        let query =
            format!("{{ partnerSeekers(filter: {{ states: {states} }}) {{ totalCount }} }}");
        assert_eq!(
            app.ask(&query).await.code(),
            Some("UNAUTHENTICATED"),
            "{states}"
        );
        assert!(app.ask_as_administrator(&query).await.data().is_object());
    }
    let input = json!({ "id": id, "decision": "PUBLISH" });
    let refused = app.ask_with(MODERATE, json!({ "input": input })).await;
    assert_eq!(refused.code(), Some("UNAUTHENTICATED"));
    // The default shows administrators too what everybody sees.
    let answer = app.ask_as_administrator(LIST).await;
    assert_eq!(answer.data()["partnerSeekers"]["totalCount"], 0);

    // A wrong token and an unknown id are the same.
    let unknown = "UGFydG5lclNlZWtlcjowMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMA";
    let mut told = Vec::new();
    for (id, token) in [
        (id.as_str(), "wrong"),
        (id.as_str(), ""),
        (unknown, token.as_str()),
    ] {
        let refused = withdraw(&app, id, token).await;
        assert_eq!(
            (refused.code(), refused.status.as_u16()),
            (Some("NOT_FOUND"), 200)
        );
        told.push(refused.json["errors"][0]["message"].clone());
    }
    assert!(told.windows(2).all(|it| it[0] == it[1]), "{told:?}");
    let input = json!({ "input": { "id": id } });
    let refused = app.ask_with(WITHDRAW, input).await;
    assert_eq!(refused.code(), Some("BAD_USER_INPUT"));
    let county = "Q291bnR5OjEz";
    for id in [county, "x"] {
        assert_eq!(
            withdraw(&app, id, &token).await.code(),
            Some("BAD_USER_INPUT")
        );
    }
    let refused = moderate(&app, unknown, "REJECT").await;
    assert_eq!(refused.code(), Some("NOT_FOUND"));

    // An administrator needs no token; what was taken back cannot be decided on.
    for _ in 0..2 {
        let withdrawn = administer(&app, WITHDRAW, json!({ "id": id })).await;
        let seeker = &withdrawn.data()["withdrawPartnerSeeker"]["partnerSeeker"];
        assert_eq!(seeker["state"], "WITHDRAWN");
    }
    for decision in ["PUBLISH", "REJECT"] {
        let refused = moderate(&app, &id, decision).await;
        assert_eq!(
            (refused.code(), refused.status.as_u16()),
            (Some("CONFLICT"), 200)
        );
    }
}
