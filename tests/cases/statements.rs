//! What a query costs: a constant number of SQL statements, whatever the size of its pages.

use vanort_tests::TestApp;

fn page(first: usize, total: &str) -> String {
    format!(
        "{{ municipalities(first: {first}, filter: {{ hasTwinnings: true }}) {{ {total} nodes {{
            name alternateNames county {{ name }} region {{ name }} country {{ name(language: OWN) }} location {{ latitude }}
            twinnings(first: 10) {{ {total} nodes {{ status distanceKm network {{ name }} authority {{ name }}
                partner {{ name alternateNames country {{ name }} mergedInto {{ name }} municipalities(first: 2) {{ {total} nodes {{ name }} }} }}
                observations(first: 1) {{ {total} nodes {{ survey {{ name }} }} }} }} }}
            partnerTowns(first: 3) {{ {total} nodes {{ name twinnings(first: 1) {{ {total} nodes {{ kind }} }} }} }} }} }} }}"
    )
}

#[tokio::test]
async fn a_page_of_fifty_costs_as_many_statements_as_a_page_of_two() {
    let limits = vanort_api::Limits {
        max_complexity: usize::MAX,
        ..vanort_api::Limits::default()
    };
    let app = TestApp::builder()
        .register(vanort_tests::Register::shipped())
        .limits(limits)
        .build()
        .await;
    for total in ["", "totalCount"] {
        let (few, answer) = app.count_statements(&page(2, total)).await;
        assert_eq!(answer.data()["municipalities"]["nodes"].as_array().unwrap().len(), 2);
        let (many, answer) = app.count_statements(&page(50, total)).await;
        assert_eq!(answer.data()["municipalities"]["nodes"].as_array().unwrap().len(), 50);
        assert!(many <= few + 1, "{few} statements for 2, {many} for 50");
        assert!(many > 5, "{many} statements cannot be the whole page");
    }
}

#[tokio::test]
async fn the_common_page_costs_four_statements_and_counting_one_more() {
    let app = TestApp::shipped().await;
    let query = |total: &str| {
        format!(
            "{{ municipalities(first: 50) {{ {total} nodes {{ name twinnings(first: 10) {{ nodes {{
                partner {{ name country {{ name }} }} }} }} }} }} }}"
        )
    };
    let (without, answer) = app.count_statements(&query("")).await;
    assert!(answer.json.get("errors").is_none());
    let (counted, _) = app.count_statements(&query("totalCount")).await;
    // Municipalities, twinnings (and their themes), places, countries.
    assert!(without <= 5, "{without}");
    assert_eq!(counted, without + 1);
}

#[tokio::test]
async fn every_list_of_the_root_costs_the_same_whatever_its_length() {
    let app = TestApp::shipped().await;
    for field in ["municipalities", "regions", "regionalFederations", "partnerTowns", "countries", "twinnings", "surveys"] {
        let query = |first: usize| format!("{{ {field}(first: {first}) {{ nodes {{ id }} }} }}");
        let (few, _) = app.count_statements(&query(1)).await;
        let (many, _) = app.count_statements(&query(100)).await;
        assert_eq!(few, many, "{field}");
    }
}

#[tokio::test]
async fn a_page_of_hits_costs_at_most_a_statement_for_each_kind() {
    let app = TestApp::shipped().await;
    let (count, answer) = app
        .count_statements(r#"{ search(query: "b", first: 100) { nodes { __typename ... on PartnerTown { name } } } }"#)
        .await;
    assert!(answer.data()["search"]["nodes"].as_array().unwrap().len() > 30);
    assert!(count <= 3, "{count}");
}
