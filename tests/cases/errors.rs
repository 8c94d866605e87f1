//! Errors: every one has a code, and internal ones tell nothing.

use serde_json::json;
use vanort_api::Limits;
use vanort_tests::{Register, TestApp};

#[tokio::test]
async fn a_mistake_in_the_query_is_bad_user_input() {
    let app = TestApp::small().await;
    for query in [
        "{ municipality(code: \"1380\") { nam } }",
        "{ municipality(code: \"138\") { name } }",
        "{ municipality(code: 1380) { name } }",
        "{ municipality { name } }",
        "{",
        "",
        "query A { counties { code } } query B { counties { code } }",
    ] {
        let answer = app.ask(query).await;
        assert_eq!(
            answer.code(),
            Some("BAD_USER_INPUT"),
            "{query}: {}",
            answer.text
        );
        assert_eq!(answer.status, 200, "{query}");
    }
}

#[tokio::test]
async fn a_message_says_what_to_do() {
    let app = TestApp::small().await;
    for (query, told) in [
        (
            "{ municipality(code: 1380) { name } }",
            "write it in quotes",
        ),
        (
            "{ twinnings(filter: { statuses: [\"ACTIVE\"] }) { totalCount } }",
            "write it without quotes",
        ),
        (
            "{ municipalities(orderBy: NAME) { totalCount } }",
            "an object of field, direction, thenBy",
        ),
        (
            "{ search(query: \"x\") { nodes { name } } }",
            "It may be of 5 types: ask each for its fields, as in \"... on Country { id }\".",
        ),
    ] {
        let answer = app.ask(query).await;
        let message = answer.json["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains(told), "{message}");
    }
    let query = "query($code: MunicipalityCode!) { municipality(code: $code) { name } }";
    let answer = app.ask_with(query, json!({ "cod": "1380" })).await;
    let told = answer.json["errors"].to_string();
    assert!(
        told.contains("$cod: the operation does not declare it"),
        "{told}"
    );
}

#[tokio::test]
async fn a_null_where_none_is_taken_is_refused_with_its_variable_and_its_place() {
    let app = TestApp::small().await;
    for (declared, field, place, ty) in [
        (
            "$v: String = \"x\"",
            "search(query: $v) { totalCount }",
            "argument query",
            "String!",
        ),
        (
            "$v: MunicipalityCode = \"1380\"",
            "municipality(code: $v) { name }",
            "argument code",
            "MunicipalityCode!",
        ),
        (
            "$v: CountryCode = \"SE\"",
            "twinnings(filter: { countries: [$v] }) { totalCount }",
            "argument filter.countries[0]",
            "CountryCode!",
        ),
        (
            "$v: Boolean = true",
            "counties @include(if: $v) { code }",
            "argument if",
            "Boolean!",
        ),
        (
            "$v: OrderDirection",
            "municipalities(orderBy: { field: NAME, direction: $v }) { totalCount }",
            "argument orderBy.direction",
            "OrderDirection!",
        ),
    ] {
        for query in [
            format!("query({declared}) {{ {field} }}"),
            format!("query({declared}) {{ ...F }} fragment F on Query {{ {field} }}"),
        ] {
            assert!(app.ask(&query).await.data().is_object(), "{query}");
            let answer = app.ask_with(&query, json!({ "v": null })).await;
            assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{query}");
            let error = &answer.json["errors"][0];
            let message = format!(
                "variable $v: {place} expects {ty}, found null; leave the variable out or give it a value"
            );
            assert_eq!(error["message"], message.as_str(), "{query}");
            // Of an argument's value the parser knows where the whole begins.
            let (before, argument) = query.rsplit_once('(').unwrap();
            let column = before.len() + argument.find(": ").unwrap() + 4;
            assert_eq!(
                error["locations"][0],
                json!({ "line": 1, "column": column }),
                "{query}"
            );
            assert_eq!(
                error["locations"][1],
                json!({ "line": 1, "column": 7 }),
                "{query}"
            );
        }
    }
}

#[tokio::test]
async fn unicode_escapes_are_read_wherever_a_document_has_a_string() {
    let app = TestApp::small().await;
    let halmstad = r"\u{48}\u0061lmsta\u{0064}";
    for query in [
        format!("{{ search(query: \"{halmstad}\") {{ totalCount }} }}"),
        format!("query($q: String! = \"{halmstad}\") {{ search(query: $q) {{ totalCount }} }}"),
        r#"{ search(query: "halmstad", filter: { countries: ["\u{53}\u0045"] }) { totalCount } }"#.to_owned(),
        r#"query($f: SearchFilter = { countries: ["\u{53}E"] }) { search(query: "halmstad", filter: $f) { totalCount } }"#.to_owned(),
    ] {
        let answer = app.ask(&query).await;
        let found = answer.data()["search"]["totalCount"].as_u64().unwrap();
        assert!(found > 0, "{query}: {}", answer.text);
    }
    // The character itself arrives: one beyond the first plane, by its number and by its surrogates.
    for escape in [r"\u{1F600}", r"\uD83D\uDE00"] {
        let answer = app
            .ask(&format!("{{ country(code: \"{escape}\") {{ name }} }}"))
            .await;
        let error = &answer.json["errors"][0];
        assert!(
            error["message"].as_str().unwrap().contains("\"😀\""),
            "{error}"
        );
        assert_eq!(error["locations"], json!([{ "line": 1, "column": 17 }]));
        let answer = app
            .ask(&format!("{{ __typename @skip(if: \"{escape}\") }}"))
            .await;
        assert!(
            answer.text.contains("expected Boolean, found \\\"😀\\\""),
            "{}",
            answer.text
        );
    }
    let behind = r#"{ country(code: "\u{46}I") { name } nowhere }"#;
    let answer = app.ask(behind).await;
    let column = behind.find("nowhere").unwrap() + 1;
    assert_eq!(
        answer.json["errors"][0]["locations"],
        json!([{ "line": 1, "column": column }])
    );
}

#[tokio::test]
async fn what_is_not_there_is_null_and_no_error() {
    let app = TestApp::small().await;
    let answer = app
        .ask(r#"{ municipality(code: "9999") { name } region(code: "99") { name } country(code: "ZZ") { name } }"#)
        .await;
    assert_eq!(
        answer.data(),
        &json!({ "municipality": null, "region": null, "country": null })
    );
}

#[tokio::test]
async fn a_query_beyond_the_limits_is_refused_before_it_runs() {
    let app = TestApp::small().await;
    let deep = format!(
        "{{ counties {{ region {} }} }}",
        "{ county { region ".repeat(12) + "{ name }" + &" } }".repeat(12)
    );
    let broad = "{ municipalities(first: 100) { nodes { twinnings(first: 100) { nodes { partner { name twinnings(first: 100) { nodes { id } } } } } } } }";
    for query in [deep.as_str(), broad] {
        let (statements, answer) = app.count_statements(query).await;
        assert_eq!(answer.code(), Some("TOO_COMPLEX"), "{}", answer.text);
        assert_eq!(statements, 0);
    }
}

#[tokio::test]
async fn the_introspection_that_tools_send_is_within_the_limits() {
    let app = TestApp::small().await;
    let of_type = "ofType { kind name ".repeat(9) + &"}".repeat(9);
    let answer = app
        .ask(&format!(
            "query IntrospectionQuery {{ __schema {{ queryType {{ name }} types {{ kind name
             fields(includeDeprecated: true) {{ name args {{ name type {{ kind name {of_type} }} }} type {{ kind name {of_type} }} }} }} }} }}"
        ))
        .await;
    assert!(answer.data()["__schema"]["types"].as_array().unwrap().len() > 30);
}

