//! Feedback: sent by anybody, read by administrators.

use serde_json::{Value, json};
use vanort_tests::{Answer, TestApp};

const SEND: &str =
    "mutation($input: SendFeedbackInput!) { sendFeedback(input: $input) { receivedAt } }";

const LIST: &str = "{ feedback { totalCount nodes { id helpful text about revision createdAt } } }";

async fn send(app: &TestApp, input: Value) -> Answer {
    app.ask_with(SEND, json!({ "input": input })).await
}

/// Asserts that something was done.
fn done(answer: &Answer) {
    assert!(answer.data().is_object());
}

#[tokio::test]
async fn feedback_is_sent_by_anybody_and_read_by_administrators() {
    let app = TestApp::small().await;
    let sent = send(&app, json!({ "helpful": true })).await;
    let received = sent.data()["sendFeedback"]["receivedAt"].as_str().unwrap();
    assert!(received.ends_with('Z'), "{received}");
    let full = json!({ "helpful": false, "text": " Var är Norge?\n", "about": "https://example.org/halmstad" });
    done(&send(&app, full).await);
    assert_eq!(app.ask(LIST).await.code(), Some("UNAUTHENTICATED"));
    let answer = app.ask_as_administrator(LIST).await;
    let list = &answer.data()["feedback"];
    assert_eq!(list["totalCount"], 2);
    let newest = &list["nodes"][0];
    assert_eq!(newest["helpful"], false);
    assert_eq!(newest["text"], "Var är Norge?");
    assert_eq!(newest["about"], "https://example.org/halmstad");
    assert_eq!(newest["revision"], 1);
    assert_eq!(list["nodes"][1]["text"], Value::Null);
    assert_eq!(list["nodes"][1]["createdAt"], received);
    // By its id too, for administrators alone.
    let id = newest["id"].as_str().unwrap();
    let node = format!("{{ node(id: \"{id}\") {{ ... on Feedback {{ text }} }} }}");
    assert_eq!(app.ask(&node).await.data()["node"], Value::Null);
    let found = app.ask_as_administrator(&node).await;
    assert_eq!(found.data()["node"], json!({ "text": "Var är Norge?" }));
}

#[tokio::test]
async fn all_mistakes_are_told_at_once_each_with_its_field() {
    let app = TestApp::small().await;
    let wrong =
        json!({ "helpful": true, "text": "å".repeat(2_001), "about": "nowhere in particular" });
    let answer = send(&app, wrong).await;
    let errors = answer.json["errors"].as_array().unwrap();
    let fields: Vec<&Value> = errors.iter().map(|it| &it["extensions"]["field"]).collect();
    assert_eq!(fields, ["text", "about"]);
    assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
    for (field, value) in [
        ("text", json!("a\u{0}b")),
        ("text", json!("a\u{202e}b")),
        ("about", json!("javascript:alert(1)")),
        ("about", json!("/a\nb")),
        ("about", json!(format!("/{}", "a".repeat(500)))),
    ] {
        let mut input = json!({ "helpful": true });
        input[field] = value.clone();
        let answer = send(&app, input).await;
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{value}");
        assert_eq!(answer.json["errors"][0]["extensions"]["field"], field);
    }
    assert_eq!(send(&app, json!({})).await.code(), Some("BAD_USER_INPUT"));
    let most = json!({ "helpful": true, "text": "å".repeat(2_000), "about": "/kommun/1380" });
    done(&send(&app, most).await);
    let answer = app.ask_as_administrator(LIST).await;
    assert_eq!(answer.data()["feedback"]["totalCount"], 1);
}

#[tokio::test]
async fn a_flood_is_refused_and_told_when_to_try_again() {
    let app = TestApp::small().await;
    done(&send(&app, json!({ "helpful": true })).await);
    let database = rusqlite::Connection::open(app.folder().join("vanort.db")).unwrap();
    let copy = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1999)
        INSERT INTO feedback SELECT printf('%032x', i), created_us - i * 1000000, helpful, text, about, revision
        FROM n, (SELECT * FROM feedback LIMIT 1)";
    assert_eq!(database.execute(copy, []).unwrap(), 1_999);
    let refused = send(&app, json!({ "helpful": true })).await;
    assert_eq!(
        (refused.code(), refused.status.as_u16()),
        (Some("RATE_LIMITED"), 200)
    );
    let message = refused.json["errors"][0]["message"].as_str().unwrap();
    assert!(message.contains("try again after 20"), "{message}");
    // When the first of them is a day old there is room for one.
    let age = "UPDATE feedback SET created_us = created_us - 84401000000";
    database.execute(age, []).unwrap();
    done(&send(&app, json!({ "helpful": true })).await);
    let refused = send(&app, json!({ "helpful": true })).await;
    assert_eq!(refused.code(), Some("RATE_LIMITED"));
}

#[tokio::test]
async fn pages_lead_through_all_of_it_both_ways() {
    let app = TestApp::small().await;
    for number in 0..5 {
        done(&send(&app, json!({ "helpful": true, "text": number.to_string() })).await);
    }
    let page = async |arguments: &str| {
        let query = format!(
            "{{ feedback({arguments}) {{ edges {{ cursor node {{ text }} }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}"
        );
        app.ask_as_administrator(&query).await.data()["feedback"].clone()
    };
    let texts = |page: &Value| -> String {
        let edges = page["edges"].as_array().unwrap().iter();
        edges
            .map(|it| it["node"]["text"].as_str().unwrap())
            .collect()
    };
    let first = page("first: 2").await;
    assert_eq!(texts(&first), "43");
    let cursor = first["edges"][1]["cursor"].as_str().unwrap();
    let second = page(&format!("first: 2, after: \"{cursor}\"")).await;
    assert_eq!(texts(&second), "21");
    assert_eq!(
        second["pageInfo"],
        json!({ "hasNextPage": true, "hasPreviousPage": true })
    );
    let cursor = second["edges"][0]["cursor"].as_str().unwrap();
    let back = page(&format!("last: 9, before: \"{cursor}\"")).await;
    assert_eq!(texts(&back), "43");
    assert_eq!(
        back["pageInfo"],
        json!({ "hasNextPage": true, "hasPreviousPage": false })
    );
}
