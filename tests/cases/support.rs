//! Programmes, members of networks, resources and contacts of the shipped register.

use std::sync::Arc;

use serde_json::{Value, json};
use vanort_register::Silent;
use vanort_tests::{Register, TestApp, WorkbookBuilder};

use crate::import::import;

#[tokio::test]
async fn europe_for_citizens_ended_and_leads_to_its_successors() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask(
            r#"{ programmes(filter: { validOn: "2020" }, orderBy: { field: VALID_UNTIL }) { nodes {
                 name nameEn validFrom validUntil certainty applicants
                 nationalContact { name website }
                 predecessors { validUntil } successor { name validFrom successor { name certainty validFrom } } } } }"#,
        )
        .await;
    insta::assert_json_snapshot!(answer.data()["programmes"]["nodes"][0], @r#"
    {
      "applicants": [
        "MUNICIPALITY",
        "REGION",
        "NON_PROFIT"
      ],
      "certainty": "CONFIRMED",
      "name": "Ett Europa för medborgarna 2014–2020",
      "nameEn": "Europe for Citizens 2014–2020",
      "nationalContact": {
        "name": "Myndigheten för ungdoms- och civilsamhällesfrågor (MUCF)",
        "website": "https://www.mucf.se/"
      },
      "predecessors": [
        {
          "validUntil": "2013-12-31"
        }
      ],
      "successor": {
        "name": "Medborgare, jämlikhet, rättigheter och värden (CERV)",
        "successor": {
          "certainty": "PROPOSED",
          "name": "AgoraEU",
          "validFrom": "2028"
        },
        "validFrom": "2021-01-01"
      },
      "validFrom": "2014-01-01",
      "validUntil": "2020-12-31"
    }
    "#);
    let nodes = answer.data()["programmes"]["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 2, "{}", answer.text);
    assert_eq!(nodes[1]["name"], "Kommunala partnerskap");
    assert_eq!(
        (&nodes[1]["validUntil"], &nodes[1]["certainty"]),
        (&json!("2026-12-31"), &json!("ANNOUNCED"))
    );
}

/// The names of the programmes under a filter.
async fn programmes(app: &TestApp, filter: &str) -> Vec<String> {
    let query = format!("{{ programmes(filter: {filter}) {{ totalCount nodes {{ name }} }} }}");
    let answer = app.ask(&query).await;
    let found = &answer.data()["programmes"];
    let nodes = found["nodes"].as_array().unwrap();
    assert_eq!(found["totalCount"], nodes.len());
    let names = nodes.iter().map(|it| it["name"].as_str().unwrap());
    names.map(str::to_owned).collect()
}

#[tokio::test]
async fn programmes_are_narrowed_by_where_partners_are_who_applies_and_when() {
    let app = TestApp::shipped().await;
    let on = |filter: &'static str| programmes(&app, filter);
    let icld = ["Kommunala partnerskap"];
    let cerv = ["Medborgare, jämlikhet, rättigheter och värden (CERV)"];
    assert_eq!(
        on(r#"{ countries: ["UA"], validOn: "2026-11-27" }"#).await,
        icld
    );
    assert_eq!(
        on(r#"{ countries: ["FI"], validOn: "2026-11-27" }"#).await,
        cerv
    );
    // Belarus was among ICLD's countries, and is not any more.
    assert_eq!(on(r#"{ countries: ["BY"] }"#).await, icld);
    assert!(
        on(r#"{ countries: ["BY"], validOn: "2026" }"#)
            .await
            .is_empty()
    );
    // The British were members of the Union when the older programme began, not now.
    assert_eq!(
        on(r#"{ countries: ["GB"], validOn: "2015" }"#).await.len(),
        1
    );
    assert!(
        on(r#"{ countries: ["GB"], validOn: "2026" }"#)
            .await
            .is_empty()
    );
    assert_eq!(on("{ certainties: [PROPOSED] }").await, ["AgoraEU"]);
    assert_eq!(
        on(r#"{ validOn: "2028-06", applicants: [NON_PROFIT] }"#).await,
        Vec::<String>::new()
    );
    // What is only proposed is not in force.
    assert!(on(r#"{ validOn: "2028-06" }"#).await.is_empty());
    assert_eq!(
        on(r#"{ applicants: [NON_PROFIT], not: { or: [{ validOn: "2010" }, { validOn: "2016" }] } }"#)
            .await,
        cerv
    );
    assert_eq!(on("{}").await.len(), 6);
}

#[tokio::test]
async fn programmes_are_paged_and_ordered_as_other_lists_are() {
    let app = TestApp::shipped().await;
    let query = "query($after: String) { programmes(first: 2, after: $after,
            orderBy: { field: VALID_FROM, direction: DESC, thenBy: { field: NAME } }) {
        nodes { validFrom } pageInfo { hasNextPage endCursor } } }";
    let (mut after, mut dates) = (Value::Null, Vec::new());
    loop {
        let answer = app.ask_with(query, json!({ "after": after })).await;
        let page = &answer.data()["programmes"];
        let nodes = page["nodes"].as_array().unwrap();
        dates.extend(nodes.iter().map(|it| it["validFrom"].clone()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    let expected = json!([
        "2028",
        "2024",
        "2021-01-01",
        "2014-01-01",
        "2009",
        "2007-01-01"
    ]);
    assert_eq!(json!(dates), expected);
}

#[tokio::test]
async fn a_date_or_language_of_another_form_is_refused_with_the_form() {
    let app = TestApp::small().await;
    for (query, form) in [
        (
            r#"{ programmes(filter: { validOn: "2021-13" }) { totalCount } }"#,
            "is not a date",
        ),
        (
            "{ programmes(filter: { validOn: 2021 }) { totalCount } }",
            "PartialDate",
        ),
        (
            r#"{ resources(filter: { languages: ["svenska"] }) { totalCount } }"#,
            "two letters",
        ),
    ] {
        let answer = app.ask(query).await;
        assert_eq!(answer.code(), Some("BAD_USER_INPUT"), "{query}");
        assert!(answer.text.contains(form), "{}", answer.text);
    }
}

#[tokio::test]
async fn the_douzelage_has_oxelosund_as_a_municipality_and_others_as_partner_towns() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask(
            "{ networks(first: 5) { nodes { name municipalities { totalCount } members(first: 100) { totalCount nodes {
                 name since until country { code } authority { __typename ... on Municipality { code } } partnerTown { name country { code } } } } } } }",
        )
        .await;
    let networks = answer.data()["networks"]["nodes"].as_array().unwrap();
    let named = |name: &str| networks.iter().find(|it| it["name"] == name).unwrap();
    let douzelage = named("Douzelage");
    assert_eq!(douzelage["members"]["totalCount"], 28);
    let members = douzelage["members"]["nodes"].as_array().unwrap();
    let member = |name: &str| members.iter().find(|it| it["name"] == name).unwrap();
    assert_eq!(
        member("Oxelösund"),
        &json!({
            "name": "Oxelösund", "since": 1998, "until": null, "country": { "code": "SE" },
            "authority": { "__typename": "Municipality", "code": "0481" }, "partnerTown": null,
        })
    );
    assert_eq!(
        member("Granville")["partnerTown"],
        json!({ "name": "Granville", "country": { "code": "FR" } })
    );
    let in_sweden = members
        .iter()
        .filter(|it| !it["authority"].is_null())
        .count();
    assert_eq!(in_sweden, 1);
    // SERN's members are not twinned through it.
    let sern = named("Sweden Emilia-Romagna Network (SERN)");
    assert_eq!(sern["municipalities"]["totalCount"], 0);
    let kinds = sern["members"]["nodes"].as_array().unwrap().iter();
    let regions = kinds
        .filter(|it| it["authority"]["__typename"] == "Region")
        .count();
    assert!(regions >= 3, "{sern}");
}

#[tokio::test]
async fn resources_tell_whether_anybody_has_looked() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask(
            r#"{ all: resources { totalCount nodes { state lastChecked } }
                 services: resources(filter: { kinds: [SERVICE], states: [UNVERIFIED], languages: ["sv"] }) { nodes { title link languages } }
                 gone: resources(filter: { states: [REMOVED] }) { totalCount }
                 contacts { totalCount } }"#,
        )
        .await;
    let data = answer.data();
    let all = data["all"]["nodes"].as_array().unwrap();
    assert_eq!(data["all"]["totalCount"], 9);
    for resource in all {
        assert!(resource["state"] != "UNVERIFIED" || resource["lastChecked"].is_null());
    }
    assert_eq!(
        data["services"]["nodes"],
        json!([{ "title": "Twinning.org", "link": "https://www.twinning.org/", "languages": ["en", "hu", "sv"] }])
    );
    assert_eq!(
        (&data["gone"]["totalCount"], &data["contacts"]["totalCount"]),
        (&json!(0), &json!(8))
    );
}

#[tokio::test]
async fn each_of_them_is_a_node_of_its_own_id() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask(
            "{ programmes(first: 1) { nodes { id __typename } } resources(first: 1) { nodes { id __typename } }
               contacts(first: 1) { nodes { id __typename } }
               networks(first: 1) { nodes { members(first: 1) { nodes { id __typename } } } } }",
        )
        .await;
    let data = answer.data();
    let nodes: Vec<Value> = [
        &data["programmes"],
        &data["resources"],
        &data["contacts"],
        &data["networks"]["nodes"][0]["members"],
    ]
    .map(|list| list["nodes"][0].clone())
    .into();
    let ids: Vec<&Value> = nodes.iter().map(|it| &it["id"]).collect();
    let found = app
        .ask_with(
            "query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }",
            json!({ "ids": ids }),
        )
        .await;
    assert_eq!(found.data()["nodes"], json!(nodes));
    let types: Vec<&Value> = nodes.iter().map(|it| &it["__typename"]).collect();
    assert_eq!(
        json!(types),
        json!(["Programme", "Resource", "Contact", "NetworkMember"])
    );
}

#[tokio::test]
async fn a_register_without_these_sheets_has_empty_lists_of_them() {
    let app = TestApp::small().await;
    let answer = app
        .ask("{ programmes { totalCount nodes { name } } resources { nodes { title } } contacts { edges { cursor } } networks { totalCount } }")
        .await;
    assert_eq!(
        answer.data(),
        &json!({
            "programmes": { "totalCount": 0, "nodes": [] }, "resources": { "nodes": [] },
            "contacts": { "edges": [] }, "networks": { "totalCount": 0 },
        })
    );
}

/// A programme that replaces another, two members of a network and a resource.
fn small_support() -> WorkbookBuilder {
    WorkbookBuilder::new()
        .sheet(
            "Program",
            &["Program", "Nationell kontakt", "Ersätts av", "Källa"],
        )
        .row(&["Gammalt", "Rådet", "Nytt", "test"])
        .row(&["Nytt", "Rådet", "", "test"])
        .sheet("Länder i program", &["Program", "Land", "Källa"])
        .row(&["Nytt", "Norge", "test"])
        .sheet("Nätverksmedlemmar", &["Nätverk", "Medlem", "Land", "Källa"])
        .row(&["Ringen", "Borås", "Sverige", "test"])
        .row(&["Ringen", "Vejle", "Danmark", "test"])
        .sheet("Handledningar", &["Titel", "Källa"])
        .row(&["Handbok", "test"])
}

#[tokio::test]
async fn a_workbook_of_these_sheets_alone_is_added_and_taken_back() {
    let app = TestApp::builder().register(Register::small()).build().await;
    let query = "{ programmes { nodes { name successor { name } predecessors { name } nationalContact { name } countries { country { code } validFrom } } }
        networks { nodes { name members { nodes { name authority { name } partnerTown { name } } } } }
        resources { nodes { title state } } contacts { totalCount } }";
    let before = app.ask(query).await.data().clone();
    let file = small_support().save(app.folder(), "eget.xlsx").unwrap();
    let summary = import(&app, vec![file]).await.unwrap();
    assert!(summary.changed && !summary.has_errors());
    let after = app.ask(query).await;
    insta::assert_json_snapshot!(after.data(), @r#"
    {
      "contacts": {
        "totalCount": 1
      },
      "networks": {
        "nodes": [
          {
            "members": {
              "nodes": [
                {
                  "authority": {
                    "name": "Borås"
                  },
                  "name": "Borås",
                  "partnerTown": null
                },
                {
                  "authority": null,
                  "name": "Vejle",
                  "partnerTown": {
                    "name": "Vejle"
                  }
                }
              ]
            },
            "name": "Ringen"
          }
        ]
      },
      "programmes": {
        "nodes": [
          {
            "countries": [],
            "name": "Gammalt",
            "nationalContact": {
              "name": "Rådet"
            },
            "predecessors": [],
            "successor": {
              "name": "Nytt"
            }
          },
          {
            "countries": [
              {
                "country": {
                  "code": "NO"
                },
                "validFrom": null
              }
            ],
            "name": "Nytt",
            "nationalContact": {
              "name": "Rådet"
            },
            "predecessors": [
              {
                "name": "Gammalt"
              }
            ],
            "successor": null
          }
        ]
      },
      "resources": {
        "nodes": [
          {
            "state": "UNVERIFIED",
            "title": "Handbok"
          }
        ]
      }
    }
    "#);
    let runs = app.register.reader().import_runs(1).await.unwrap();
    let reverted = app
        .register
        .revert_import(runs[0].id, "test", Arc::new(Silent))
        .await
        .unwrap();
    assert_eq!(reverted.revision.0, 3);
    app.register.ensure_index(Arc::new(Silent)).await.unwrap();
    assert_eq!(app.ask(query).await.data(), &before);
}