#[tokio::test]
async fn limits_can_be_set() {
    let limits = Limits {
        max_cost: 3,
        ..Limits::default()
    };
    let app = TestApp::builder().limits(limits).build().await;
    let answer = app
        .ask("{ municipalities(first: 10) { nodes { name } } }")
        .await;
    assert_eq!(answer.code(), Some("TOO_COMPLEX"));
}

#[tokio::test]
async fn an_internal_error_tells_the_client_nothing_and_the_log_everything() {
    let app = TestApp::small().await;
    let database = rusqlite::Connection::open(app.folder().join("vanort.db")).unwrap();
    database.execute("DROP TABLE resource", []).unwrap();
    drop(database);
    // What is read is in memory; what is built is read from the database.
    let answer = app.ask("{ counties { code } }").await;
    assert!(answer.data()["counties"].is_array());
    let answer = app
        .ask_as_administrator("mutation { reindex { durationMs } }")
        .await;
    assert_eq!(answer.code(), Some("INTERNAL"));
    assert_eq!(
        answer.json["errors"][0]["message"],
        "the service failed; its log says why"
    );
    assert_eq!(answer.json["errors"][0]["path"], json!(["reindex"]));
    let warnings = app.take_warnings();
    assert!(
        warnings[0].contains("the database failed: ") && warnings[0].contains("no such table"),
        "the log has the cause: {warnings:#?}"
    );
}

