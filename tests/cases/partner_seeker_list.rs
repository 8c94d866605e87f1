//! Lists of partner seekers: pages, filters, and what is left of those that are over.

use serde_json::{Value, json};
use vanort_tests::TestApp;

use crate::partner_seekers::{LIST, database, done, input, moderate, registered, withdraw};

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
