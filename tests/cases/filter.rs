//! Filters: through relations, combined, and within bounds.

use serde_json::{Value, json};
use vanort_tests::TestApp;

/// The values at a pointer in each node of a list of the root.
fn texts(answer: &Value, list: &str, pointer: &str) -> Vec<String> {
    let nodes = answer[list]["nodes"].as_array().unwrap().iter();
    let texts = nodes.map(|node| node.pointer(pointer).and_then(Value::as_str));
    texts.map(|text| text.unwrap().to_owned()).collect()
}

#[tokio::test]
async fn municipalities_are_narrowed_by_one_and_the_same_twinning() {
    let app = TestApp::small().await;
    let answer = app
        .ask(
            r#"{ old: municipalities(filter: { twinnings: { some: { statuses: [ACTIVE], countries: ["DK"], since: { to: 1959 } } } }) { totalCount nodes { name } }
                 both: municipalities(filter: { twinnings: { some: { statuses: [ACTIVE], countries: ["FI"] } } }) { totalCount nodes { name } }
                 none: municipalities(filter: { twinnings: { none: { countries: ["DK"] } } }) { nodes { name } }
                 every: municipalities(filter: { twinnings: { every: { countries: ["DK"] } } }) { nodes { name } } }"#,
        )
        .await;
    let data = answer.data();
    assert_eq!(texts(data, "old", "/name"), ["Halmstad"]);
    assert_eq!(data["old"]["totalCount"], 1);
    // An active twinning and one with Finland are not one twinning.
    assert_eq!(data["both"]["totalCount"], 0);
    assert_eq!(texts(data, "none", "/name"), Vec::<String>::new());
    assert_eq!(texts(data, "every", "/name"), ["Borås"]);
}

#[tokio::test]
async fn twinnings_are_narrowed_by_either_side_and_towns_and_countries_by_their_twinnings() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask(
            r#"{ regions: twinnings(filter: { authority: { kinds: [REGION] } }) { nodes { authority { __typename } } }
                 large: twinnings(first: 100, filter: { partner: { population: { from: 1000000 } } }) { nodes { partner { population } } }
                 ended: partnerTowns(filter: { twinnings: { some: { statuses: [ENDED] } } }) { nodes { name } }
                 countries(filter: { twinnings: { some: { municipalities: ["1380"] } } }) { nodes { name } }
                 until: twinnings(filter: { until: { from: 2000 } }) { nodes { authority { name } until } } }"#,
        )
        .await;
    let data = answer.data();
    let regions = texts(data, "regions", "/authority/__typename");
    assert!(!regions.is_empty() && regions.iter().all(|it| it == "Region"));
    let large = data["large"]["nodes"].as_array().unwrap();
    assert!(large.len() > 3);
    let populous = |it: &Value| it["partner"]["population"].as_i64().unwrap() >= 1_000_000;
    assert!(large.iter().all(populous));
    let ended = texts(data, "ended", "/name");
    assert!(
        ended.contains(&"Volchov".to_owned()) || ended.contains(&"Volkhov".to_owned()),
        "{ended:?}"
    );
    assert_eq!(
        texts(data, "countries", "/name"),
        ["Danmark", "Finland", "Norge", "Ukraina"]
    );
    let until = data["until"]["nodes"].as_array().unwrap();
    assert!(!until.is_empty() && until.iter().all(|it| it["until"].as_i64() >= Some(2000)));
}

#[tokio::test]
async fn filters_combine_and_nested_lists_take_them_too() {
    let app = TestApp::small().await;
    let answer = app
        .ask(
            r#"{ and: twinnings(filter: { and: [{ countries: ["DK"] }, { not: { statuses: [ACTIVE] } }] }) { totalCount nodes { partner { name } } }
                 or: twinnings(filter: { or: [{ countries: ["NO"] }, { statuses: [ACTIVE] }] }) { nodes { partner { name } } }
                 nothing: twinnings(filter: { or: [] }) { totalCount }
                 everything: twinnings(filter: { and: [] }) { totalCount }
                 country(code: "DK") { partnerTowns(filter: { or: [{ municipalities: ["1380"] }, { municipalities: ["1490"] }] }) { totalCount nodes { name } } }
                 municipality(code: "1380") { twinnings(filter: { not: { countries: ["DK"] } }) { totalCount nodes { partner { name } } } } }"#,
        )
        .await;
    let data = answer.data();
    assert_eq!(texts(data, "and", "/partner/name"), ["Vejle", "Århus"]);
    assert_eq!(texts(data, "or", "/partner/name"), ["Bergen", "Gentofte"]);
    assert_eq!(data["nothing"]["totalCount"], 0);
    assert_eq!(data["everything"]["totalCount"], 5);
    assert_eq!(
        texts(&data["country"], "partnerTowns", "/name"),
        ["Gentofte", "Vejle"]
    );
    assert_eq!(
        texts(&data["municipality"], "twinnings", "/partner/name"),
        ["Hangö"]
    );
}