#[tokio::test]
async fn while_the_database_is_away_public_answers_come_from_memory() {
    let app = TestApp::small().await;
    app.register.close().await.unwrap();
    let answer = app.ask("{ counties { code } }").await;
    assert!(answer.data()["counties"].is_array());
    let answer = app
        .ask_as_administrator("mutation { reindex { durationMs } }")
        .await;
    assert_eq!(answer.code(), Some("UNAVAILABLE"));
    let ready = app.get("/health/ready", "*/*").await;
    assert_eq!(
        (ready.status, &ready.json["status"]),
        (200.try_into().unwrap(), &json!("degraded"))
    );
    assert_eq!(ready.json["databaseRevision"], json!(null));
    // The register is closed: what the harness looks at when the test ends is gone.
    std::mem::forget(app);
}

#[tokio::test]
async fn a_small_text_that_asks_for_too_much_is_refused_before_it_costs_anything() {
    let app = TestApp::small().await;
    let nested = |open: &str, close: &str| {
        let (open, close) = (open.repeat(2_500), close.repeat(2_500));
        format!("{{ search(query: {open}1{close}) {{ totalCount }} }}")
    };
    let doubling = |fields: &str| {
        let levels = (0..30).map(|level| {
            let spread = fields.replace('*', &format!("...f{}", level + 1));
            format!(" fragment f{level} on County {{ {spread} }}")
        });
        let levels: Vec<String> = levels.collect();
        format!(
            "{{ ...f0 }} {} fragment f30 on County {{ code }}",
            levels.concat()
        )
    };
    let aliases = |field: &str, count: usize| {
        let fields: Vec<String> = (0..count)
            .map(|number| format!("a{number}: {field}"))
            .collect();
        format!("{{ {} }}", fields.join(" "))
    };
    for query in [
        nested("[", "]"),
        nested("{ a: ", "}"),
        format!(
            "query($a: Int = {}1{}) {{ counties {{ code }} }}",
            "[".repeat(2_500),
            "]".repeat(2_500)
        ),
        doubling("* *"),
        doubling("a: region { county { * } } b: region { county { * } }"),
        aliases("twinnings(first: 0) { totalCount }", 300),
        aliases("search(query: \"b\") { totalCount }", 300),
        aliases("__schema { types { fields { args { name } } } }", 100),
    ] {
        let (statements, answer) = app.count_statements(&query).await;
        assert_eq!(
            answer.code(),
            Some("TOO_COMPLEX"),
            "{}",
            &answer.text[..300.min(answer.text.len())]
        );
        assert_eq!(statements, 0);
        // A GET goes the same way.
        let encoded: Vec<String> = query.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let encoded = encoded.concat();
        let answer = app
            .get(&format!("/graphql?query={encoded}"), "application/json")
            .await;
        assert_eq!(answer.code(), Some("TOO_COMPLEX"));
    }
    assert_eq!(app.ask("{ counties { code } }").await.status, 200);
}

#[tokio::test]
async fn a_filter_with_too_many_values_is_refused_with_the_bound() {
    let app = TestApp::small().await;
    for (kind, value, field) in [
        (
            "CountryCode",
            "DE",
            "twinnings(filter: { countries: $list })",
        ),
        ("Theme", "CULTURE", "twinnings(filter: { themes: $list })"),
        (
            "MunicipalityCode",
            "1380",
            "partnerTowns(filter: { municipalities: $list })",
        ),
        (
            "SearchKind",
            "COUNTRY",
            "search(query: \"a\", filter: { kinds: $list })",
        ),
    ] {
        let query = format!("query($list: [{kind}!]) {{ {field} {{ totalCount }} }}");
        let answer = app
            .ask_with(&query, json!({ "list": vec![value; 300] }))
            .await;
        assert!(answer.data().is_object());
        let answer = app
            .ask_with(&query, json!({ "list": vec![value; 20_000] }))
            .await;
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{field}");
        let message = "variable $list: 20000 values; at most 300 are allowed";
        assert_eq!(answer.json["errors"][0]["message"], message, "{field}");
        let (_, after) = field.split_once(": $list").unwrap();
        let name = field
            .split_once("filter: { ")
            .unwrap()
            .1
            .split(':')
            .next()
            .unwrap();
        let value = if kind.ends_with("Code") {
            format!("\"{value}\"")
        } else {
            value.to_owned()
        };
        let many = vec![value; 301].join(",");
        let before = field.strip_suffix(&format!("$list{after}")).unwrap();
        let answer = app
            .ask(&format!("{{ {before}[{many}]{after} {{ totalCount }} }}"))
            .await;
        let message = format!("argument filter.{name}: 301 values; at most 300 are allowed");
        assert_eq!(
            answer.json["errors"][0]["message"],
            message.as_str(),
            "{field}"
        );
    }
}

