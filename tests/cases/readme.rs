//! The README tells the truth: its queries have the answers that it shows.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use vanort_model::FindingCode;
use vanort_register::ImportOptions;
use vanort_tests::{TestApp, repository_root};

/// The blocks of one language, in order.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    text.split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

/// A section of the README, by its heading.
fn section(heading: &str) -> String {
    let readme = std::fs::read_to_string(repository_root().join("README.md")).unwrap();
    let (_, after) = readme.split_once(&format!("\n## {heading}\n")).unwrap();
    after.split("\n## ").next().unwrap().to_owned()
}

#[tokio::test]
async fn the_queries_of_the_readme_have_the_answers_that_it_shows() {
    let app = TestApp::shipped().await;
    let begin = section("Queries to begin with");
    let (queries, answers) = (blocks(&begin, "graphql"), blocks(&begin, "json"));
    assert_eq!((queries.len(), answers.len()), (7, 7));
    for (query, expected) in queries.iter().zip(&answers) {
        let answer = app.ask(query).await;
        let expected: Value = serde_json::from_str(expected).unwrap();
        assert_eq!(answer.data(), &expected, "{query}");
    }
}

#[tokio::test]
async fn the_mutation_of_the_readme_checks_a_list() {
    let app = TestApp::shipped().await;
    let mutations = blocks(&section("Administering over GraphQL"), "graphql");
    let [check] = mutations.as_slice() else {
        panic!("{mutations:?}");
    };
    let list = std::fs::read(repository_root().join("data/vanorter.xlsx")).unwrap();
    let answer = app
        .administer(check, json!({ "content": STANDARD.encode(list) }))
        .await;
    let run = &answer.data()["importWorkbook"]["importRun"];
    // The workbook is called otherwise here, so its rows are observed once more.
    assert_eq!(run["outcome"], "WAITING", "{}", answer.text);
    assert_eq!(run["report"]["counts"]["rejected"], 0);
}

#[test]
fn every_code_of_a_finding_stands_in_the_readme_with_whether_its_suggestion_can_be_taken() {
    let readme = std::fs::read_to_string(repository_root().join("README.md")).unwrap();
    for code in FindingCode::ALL {
        let written = format!("`{code}`");
        let (_, after) =
            (readme.split_once(&written)).unwrap_or_else(|| panic!("{code} is not in the README"));
        let marked = after.starts_with(" *");
        assert_eq!(marked, ImportOptions::ACCEPTABLE.contains(code), "{code}");
    }
}

#[tokio::test]
async fn each_tab_that_the_query_page_opens_with_is_answered() {
    let app = TestApp::shipped().await;
    let script = app.get("/graphiql/vanort.js", "*/*").await.text;
    let tabs = script.split("query: `").skip(1);
    let mut asked = 0;
    for tab in tabs {
        let (query, rest) = tab.split_once('`').unwrap();
        let variables = rest.split("  {\n").next().unwrap();
        let variables = variables.split_once("variables: `").map_or("{}", |it| it.1);
        let variables = variables.split('`').next().unwrap();
        let answer = app
            .ask_with(query, serde_json::from_str(variables).unwrap())
            .await;
        let data = answer.data().as_object().unwrap();
        assert!(data.values().all(|it| !it.is_null()), "{}", answer.text);
        asked += 1;
    }
    assert_eq!(asked, 7);
}
