//! A hit never vanishes by typing on correctly.

use proptest::prelude::*;
use vanort_search::{MatchReason, SearchRequest};

use crate::builder::{DocumentBuilder as Doc, TestIndex, small};

/// Types a text letter by letter and asserts that the document is found from the first on.
fn type_on(index: &TestIndex, text: &str, start: usize, key: &str) {
    for (end, _) in text.char_indices().skip(start).chain([(text.len(), ' ')]) {
        let (typed, _) = text.split_at(end);
        if !typed.chars().any(char::is_alphanumeric) {
            continue;
        }
        let request = SearchRequest::new(typed, 1000);
        let page = index.index.search(&request).unwrap();
        assert_eq!(page.total, page.hits.len() as u64);
        assert!(
            page.hits.iter().any(|hit| hit.key == key),
            "{key} is not found by {typed:?}"
        );
    }
}

#[test]
fn every_beginning_of_every_name_finds_it() {
    let index = TestIndex::small();
    for document in small().into_iter().map(Doc::build) {
        let names = document.names.iter().map(|name| name.text.as_str());
        for name in names.chain([document.name.as_str()]) {
            type_on(&index, name, 1, &document.key);
            type_on(&index, &name.to_uppercase(), 1, &document.key);
            type_on(&index, &vanort_model::fold_name(name), 1, &document.key);
            if let Some(spelled) = vanort_model::spell_out(name) {
                type_on(&index, &spelled, 1, &document.key);
            }
        }
    }
}

#[test]
fn a_country_typed_behind_a_name_does_not_lose_it() {
    let index = TestIndex::small();
    type_on(&index, "Vejle, Danmark", 1, "PARTNER_TOWN:Vejle:DK");
    type_on(&index, "san jose costa rica", 1, "PARTNER_TOWN:San José:CR");
    type_on(&index, "kopenhamn denmark", 1, "PARTNER_TOWN:København:DK");
    type_on(&index, "halmstad kommun", 1, "MUNICIPALITY:Halmstad:SE");
    let behind_the_name = "göteborg ".chars().count() + 1;
    type_on(
        &index,
        "göteborg norge",
        behind_the_name,
        "PARTNER_TOWN:Oslo:NO",
    );
}

#[test]
fn more_names_than_any_page_are_all_found_by_one_letter() {
    let index = TestIndex::of((0..3000).map(|number| Doc::town(&format!("X{number}"), "DK")));
    let page = index.index.search(&SearchRequest::new("x", 10)).unwrap();
    assert_eq!(page.total, 3000);
    assert!(
        page.hits
            .iter()
            .all(|hit| hit.match_reason == MatchReason::Prefix)
    );
    assert_eq!(index.search("x1").total, 1111);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_beginning_of_any_name_finds_it(
        names in proptest::collection::vec("[\\p{Latin}\\p{Cyrillic}\\p{Greek}][\\p{Latin}\\p{Cyrillic}\\p{Greek} .'-]{0,12}", 1..6)
    ) {
        let towns = names.iter().enumerate().map(|(number, name)| {
            Doc::town(name, "DK").key(&format!("town:{number}:DK"))
        });
        let index = TestIndex::of(towns);
        for (number, name) in names.iter().enumerate() {
            let mut typed = String::new();
            for letter in name.chars() {
                typed.push(letter);
                if vanort_model::fold_name(&typed).is_empty() {
                    continue;
                }
                let page = index.index.search(&SearchRequest::new(typed.clone(), 100)).unwrap();
                let key = format!("town:{number}:DK");
                prop_assert!(page.hits.iter().any(|hit| hit.key == key), "{typed:?} of {name:?}");
            }
        }
    }

    #[test]
    fn no_text_makes_a_search_fail(text in "\\PC{0,60}") {
        static INDEX: std::sync::LazyLock<TestIndex> = std::sync::LazyLock::new(TestIndex::small);
        let page = INDEX.index.search(&SearchRequest::new(text, 1000)).unwrap();
        prop_assert_eq!(page.total, page.hits.len() as u64);
    }
}