#[tokio::test]
async fn every_code_is_told_with_a_sentence() {
    let app = TestApp::small().await;
    let large = format!("{{\"query\":\"{}\"}}", "x".repeat(300 * 1024));
    let answers = [
        app.ask("{ municipality(code: \"138\") { name } }").await,
        app.ask("{ municipalities(first: 101) { totalCount } }").await,
        app.ask("mutation { reindex { durationMs } }").await,
        app.ask("{ municipalities(first: 100) { nodes { twinnings(first: 100) { nodes { id kind status since } } } } }").await,
        app.ask("{ search(query: \"berg\", after: \"0-00000000000000000000000000000000.00000000.1\") { totalCount } }").await,
        app.post(&large, None).await,
        app.get("/nowhere", "*/*").await,
    ];
    let told: Vec<String> = answers
        .iter()
        .map(|answer| {
            let message = answer.json["errors"][0]["message"].as_str().unwrap();
            format!("{}: {message}", answer.code().unwrap())
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    BAD_USER_INPUT: argument code: "138" is not a municipality code: four digits, such as "0114"
    BAD_USER_INPUT: `first` is 101; it may be from 0 to 100
    UNAUTHENTICATED: this needs an administrator's token: send the header "Authorization: Bearer <token>", or over WebSocket `authorization` in `connection_init`
    TOO_COMPLEX: the query costs 51412 and may cost 25000: every field counts, those of a list once for each item of its page; ask for smaller pages or fewer fields
    CONFLICT: the cursor is of revision 0 of the register, the index of 1: start again
    PAYLOAD_TOO_LARGE: the request's body is larger than 262144 bytes
    NOT_FOUND: there is nothing at "/nowhere"; GraphQL is answered at /graphql
    "#);
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_given_up() {
    let limits = Limits {
        request_timeout: std::time::Duration::from_millis(1),
        ..Limits::default()
    };
    let app = TestApp::builder()
        .register(Register::shipped())
        .limits(limits)
        .build()
        .await;
    // Four hundred pages take longer than that on any machine.
    let answer = app
        .ask(
            "{ municipalities(first: 100) { nodes {
                 a: twinnings(first: 5) { nodes { id } }
                 b: twinnings(last: 5) { nodes { id } }
                 c: partnerTowns(first: 5) { nodes { id } }
                 d: partnerTowns(last: 5) { nodes { id } }
            } } }",
        )
        .await;
    assert_eq!(answer.status, 503);
    assert_eq!(answer.code(), Some("UNAVAILABLE"));
    assert_eq!(answer.headers["retry-after"], "5");
    assert!(answer.json.get("data").is_none());
}

#[test]
fn every_code_is_described_in_the_schema_and_in_the_readme() {
    let readme =
        std::fs::read_to_string(vanort_tests::repository_root().join("README.md")).unwrap();
    let schema = vanort_api::schema_sdl();
    let codes = schema.split_once("enum ErrorCode {").unwrap().1;
    let codes = codes.split_once('}').unwrap().0;
    for code in vanort_api::ErrorCode::ALL {
        let code = code.as_str();
        assert!(
            codes.lines().any(|line| line.trim() == code),
            "{code} is not in the schema"
        );
        assert!(
            readme.contains(&format!("| `{code}` |")),
            "{code} is not in the README's table"
        );
    }
    let described = codes.matches("\"\"\"").count() / 2;
    assert_eq!(described, vanort_api::ErrorCode::ALL.len());
}