#[tokio::test]
async fn twinnings_are_narrowed_by_networks_and_networks_list_their_members() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask(
            "{ networks { totalCount nodes { id name twinnings(first: 0) { totalCount }
                 municipalities { nodes { name } } partnerTowns(first: 2) { totalCount nodes { name } } } } }",
        )
        .await;
    let networks = &answer.data()["networks"];
    assert_eq!(networks["totalCount"], 3);
    let douzelage = &networks["nodes"][1];
    assert_eq!(douzelage["name"], "Douzelage");
    assert_eq!(texts(douzelage, "municipalities", "/name"), ["Oxelösund"]);
    let count = &douzelage["twinnings"]["totalCount"];
    assert!(count.as_u64().unwrap() >= 25);
    assert_eq!(&douzelage["partnerTowns"]["totalCount"], count);
    let query =
        "query($ids: [ID!]) { twinnings(first: 1, filter: { networks: $ids }) { totalCount } }";
    let answer = app
        .ask_with(query, json!({ "ids": [douzelage["id"]] }))
        .await;
    assert_eq!(&answer.data()["twinnings"]["totalCount"], count);
    let answer = app.ask("{ counties { id } }").await;
    let county = &answer.data()["counties"][0]["id"];
    for wrong in [county.clone(), json!("douzelage")] {
        let answer = app.ask_with(query, json!({ "ids": [wrong] })).await;
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{}", answer.text);
    }
}

#[tokio::test]
async fn filters_too_deep_or_too_many_are_refused_with_the_bound() {
    let app = TestApp::small().await;
    let nested = |levels: usize| {
        let filter =
            "{ not: ".repeat(levels - 1) + "{ statuses: [ACTIVE] }" + &" }".repeat(levels - 1);
        format!("{{ twinnings(filter: {filter}) {{ totalCount }} }}")
    };
    // Seven times not.
    assert_eq!(
        app.ask(&nested(8)).await.data()["twinnings"]["totalCount"],
        4
    );
    let answer = app.ask(&nested(9)).await;
    assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
    assert_eq!(
        answer.json["errors"][0]["message"],
        "`filter` has filters in each other deeper than 8"
    );
    let query =
        "query($filters: [TwinningFilter!]) { twinnings(filter: { or: $filters }) { totalCount } }";
    let filters =
        |count: usize| json!({ "filters": vec![json!({ "statuses": ["ACTIVE"] }); count] });
    let answer = app.ask_with(query, filters(100)).await;
    assert_eq!(answer.data()["twinnings"]["totalCount"], 1);
    let answer = app.ask_with(query, filters(101)).await;
    assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
    assert_eq!(
        answer.json["errors"][0]["message"],
        "`filter` holds 101 filters; at most 100 are allowed"
    );
    let answer = app.ask_with(query, filters(301)).await;
    assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
    // What many filters cost, a query pays for.
    let many =
        "{ twinnings: { some: { partner: { twinnings: { some: { themes: [YOUTH] } } } } } }, "
            .repeat(30);
    let fields: Vec<String> = (0..9)
        .map(|number| {
            format!(
                "a{number}: municipalities(first: 0, filter: {{ or: [{many}] }}) {{ totalCount }}"
            )
        })
        .collect();
    let answer = app.ask(&format!("{{ {} }}", fields.join(" "))).await;
    assert_eq!(answer.code(), Some("TOO_COMPLEX"), "{}", answer.text);
}
