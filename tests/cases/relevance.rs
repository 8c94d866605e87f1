//! The written queries of `tests/search/*.tsv`: how many find what they should, by kind.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use vanort_register::{DocumentKind, Hit, Register, SearchRequest};
use vanort_tests::{TestApp, repository_root};

/// Of all queries so many in a thousand must find what they should first.
const LEVEL: usize = 985;

/// And of each kind.
const LEVEL_OF_A_KIND: usize = 950;

/// How far a miss is looked for.
const FAR: usize = 100;

/// A line of a table.
struct Query {
    text: String,
    /// The hit that must be first; `-` for none.
    expected: String,
    /// The reason that it must have; empty where it does not matter.
    reason: String,
}

/// The tables by their names, which are the kinds of query.
fn tables() -> BTreeMap<String, Vec<Query>> {
    let mut tables = BTreeMap::new();
    for entry in std::fs::read_dir(repository_root().join("tests/search")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with("# "));
        let queries = lines.map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{}: {line:?}", path.display());
            Query {
                text: cells[0].to_owned(),
                expected: cells[1].to_owned(),
                reason: cells[2].to_owned(),
            }
        });
        let kind = path.file_stem().unwrap().to_string_lossy().into_owned();
        tables.insert(kind, queries.collect());
    }
    tables
}

/// A hit as the tables write it: `Göteborg (Municipality)`, `Vejle (DK)`.
fn label(hit: &Hit) -> String {
    let what = match hit.kind {
        DocumentKind::PartnerTown => hit.country.to_string(),
        DocumentKind::Municipality => "Municipality".to_owned(),
        DocumentKind::Region => "Region".to_owned(),
        DocumentKind::RegionalFederation => "RegionalFederation".to_owned(),
        kind @ DocumentKind::Country => format!(
            "{}{}",
            &kind.as_str()[..1],
            kind.as_str()[1..].to_lowercase()
        ),
    };
    format!("{} ({what})", hit.name)
}

/// What is wrong with the answer to a query; `None` when nothing is.
async fn miss(register: &Register, query: &Query) -> Option<String> {
    let request = SearchRequest::new(query.text.as_str(), FAR);
    let model = register.read_model().await.unwrap();
    let page = model.search(request).await.unwrap();
    let labels: Vec<String> = page.hits.iter().map(label).collect();
    let (first, reason) = match (labels.first(), page.hits.first()) {
        (Some(label), Some(hit)) => (label.as_str(), hit.match_reason.as_str()),
        _ => ("-", ""),
    };
    if first == query.expected && (query.reason.is_empty() || reason == query.reason) {
        return None;
    }
    let rank = match labels.iter().position(|label| *label == query.expected) {
        Some(index) => format!("rank {}", index + 1),
        None => "not found".to_owned(),
    };
    let Query {
        text,
        expected,
        reason: wanted,
    } = query;
    Some(format!(
        "{text:?}: {expected} {wanted} has {rank}; first is {first} {reason}"
    ))
}

#[tokio::test]
async fn written_queries_of_every_kind_find_what_they_should_first() {
    let app = TestApp::shipped().await;
    let mut report = String::new();
    let mut misses = Vec::new();
    let (mut all, mut found, mut below) = (0, 0, Vec::new());
    for (kind, queries) in tables() {
        let mut right = 0;
        for query in &queries {
            match miss(&app.register, query).await {
                None => right += 1,
                Some(miss) => misses.push(format!("{kind}: {miss}")),
            }
        }
        if right * 1000 < queries.len() * LEVEL_OF_A_KIND {
            below.push(kind.clone());
        }
        writeln!(report, "{kind:16} {right:4} of {:4}", queries.len()).unwrap();
        all += queries.len();
        found += right;
    }
    writeln!(report, "{:16} {found:4} of {all:4}", "all").unwrap();
    println!("{report}\n{}", misses.join("\n"));
    assert!(all >= 400, "only {all} queries");
    assert!(
        found * 1000 >= all * LEVEL && below.is_empty(),
        "below the level: {below:?}\n{report}\n{}",
        misses.join("\n")
    );
}
