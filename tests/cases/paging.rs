//! Connections: forward and backward, and nothing lost between the pages.

use serde_json::{Value, json};
use vanort_tests::TestApp;

/// Pages through a connection at the root and returns its ids in the order met, asserting what
/// `pageInfo` says on the way.
async fn walk(app: &TestApp, field: &str, size: usize, backward: bool) -> Vec<Value> {
    let (count, bound) = if backward {
        ("last", "before")
    } else {
        ("first", "after")
    };
    let query = format!(
        "query($size: Int!, $cursor: String) {{ page: {field}({count}: $size, {bound}: $cursor) {{
            totalCount edges {{ cursor node {{ id }} }}
            pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
    );
    let mut ids: Vec<Value> = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let answer = app
            .ask_with(&query, json!({ "size": size, "cursor": cursor }))
            .await;
        let page = &answer.data()["page"];
        let edges = page["edges"].as_array().unwrap();
        let mut seen: Vec<Value> = edges
            .iter()
            .map(|edge| edge["node"]["id"].clone())
            .collect();
        let (more, behind, next) = if backward {
            ("hasPreviousPage", "hasNextPage", "startCursor")
        } else {
            ("hasNextPage", "hasPreviousPage", "endCursor")
        };
        assert_eq!(
            page["pageInfo"][behind],
            !cursor.is_null(),
            "{field}: {behind}"
        );
        if backward {
            seen.extend(ids);
            ids = seen;
        } else {
            ids.extend(seen);
        }
        let total = page["totalCount"].as_u64().unwrap();
        assert_eq!(
            page["pageInfo"][more],
            (ids.len() as u64) < total,
            "{field}: {more}"
        );
        if page["pageInfo"][more] == false {
            assert_eq!(ids.len() as u64, total, "{field}");
            return ids;
        }
        cursor = page["pageInfo"][next].clone();
    }
}

#[tokio::test]
async fn every_list_is_the_same_in_pages_of_any_size_and_direction() {
    let app = TestApp::small().await;
    for field in [
        "municipalities",
        "regions",
        "partnerTowns",
        "countries",
        "twinnings",
        "surveys",
    ] {
        let whole = walk(&app, field, 100, false).await;
        assert!(!whole.is_empty(), "{field}");
        for size in 1..4 {
            assert_eq!(
                walk(&app, field, size, false).await,
                whole,
                "{field} forward by {size}"
            );
            assert_eq!(
                walk(&app, field, size, true).await,
                whole,
                "{field} backward by {size}"
            );
        }
    }
}

#[tokio::test]
async fn the_shipped_lists_lose_nothing_between_pages() {
    let app = TestApp::shipped().await;
    for (field, length) in [
        ("municipalities", 290),
        ("twinnings", 700),
        ("partnerTowns", 600),
        ("networks", 2),
    ] {
        let forward = walk(&app, field, 97, false).await;
        assert!(forward.len() >= length, "{field}: {}", forward.len());
        assert_eq!(walk(&app, field, 100, true).await, forward, "{field}");
    }
}

#[tokio::test]
async fn names_come_in_swedish_alphabetical_order() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask("{ municipalities(last: 5) { nodes { name } } }")
        .await;
    let names: Vec<&str> = answer.data()["municipalities"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "Österåker",
            "Östhammar",
            "Östra Göinge",
            "Överkalix",
            "Övertorneå"
        ]
    );
}

#[tokio::test]
async fn a_wrong_page_is_refused_with_a_sentence() {
    let app = TestApp::small().await;
    let cursor = app
        .ask("{ countries(first: 1) { edges { cursor } } }")
        .await
        .data()["countries"]["edges"][0]["cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    let cases = [
        (
            "municipalities(first: 101)",
            "`first` is 101; it may be from 0 to 100",
        ),
        (
            "municipalities(first: -1)",
            "`first` is -1; it may be from 0 to 100",
        ),
        (
            "municipalities(last: 2147483647)",
            "`last` is 2147483647; it may be from 0 to 100",
        ),
        (
            "municipalities(first: 1, last: 1)",
            "`first` and `last` exclude each other; pass one of them",
        ),
        (
            "municipalities(after: \"x\")",
            "`after` is not a cursor; pass one as it was returned by this list",
        ),
        (
            &format!("municipalities(after: \"{cursor}\")"),
            "`after` is a cursor of another list or order; pass one from this list",
        ),
    ];
    for (field, message) in cases {
        let answer = app
            .ask(&format!("{{ {field} {{ nodes {{ name }} }} }}"))
            .await;
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{field}");
        assert_eq!(answer.json["errors"][0]["message"], message);
    }
}

#[tokio::test]
async fn a_page_of_no_items_still_tells_whether_there_are_more() {
    let app = TestApp::small().await;
    let answer = app
        .ask("{ municipalities(first: 0) { totalCount nodes { name } pageInfo { hasNextPage startCursor } } }")
        .await;
    insta::assert_json_snapshot!(answer.data(), @r#"
    {
      "municipalities": {
        "nodes": [],
        "pageInfo": {
          "hasNextPage": true,
          "startCursor": null
        },
        "totalCount": 3
      }
    }
    "#);
}
