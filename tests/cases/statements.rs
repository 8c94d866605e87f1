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
async fn a_page_costs_at_most_a_statement_a_field_whatever_its_size() {
    let limits = vanort_api::Limits {
        max_cost: u64::MAX,
        ..vanort_api::Limits::default()
    };
    let app = TestApp::builder()
        .register(vanort_tests::Register::shipped())
        .limits(limits)
        .build()
        .await;
    // How many lists and records the query's fields name, each of which may cost one statement;
    // fields that ask for the same at the same time share it.
    for (total, fields) in [("", 24), ("totalCount", 30)] {
        for first in [1, 2, 30, 50, 100, 50, 2] {
            let (count, answer) = app.count_statements(&page(first, total)).await;
            let nodes = answer.data()["municipalities"]["nodes"].as_array().unwrap();
            assert_eq!(nodes.len(), first);
            assert!(count <= fields, "{count} statements for {first} nodes");
            assert!(count > 10, "{count} statements cannot be the whole page");
        }
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
    // Municipalities, twinnings, places, countries.
    assert_eq!(without, 4);
    assert_eq!(counted, without + 1);
}

#[tokio::test]
async fn every_list_of_the_root_costs_the_same_whatever_its_length() {
    let app = TestApp::shipped().await;
    for field in [
        "municipalities",
        "regions",
        "regionalFederations",
        "partnerTowns",
        "countries",
        "twinnings",
        "surveys",
    ] {
        let query = |first: usize| format!("{{ {field}(first: {first}) {{ nodes {{ id }} }} }}");
        let (few, _) = app.count_statements(&query(1)).await;
        let (many, _) = app.count_statements(&query(100)).await;
        assert_eq!(few, many, "{field}");
    }
}

#[tokio::test]
async fn a_page_of_hits_is_shown_without_the_database_and_their_names_cost_a_statement_a_kind() {
    let app = TestApp::shipped().await;
    let (count, answer) = app
        .count_statements(
            r#"{ search(query: "b", first: 100) { totalCount facets { kinds { count } } nodes { __typename
                ... on Municipality { id name code seat } ... on Country { name }
                ... on PartnerTown { name population country { code name en: name(language: EN) } location { latitude } } } } }"#,
        )
        .await;
    assert!(answer.data()["search"]["nodes"].as_array().unwrap().len() > 30);
    assert_eq!(count, 0, "{}", answer.text);
    let (count, answer) = app
        .count_statements(
            r#"{ search(query: "b", first: 100) { nodes { ... on PartnerTown { alternateNames } } } }"#,
        )
        .await;
    assert!(answer.data()["search"]["nodes"].as_array().unwrap().len() > 30);
    assert_eq!(count, 1, "{}", answer.text);
    let (count, answer) = app
        .count_statements(r#"{ suggest(prefix: "b", first: 20) { text node { ... on PartnerTown { name country { name } } } } }"#)
        .await;
    assert_eq!(answer.data()["suggest"].as_array().unwrap().len(), 20);
    assert_eq!(count, 0, "{}", answer.text);
}
