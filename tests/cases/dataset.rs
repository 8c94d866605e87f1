//! What the register holds and what it is made of.

use vanort_tests::{Register, TestApp, WorkbookBuilder};

#[tokio::test]
async fn the_shipped_register_tells_its_numbers() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask(
            r#"{ statistics { municipalities twinnedMunicipalities regions regionalFederations partnerTowns partnerCountries networks surveys observations
                 twinnings { total undated statuses { status count } kinds { kind count } countries { country { code name } count } counties { county { name } count } decades { decade count } }
                 halland: twinnings(filter: { counties: ["13"] }) { total counties { county { code } count } } }
               twinnings(first: 0) { totalCount } partnerTowns(first: 0) { totalCount }
               inHalland: twinnings(first: 0, filter: { counties: ["13"] }) { totalCount } }"#,
        )
        .await;
    let data = answer.data();
    let counted = &data["statistics"];
    assert_eq!(counted["municipalities"], 290);
    assert_eq!(counted["twinnedMunicipalities"], 200);
    assert_eq!(
        (&counted["regions"], &counted["regionalFederations"]),
        (&21.into(), &13.into())
    );
    assert_eq!(counted["partnerTowns"], data["partnerTowns"]["totalCount"]);
    let twinnings = &counted["twinnings"];
    let total = twinnings["total"].as_u64().unwrap();
    assert_eq!(twinnings["total"], data["twinnings"]["totalCount"]);
    for list in ["statuses", "kinds", "countries"] {
        let counts = twinnings[list].as_array().unwrap().iter();
        let counts: Vec<u64> = counts.map(|it| it["count"].as_u64().unwrap()).collect();
        assert!(
            counts.is_sorted_by(|one, next| one >= next),
            "{list}: {counts:?}"
        );
        assert_eq!(counts.iter().sum::<u64>(), total, "{list}");
    }
    let decades = twinnings["decades"].as_array().unwrap();
    assert_eq!(decades[0]["decade"], 1930);
    let dated: u64 = decades.iter().map(|it| it["count"].as_u64().unwrap()).sum();
    assert_eq!(dated + twinnings["undated"].as_u64().unwrap(), total);
    let halland = &counted["halland"];
    assert_eq!(halland["total"], data["inHalland"]["totalCount"]);
    assert_eq!(halland["counties"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_shipped_register_credits_its_sources_with_their_licences() {
    let app = TestApp::shipped().await;
    let answer = app
        .ask("{ dataset { revision updatedAt licence sources { name url licence records } } }")
        .await;
    let dataset = &answer.data()["dataset"];
    assert_eq!(dataset["revision"], 1);
    assert!(dataset["updatedAt"].is_string());
    let sources = dataset["sources"].as_array().unwrap();
    assert!(sources.len() <= 100);
    let source = |name: &str| sources.iter().find(|it| it["name"] == name).unwrap();
    let geonames = source("GeoNames");
    assert_eq!(geonames["licence"], "CC BY 4.0");
    assert_eq!(geonames["url"], "https://www.geonames.org/");
    assert!(geonames["records"].as_u64().unwrap() > 500);
    assert_eq!(source("Unicode CLDR")["records"], 250);
    assert!(source("sigtuna.se")["licence"].is_null());
    let licence = dataset["licence"].as_str().unwrap();
    assert!(
        licence.contains("CC BY 4.0") && licence.contains("CC0 1.0"),
        "{licence}"
    );
}

#[tokio::test]
async fn a_register_of_other_files_credits_what_they_name() {
    let list = WorkbookBuilder::new()
        .sheet("Län", &["Länskod", "Län", "Källa"])
        .row(&["13", "Hallands län", "Kommunförbundet 2025"])
        .sheet("Länder", &["Landskod", "Land", "Engelskt namn", "Källa"])
        .row(&["SE", "Sverige", "Sweden", "Kommunförbundet 2025"]);
    let app = TestApp::builder()
        .register(Register::of(vec![("eget.xlsx".to_owned(), list)]))
        .build()
        .await;
    let answer = app
        .ask("{ dataset { licence sources { name url licence records } } }")
        .await;
    insta::assert_json_snapshot!(answer.data(), @r#"
    {
      "dataset": {
        "licence": null,
        "sources": [
          {
            "licence": null,
            "name": "Kommunförbundet 2025",
            "records": 2,
            "url": null
          }
        ]
      }
    }
    "#);
}
