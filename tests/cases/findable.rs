//! Everything in the shipped register is found by its names.

use vanort_register::{DocumentKind, SearchRequest};
use vanort_tests::TestApp;

/// How far down a page of hits somebody looks.
const LOOKED_AT: usize = 10;

/// The fewest letters after which a municipality must be on that page.
const LETTERS: usize = 4;

#[tokio::test]
async fn every_name_in_the_register_finds_its_place() {
    let app = TestApp::shipped().await;
    let model = app.register.read_model().await.unwrap();
    let (mut names, mut lost) = (0, Vec::new());
    for document in app.register.documents().await.unwrap() {
        let others = document.names.iter().map(|name| name.text.as_str());
        for name in others.chain([document.name.as_str()]) {
            if vanort_model::fold_name(name).is_empty() {
                continue;
            }
            let request = SearchRequest::new(name, 1_000);
            let page = model.search(request).await.unwrap();
            names += 1;
            if !page.hits.iter().any(|hit| hit.key == document.key) {
                lost.push(format!("{name:?} does not find {}", document.key));
            }
        }
    }
    assert!(names > 5_000, "only {names} names");
    assert!(
        lost.is_empty(),
        "{} of {names}:\n{}",
        lost.len(),
        lost.join("\n")
    );
}

#[tokio::test]
async fn a_municipality_stays_on_the_page_while_its_name_is_typed() {
    let app = TestApp::shipped().await;
    let model = app.register.read_model().await.unwrap();
    let (mut beginnings, mut lost) = (0, Vec::new());
    for document in app.register.documents().await.unwrap() {
        if document.kind != DocumentKind::Municipality {
            continue;
        }
        let letters: Vec<char> = document.name.chars().collect();
        for end in LETTERS.min(letters.len())..=letters.len() {
            let typed: String = letters[..end].iter().collect();
            for typed in [typed.to_lowercase(), vanort_model::fold_name(&typed)] {
                let request = SearchRequest::new(typed.as_str(), LOOKED_AT);
                let page = model.search(request).await.unwrap();
                beginnings += 1;
                if !page.hits.iter().any(|hit| hit.key == document.key) {
                    lost.push(format!("{typed:?} loses {}", document.name));
                }
            }
        }
    }
    assert!(beginnings > 1_000, "only {beginnings} beginnings");
    assert!(
        lost.is_empty(),
        "{} of {beginnings}:\n{}",
        lost.len(),
        lost.join("\n")
    );
}
