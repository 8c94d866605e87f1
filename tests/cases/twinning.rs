//! What people come for: who is twinned with whom, from the shipped register.

use serde_json::{Value, json};
use vanort_tests::{TestApp, repository_root};

fn texts(list: &Value, pointer: &str) -> Vec<String> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|item| {
            item.pointer(pointer)
                .and_then(Value::as_str)
                .unwrap()
                .to_owned()
        })
        .collect()
}

#[tokio::test]
async fn halmstads_partners_are_listed_with_their_countries() {
    let app = TestApp::shipped().await;
    let query =
        std::fs::read_to_string(repository_root().join("tests/queries/municipality.graphql"));
    let answer = app.ask(&query.unwrap()).await;
    insta::assert_json_snapshot!(answer.data(), @r#"
    {
      "municipality": {
        "county": {
          "name": "Hallands län"
        },
        "name": "Halmstad",
        "twinnings": {
          "nodes": [
            {
              "partner": {
                "country": {
                  "name": "Danmark"
                },
                "name": "Gentofte"
              }
            },
            {
              "partner": {
                "country": {
                  "name": "Finland"
                },
                "name": "Hangö"
              }
            },
            {
              "partner": {
                "country": {
                  "name": "Ukraina"
                },
                "name": "Nikopol"
              }
            },
            {
              "partner": {
                "country": {
                  "name": "Norge"
                },
                "name": "Stord"
              }
            }
          ],
          "totalCount": 4
        }
      }
    }
    "#);
}

#[tokio::test]
async fn germany_has_a_swedish_name_and_at_least_fifty_partner_towns() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask(r#"{ country(code: "DE") { name partnerTowns { totalCount } } }"#)
        .await;
    let country = &answer.data()["country"];
    assert_eq!(country["name"], "Tyskland");
    assert!(country["partnerTowns"]["totalCount"].as_u64().unwrap() >= 50);
}

#[tokio::test]
async fn the_shipped_register_has_what_it_promises() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask(
            "{ all: municipalities(first: 0) { totalCount }
               twinned: municipalities(first: 0, filter: { hasTwinnings: true }) { totalCount }
               regions { totalCount } regionalFederations { totalCount } counties { code }
               twinnings(first: 0) { totalCount }
               ended: twinnings(filter: { statuses: [ENDED] }) { nodes { until authority { name } partner { name } } } }",
        )
        .await;
    let data = answer.data();
    assert_eq!(data["all"]["totalCount"], 290);
    assert!(data["twinned"]["totalCount"].as_u64().unwrap() >= 195);
    assert_eq!(data["regions"]["totalCount"], 21);
    assert!(data["regionalFederations"]["totalCount"].as_u64().unwrap() >= 10);
    assert_eq!(data["counties"].as_array().unwrap().len(), 21);
    assert!(data["twinnings"]["totalCount"].as_u64().unwrap() >= 700);
    let ended = texts(&data["ended"]["nodes"], "/authority/name");
    assert!(ended.contains(&"Sundsvall".to_owned()), "{ended:?}");
}

#[tokio::test]
async fn ties_of_a_network_are_marked_as_coming_from_it() {
    let app = TestApp::shipped().await;
    let query = r"query($code: MunicipalityCode!) { municipality(code: $code) { twinnings(first: 100) {
        nodes { partner { name } network { name } } } } }";
    for (code, network, partner_of_its_own) in [
        ("0481", "Douzelage", "Kronstadt"),
        (
            "2101",
            "Charter of European Rural Communities",
            "Stromsburg",
        ),
    ] {
        let answer = app.ask_with(query, json!({ "code": code })).await;
        let nodes = answer.data()["municipality"]["twinnings"]["nodes"]
            .as_array()
            .unwrap()
            .clone();
        let (of_network, own): (Vec<_>, Vec<_>) = nodes
            .iter()
            .partition(|node| node["network"]["name"] == network);
        assert!(of_network.len() >= 25, "{code}: {}", of_network.len());
        let own: Vec<_> = own
            .iter()
            .map(|node| node["partner"]["name"].as_str().unwrap())
            .collect();
        assert_eq!(own, [partner_of_its_own]);
    }
}

#[tokio::test]
async fn a_merged_town_keeps_its_ties_and_points_to_its_successor() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask("{ partnerTowns(first: 100, filter: { merged: true }) { totalCount nodes {
                name mergedInto { name country { code } } country { code } twinnings { totalCount } } } }")
        .await;
    let towns = answer.data()["partnerTowns"]["nodes"].as_array().unwrap();
    assert!(towns.len() >= 20, "{}", towns.len());
    let ribe = towns.iter().find(|town| town["name"] == "Ribe").unwrap();
    assert_eq!(ribe["mergedInto"]["name"], "Esbjerg");
    assert!(towns.iter().all(|town| !town["mergedInto"].is_null()));
    assert_eq!(ribe["twinnings"]["totalCount"], 1);
}

#[tokio::test]
async fn filters_of_twinnings_combine() {
    let app = TestApp::small().await;
    let answer = app
        .ask(
            r#"{ danish: twinnings(filter: { countries: ["DK"] }) { nodes { authority { name } partner { name } } }
                 active: twinnings(filter: { countries: ["DK"], statuses: [ACTIVE] }) { nodes { partner { name } } }
                 early: twinnings(filter: { since: { from: 1940, to: 1959 } }) { nodes { partner { name } } }
                 halland: twinnings(filter: { counties: ["13"] }, orderBy: { field: PARTNER, direction: DESC }) { nodes { partner { name } } }
                 none: twinnings(filter: { countries: [] }) { totalCount } }"#,
        )
        .await;
    let data = answer.data();
    assert_eq!(
        texts(&data["danish"]["nodes"], "/partner/name"),
        ["Vejle", "Århus", "Gentofte"]
    );
    assert_eq!(
        texts(&data["active"]["nodes"], "/partner/name"),
        ["Gentofte"]
    );
    assert_eq!(
        texts(&data["early"]["nodes"], "/partner/name"),
        ["Gentofte"]
    );
    assert_eq!(
        texts(&data["halland"]["nodes"], "/partner/name"),
        ["Hangö", "Gentofte"]
    );
    assert_eq!(data["none"]["totalCount"], 0);
}

#[tokio::test]
async fn an_observation_leads_back_to_its_row() {
    let app = TestApp::small().await;
    let answer = app
        .ask(r#"{ municipality(code: "1490") { twinnings { nodes { status observations { totalCount nodes {
                 workbook sheet row text source survey { name } twinning { partner { name } } } } } } } }"#)
        .await;
    insta::assert_json_snapshot!(answer.data(), @r#"
    {
      "municipality": {
        "twinnings": {
          "nodes": [
            {
              "observations": {
                "nodes": [
                  {
                    "row": 6,
                    "sheet": "Vänorter",
                    "source": "test",
                    "survey": {
                      "name": "vanorter"
                    },
                    "text": "1490 | Borås | Vejle | Danmark",
                    "twinning": {
                      "partner": {
                        "name": "Vejle"
                      }
                    },
                    "workbook": "vanorter.xlsx"
                  }
                ],
                "totalCount": 1
              },
              "status": "UNKNOWN"
            }
          ]
        }
      }
    }
    "#);
}
