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

const LIST: &str = "{ partnerSeekers { totalCount nodes { id name } } }";

/// What is right to send, but for the number in its name and address.
fn input(number: usize) -> Value {
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

fn with(number: usize, field: &str, value: Value) -> Value {
    let mut input = input(number);
    input[field] = value;
    input
}

async fn register(app: &TestApp, input: Value) -> Answer {
    app.ask_with(REGISTER, json!({ "input": input })).await
}

/// Registers one, and gives its id and its token.
async fn registered(app: &TestApp, input: Value) -> (String, String) {
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

async fn moderate(app: &TestApp, id: &str, decision: &str) -> Answer {
    let input = json!({ "id": id, "decision": decision, "reason": "Därför." });
    administer(app, MODERATE, input).await
}

async fn withdraw(app: &TestApp, id: &str, token: &str) -> Answer {
    let input = json!({ "id": id, "withdrawalToken": token });
    app.ask_with(WITHDRAW, json!({ "input": input })).await
}

fn database(app: &TestApp) -> PathBuf {
    app.folder().join("vanort.db")
}

/// Registers many at once, as if they had come over the last hours.
async fn fill(app: &TestApp, count: usize) {
    let database = rusqlite::Connection::open(database(app)).unwrap();
    database
        .busy_timeout(std::time::Duration::from_secs(5))
        .unwrap();
    for number in 0..count {
        registered(app, input(number)).await;
        let sql = "UPDATE partner_seeker SET created_us = created_us - 60000000";
        database.execute(sql, []).unwrap();
    }
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
fn done(answer: &Answer) {
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

#[tokio::test]
async fn all_mistakes_are_told_at_once_each_with_its_field() {
    let app = TestApp::small().await;
    let wrong = json!({
        "name": "  ",
        "kind": "OTHER",
        "country": "ZZ",
        "municipality": "1380",
        "wishedCountries": ["NO", "YY"],
        "description": "x".repeat(2_001),
        "website": "javascript:alert(1)",
        "contactName": "a\u{202e}b",
        "contactEmail": "asa at example",
        "shownUntil": "2020-01-01",
    });
    let answer = register(&app, wrong).await;
    assert_eq!(answer.status, 200);
    let errors = answer.json["errors"].as_array().unwrap();
    let told: Vec<&str> = errors
        .iter()
        .map(|error| {
            assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
            assert_eq!(error["path"], json!(["registerPartnerSeeker"]));
            let field = error["extensions"]["field"].as_str().unwrap();
            let message = error["message"].as_str().unwrap();
            assert!(message.starts_with(&format!("`{field}` ")), "{message}");
            field
        })
        .collect();
    assert_eq!(
        told,
        [
            "name",
            "country",
            "municipality",
            "wishedCountries",
            "description",
            "website",
            "contactName",
            "contactEmail",
            "shownUntil"
        ]
    );
    assert!(!answer.text.contains("asa at example"), "{}", answer.text);
    assert_eq!(
        app.ask(LIST).await.data()["partnerSeekers"]["totalCount"],
        0
    );
}

#[tokio::test]
async fn each_field_is_held_to_its_form() {
    let app = TestApp::small().await;
    let long = |length: usize| "å".repeat(length);
    for (field, value) in [
        ("name", json!(long(201))),
        ("name", json!("a\nb")),
        ("name", json!("...")),
        ("name", json!("a\u{0}b")),
        ("municipality", json!("9999")),
        ("wishedCountries", json!(["SE", "XX"])),
        ("description", json!("")),
        ("description", json!("a\u{1b}[31mb")),
        ("website", json!("example.org")),
        ("website", json!("https://user:secret@example.org/")),
        (
            "website",
            json!(format!("https://example.org/{}", "x".repeat(500))),
        ),
        ("contactName", json!("")),
        ("contactName", json!(long(201))),
        ("contactEmail", json!("a@b")),
        ("contactEmail", json!("a@b.se\nBcc: c@d.se")),
        (
            "contactEmail",
            json!(format!("{}@example.org", "a".repeat(250))),
        ),
        ("shownUntil", json!("2020-01-01")),
        ("shownUntil", json!("2999-01-01")),
    ] {
        let answer = register(&app, with(1, field, value.clone())).await;
        let errors = answer.json["errors"].as_array().unwrap();
        assert_eq!(errors.len(), 1, "{field} {value}: {}", answer.text);
        assert_eq!(errors[0]["extensions"]["field"], field, "{value}");
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{value}");
        assert_eq!(answer.json["data"], Value::Null, "{value}");
    }
    // These are refused before anything is executed.
    for (field, value, told) in [
        ("kind", json!("TOWN"), "PartnerSeekerKind"),
        ("country", json!("SWE"), "country code"),
        ("municipality", json!(1380), "in quotes"),
        ("themes", json!(["FOOD"]), "Theme"),
        ("shownUntil", json!("2027-02-30"), "is not a date"),
        ("shownUntil", json!("tomorrow"), "such as \"2027-05-31\""),
        ("shownUntil", json!(2027), "expected Date"),
        ("contactShown", json!("yes"), "Boolean"),
        ("name", json!(null), "expected String!"),
        ("nobody", json!(1), "has no field"),
    ] {
        let answer = register(&app, with(1, field, value.clone())).await;
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{field} {value}");
        let message = answer.json["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains(told), "{message}");
        assert!(answer.json.get("data").is_none(), "{field} {value}");
    }
    // The bounds themselves are right.
    let right = [
        ("name", json!(long(200))),
        ("description", json!(long(2_000))),
        ("website", Value::Null),
        ("municipality", Value::Null),
    ];
    let mut whole = input(2);
    for (field, value) in right {
        whole[field] = value;
    }
    registered(&app, whole).await;
}

#[tokio::test]
async fn strange_input_is_taken_or_refused_but_harms_nothing() {
    let app = TestApp::small().await;
    let strange = [
        "",
        " ",
        "\0",
        "\u{feff}",
        "'",
        "\"",
        "\\",
        "%",
        "_",
        ",",
        ",NO,",
        "';DROP TABLE partner_seeker;--",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "${x}",
        "../../etc/passwd",
        "\u{1f600}",
        "a\u{301}\u{301}",
        "\u{202e}abc",
        "null",
        "true",
        "-1",
        "1e999",
        "\r\n\r\n",
        "=HYPERLINK(\"x\")",
        "https://",
        "http://\u{1f600}.se",
        "mailto:a@b.se",
        "a@b.se,c@d.se",
        "@",
        "日本",
        "\u{ffff}",
    ];
    let database = rusqlite::Connection::open(database(&app)).unwrap();
    let mut seed = 1_u64;
    let mut pick = |count: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % count
    };
    let mut taken = 0;
    for number in 0..400 {
        let mut input = input(number);
        for field in [
            "name",
            "description",
            "website",
            "contactName",
            "contactEmail",
        ] {
            if pick(3) == 0 {
                input[field] = json!(strange[pick(strange.len())].repeat(1 + pick(3)));
            }
        }
        let answer = register(&app, input.clone()).await;
        match answer.code() {
            None => {
                taken += 1;
                database
                    .execute(
                        "UPDATE partner_seeker SET created_us = created_us - 60000000",
                        [],
                    )
                    .unwrap();
            }
            Some(code) => assert_eq!(code, "BAD_USER_INPUT", "{input}: {}", answer.text),
        }
    }
    assert!(taken > 50, "{taken}");
    let list = "{ partnerSeekers(first: 100, filter: { states: [PENDING] }) { totalCount nodes { name description website contact { email } } } }";
    let answer = app.ask_as_administrator(list).await;
    assert_eq!(answer.data()["partnerSeekers"]["totalCount"], taken);
    let nodes = answer.data()["partnerSeekers"]["nodes"].as_array().unwrap();
    for node in nodes {
        let website = node["website"].as_str().unwrap_or("https://");
        assert!(
            website.starts_with("https://") || website.starts_with("http://"),
            "{node}"
        );
        assert!(
            node["contact"]["email"].as_str().unwrap().contains('@'),
            "{node}"
        );
        assert!(
            !node["name"].as_str().unwrap().contains(char::is_control),
            "{node}"
        );
    }
}

#[tokio::test]
async fn who_says_the_same_again_is_told_so() {
    let app = TestApp::small().await;
    let (id, _) = registered(&app, input(1)).await;
    let mut same = with(1, "name", json!(" KOMMITTEN 1 "));
    same["contactEmail"] = json!("ASA.1@hemlig.example");
    let refused = register(&app, same.clone()).await;
    assert_eq!(
        (refused.code(), refused.status.as_u16()),
        (Some("CONFLICT"), 200)
    );
    assert!(!refused.text.contains("hemlig"), "{}", refused.text);
    moderate(&app, &id, "PUBLISH").await;
    registered(&app, same).await;
}

#[tokio::test]
async fn a_flood_is_refused_and_told_when_to_try_again() {
    let app = TestApp::small().await;
    for number in 0..5 {
        registered(&app, input(number)).await;
    }
    let refused = register(&app, input(5)).await;
    assert_eq!(
        (refused.code(), refused.status.as_u16()),
        (Some("RATE_LIMITED"), 200)
    );
    let message = refused.json["errors"][0]["message"].as_str().unwrap();
    let (_, next) = message.split_once("try again after ").unwrap();
    assert!(next.len() == 20 && next.ends_with('Z'), "{message}");
    // Mistakes are told even so, and count for nothing.
    let wrong = register(&app, with(5, "name", json!(""))).await;
    assert_eq!(wrong.code(), Some("BAD_USER_INPUT"));
    let database = rusqlite::Connection::open(database(&app)).unwrap();
    let age = "UPDATE partner_seeker SET created_us = created_us - 60000000";
    database.execute(age, []).unwrap();
    registered(&app, input(5)).await;
    // 500 wait at most, however long they took to come.
    let copy = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 494)
        INSERT INTO partner_seeker SELECT printf('%032x', i), created_us, updated_us, state, name || i, kind,
            country_code, municipality_code, wished_countries, themes, description, website, contact_name,
            i || contact_email, contact_shown, shown_until, moderation_reason, withdrawal_hash
        FROM n, (SELECT * FROM partner_seeker LIMIT 1)";
    assert_eq!(database.execute(copy, []).unwrap(), 494);
    database.execute(age, []).unwrap();
    let refused = register(&app, input(6)).await;
    assert_eq!(refused.code(), Some("RATE_LIMITED"));
    let message = refused.json["errors"][0]["message"].as_str().unwrap();
    assert!(
        message.contains("500") && message.contains("tomorrow"),
        "{message}"
    );
    let id = "UGFydG5lclNlZWtlcjowMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMQ";
    done(&moderate(&app, id, "REJECT").await);
    registered(&app, input(6)).await;
}

#[tokio::test]
async fn what_was_erased_is_not_in_the_database_s_files() {
    let app = TestApp::small().await;
    let left = || -> Vec<String> {
        let mut left = Vec::new();
        for file in ["vanort.db", "vanort.db-wal"] {
            let bytes = std::fs::read(app.folder().join(file)).unwrap_or_default();
            for secret in ["hemlig.example", "Åsa Ek", "stad vid havet", "Kommittén"] {
                let secret = secret.as_bytes();
                if bytes.windows(secret.len()).any(|it| it == secret) {
                    left.push(format!("{} in {file}", String::from_utf8_lossy(secret)));
                }
            }
        }
        left
    };
    let (withdrawn, token) = registered(&app, input(1)).await;
    let (rejected, _) = registered(&app, input(2)).await;
    let (expired, _) = registered(&app, input(3)).await;
    assert!(left().len() >= 4, "{:?}", left());
    // The token is nowhere.
    for file in ["vanort.db", "vanort.db-wal"] {
        let bytes = std::fs::read(app.folder().join(file)).unwrap();
        let token = token.as_bytes();
        assert!(!bytes.windows(token.len()).any(|it| it == token), "{file}");
    }
    done(&withdraw(&app, &withdrawn, &token).await);
    done(&moderate(&app, &rejected, "REJECT").await);
    done(&moderate(&app, &expired, "PUBLISH").await);
    let database = rusqlite::Connection::open(database(&app)).unwrap();
    let days = "UPDATE partner_seeker SET shown_until = '2026-01-01'";
    database.execute(days, []).unwrap();
    drop(database);
    let list = "{ partnerSeekers(filter: { states: [EXPIRED] }) { totalCount } }";
    assert_eq!(
        app.ask(LIST).await.data()["partnerSeekers"]["totalCount"],
        0
    );
    let answer = app.ask_as_administrator(list).await;
    assert_eq!(answer.data()["partnerSeekers"]["totalCount"], 1);
    // Whoever writes next erases it.
    let sent = app
        .ask("mutation { sendFeedback(input: { helpful: true }) { receivedAt } }")
        .await;
    done(&sent);
    assert_eq!(left(), Vec::<String>::new());
    let answer = app.ask_as_administrator(list).await;
    assert_eq!(answer.data()["partnerSeekers"]["totalCount"], 1);
}

#[tokio::test]
async fn pages_lead_through_all_of_them_both_ways() {
    let app = TestApp::small().await;
    fill(&app, 7).await;
    let page = async |arguments: &str| {
        let query = format!(
            "{{ partnerSeekers(filter: {{ states: [PENDING] }}, {arguments}) {{ totalCount
                edges {{ cursor node {{ name }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
        );
        let answer = app.ask_as_administrator(&query).await;
        answer.data()["partnerSeekers"].clone()
    };
    let expected: Vec<String> = (0..7)
        .rev()
        .map(|number| format!("Kommittén {number}"))
        .collect();
    for (size, bound, more, cursor) in [
        ("first", "after", "hasNextPage", "endCursor"),
        ("last", "before", "hasPreviousPage", "startCursor"),
    ] {
        let mut seen: Vec<String> = Vec::new();
        let mut arguments = format!("{size}: 3");
        loop {
            let page = page(&arguments).await;
            assert_eq!(page["totalCount"], 7);
            let edges = page["edges"].as_array().unwrap();
            let names = edges
                .iter()
                .map(|it| it["node"]["name"].as_str().unwrap().to_owned());
            let place = if size == "first" { seen.len() } else { 0 };
            seen.splice(place..place, names);
            if page["pageInfo"][more] == false {
                break;
            }
            let next = page["pageInfo"][cursor].as_str().unwrap();
            arguments = format!("{size}: 3, {bound}: \"{next}\"");
        }
        assert_eq!(seen, expected, "{size}");
    }
    for wrong in [
        "first: 101",
        "last: -1",
        "first: 1, last: 1",
        "after: \"x\"",
    ] {
        let query = format!("{{ partnerSeekers({wrong}) {{ totalCount }} }}");
        assert_eq!(
            app.ask(&query).await.code(),
            Some("BAD_USER_INPUT"),
            "{wrong}"
        );
    }
    let towns = app
        .ask("{ partnerTowns(first: 1) { pageInfo { endCursor } } }")
        .await;
    let foreign = towns.data()["partnerTowns"]["pageInfo"]["endCursor"]
        .as_str()
        .unwrap();
    let query = format!("{{ partnerSeekers(after: \"{foreign}\") {{ totalCount }} }}");
    assert_eq!(app.ask(&query).await.code(), Some("BAD_USER_INPUT"));
}

#[tokio::test]
async fn the_list_is_narrowed_by_what_they_are_and_wish() {
    let app = TestApp::small().await;
    let (one, _) = registered(&app, input(1)).await;
    let mut other = input(2);
    for (field, value) in [
        ("kind", json!("NON_PROFIT")),
        ("country", json!("NO")),
        ("municipality", Value::Null),
        ("wishedCountries", Value::Null),
        ("themes", json!(["YOUTH"])),
    ] {
        other[field] = value;
    }
    let (two, _) = registered(&app, other).await;
    for id in [&one, &two] {
        done(&moderate(&app, id, "PUBLISH").await);
    }
    for (filter, expected) in [
        ("{}", 2),
        ("{ kinds: [COMMITTEE] }", 1),
        ("{ countries: [\"SE\", \"NO\"] }", 2),
        ("{ countries: [\"NO\"] }", 1),
        ("{ wishedCountries: [\"NO\"] }", 2),
        ("{ wishedCountries: [\"DE\"] }", 1),
        ("{ themes: [YOUTH, SCHOOL] }", 2),
        ("{ themes: [TOURISM] }", 0),
        ("{ themes: [YOUTH], countries: [\"SE\"] }", 0),
        ("{ states: [PUBLISHED] }", 2),
        ("{ states: [] }", 0),
    ] {
        let query =
            format!("{{ partnerSeekers(filter: {filter}) {{ totalCount nodes {{ id }} }} }}");
        let answer = app.ask(&query).await;
        let list = &answer.data()["partnerSeekers"];
        assert_eq!(list["totalCount"], expected, "{filter}");
        assert_eq!(
            list["nodes"].as_array().unwrap().len(),
            expected,
            "{filter}"
        );
    }
    for first in [1, 2, 100] {
        let query = format!(
            "{{ partnerSeekers(first: {first}) {{ totalCount nodes {{ name country {{ name }} wishedCountries {{ name }} }} }} }}"
        );
        let (statements, answer) = app.count_statements(&query).await;
        assert!(answer.data().is_object());
        assert_eq!(statements, 2, "{first}");
    }
    // Several at once by their ids, with what else there is, cost one statement.
    let county = "Q291bnR5OjEz";
    let query = format!(
        "{{ nodes(ids: [\"{two}\", \"{county}\", \"x\", \"{one}\", \"{two}\"]) {{ __typename id }} }}"
    );
    let (statements, answer) = app.count_statements(&query).await;
    assert_eq!(statements, 1);
    let nodes = answer.json["data"]["nodes"].as_array().unwrap();
    let ids: Vec<&Value> = nodes.iter().map(|it| &it["id"]).collect();
    assert_eq!(
        ids,
        [
            &json!(two),
            &json!(county),
            &Value::Null,
            &json!(one),
            &json!(two)
        ]
    );
    assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
}
