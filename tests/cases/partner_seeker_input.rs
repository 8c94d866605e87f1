//! What is sent of partner seekers: taken, refused with all that is wrong, or too much.

use serde_json::{Value, json};
use vanort_tests::TestApp;

use crate::partner_seekers::{LIST, database, done, input, moderate, register, registered, with};

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
    let many: Vec<String> = (0..51_u8)
        .map(|number| {
            format!(
                "{}{}",
                char::from(b'A' + number / 26),
                char::from(b'A' + number % 26)
            )
        })
        .collect();
    for (field, value) in [
        ("name", json!(long(201))),
        ("name", json!("a\nb")),
        ("name", json!("...")),
        ("name", json!("a\u{0}b")),
        ("municipality", json!("9999")),
        ("wishedCountries", json!(["SE", "XX"])),
        ("wishedCountries", json!(many)),
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
