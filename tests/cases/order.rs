//! Orders: several fields, both directions, and what is not known last.

use serde_json::Value;
use vanort_tests::TestApp;

fn nodes<'a>(data: &'a Value, list: &str) -> &'a Vec<Value> {
    data[list]["nodes"].as_array().unwrap()
}

#[tokio::test]
async fn twinnings_are_sorted_by_several_fields() {
    let app = TestApp::small().await;
    let answer = app
        .ask(
            "{ twinnings(orderBy: { field: COUNTRY, direction: DESC, thenBy: { field: PARTNER } }) { nodes { partner { name country { code } } } } }",
        )
        .await;
    let towns: Vec<&str> = nodes(answer.data(), "twinnings")
        .iter()
        .map(|node| node["partner"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(towns, ["Bergen", "Hangö", "Gentofte", "Vejle", "Århus"]);
}

#[tokio::test]
async fn municipalities_towns_and_countries_are_sorted_by_what_they_have() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask(
            "{ most: municipalities(first: 5, orderBy: { field: TWINNINGS, direction: DESC, thenBy: { field: NAME } }) { nodes { name twinnings { totalCount } } }
               codes: municipalities(last: 2, orderBy: { field: CODE }) { nodes { code } }
               counties: municipalities(first: 30, orderBy: { field: COUNTY, thenBy: { field: CODE, direction: DESC } }) { nodes { code county { name } } }
               largest: partnerTowns(first: 100, orderBy: { field: POPULATION, direction: DESC }) { nodes { population } }
               unknown: partnerTowns(last: 1, orderBy: { field: POPULATION, direction: DESC }) { nodes { population } }
               unknownToo: partnerTowns(last: 1, orderBy: { field: POPULATION }) { nodes { population } }
               countries(first: 3, orderBy: { field: PARTNER_TOWNS, direction: DESC }) { nodes { code partnerTowns(first: 1, orderBy: { field: TWINNINGS, direction: DESC }) { totalCount nodes { twinnings { totalCount } } } } } }",
        )
        .await;
    let data = answer.data();
    let falls = |values: &[Option<i64>]| values.windows(2).all(|pair| pair[0] >= pair[1]);
    let most: Vec<Option<i64>> = nodes(data, "most")
        .iter()
        .map(|node| node["twinnings"]["totalCount"].as_i64())
        .collect();
    assert!(falls(&most) && most[0] > Some(10), "{most:?}");
    let codes: Vec<&Value> = nodes(data, "codes").iter().map(|it| &it["code"]).collect();
    assert_eq!(codes, ["2583", "2584"]);
    let counties: Vec<(String, i64)> = nodes(data, "counties")
        .iter()
        .map(|node| {
            let code: i64 = node["code"].as_str().unwrap().parse().unwrap();
            (node["county"]["name"].to_string(), -code)
        })
        .collect();
    assert!(counties.is_sorted(), "{counties:?}");
    assert!(counties[0].0.contains("Blekinge"), "{counties:?}");
    let largest: Vec<Option<i64>> = nodes(data, "largest")
        .iter()
        .map(|node| node["population"].as_i64())
        .collect();
    assert!(
        falls(&largest) && largest[0] > Some(1_000_000),
        "{largest:?}"
    );
    for list in ["unknown", "unknownToo"] {
        assert!(nodes(data, list)[0]["population"].is_null(), "{list}");
    }
    let towns: Vec<Option<i64>> = nodes(data, "countries")
        .iter()
        .map(|node| node["partnerTowns"]["totalCount"].as_i64())
        .collect();
    assert!(falls(&towns) && towns[0] > Some(50), "{towns:?}");
}

#[tokio::test]
async fn a_field_named_twice_or_a_fifth_one_is_refused() {
    let app = TestApp::small().await;
    for (order, message) in [
        (
            "{ field: SINCE, thenBy: { field: PARTNER, thenBy: { field: SINCE, direction: DESC } } }",
            "`orderBy` names SINCE twice; name each field once",
        ),
        (
            "{ field: SINCE, thenBy: { field: PARTNER, thenBy: { field: AUTHORITY, thenBy: { field: COUNTRY, thenBy: { field: COUNTRY } } } } }",
            "`orderBy` has more than 4 fields",
        ),
    ] {
        let answer = app
            .ask(&format!(
                "{{ twinnings(orderBy: {order}) {{ totalCount }} }}"
            ))
            .await;
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"));
        assert_eq!(answer.json["errors"][0]["message"], message);
    }
}

#[tokio::test]
async fn a_cursor_of_another_order_is_refused_and_one_of_the_default_order_spelt_out_is_not() {
    let app = TestApp::small().await;
    let query = |arguments: &str| {
        format!(
            "{{ partnerTowns(first: 2{arguments}) {{ nodes {{ name }} pageInfo {{ endCursor }} }} }}"
        )
    };
    let answer = app.ask(&query("")).await;
    let cursor = answer.data()["partnerTowns"]["pageInfo"]["endCursor"]
        .as_str()
        .unwrap()
        .to_owned();
    let after = |order: &str| query(&format!(", after: \"{cursor}\"{order}"));
    let plain = app.ask(&after("")).await;
    let spelt = app.ask(&after(", orderBy: { field: NAME }")).await;
    assert_eq!(plain.data(), spelt.data());
    assert_eq!(nodes(plain.data(), "partnerTowns").len(), 2);
    for order in [
        ", orderBy: { field: NAME, direction: DESC }",
        ", orderBy: { field: COUNTRY }",
        ", orderBy: { field: NAME, thenBy: { field: COUNTRY } }",
    ] {
        let answer = app.ask(&after(order)).await;
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{order}");
        assert_eq!(
            answer.json["errors"][0]["message"],
            "`after` is a cursor of another list or order; pass one from this list"
        );
    }
}
