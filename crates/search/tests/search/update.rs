//! An updated index answers as one that was built whole.

use std::collections::BTreeMap;
use std::sync::Mutex;

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use vanort_model::{NameKind, Theme, TwinningStatus};
use vanort_search::{Document, DocumentKind, SearchFilter, SearchIndex, SearchRequest, Work};

use crate::builder::{DocumentBuilder as Doc, index_of, small, version};

/// What a generated document is made of, as numbers into the tables below.
#[derive(Debug, Clone)]
struct Plan {
    kind: u8,
    name: (usize, usize),
    other: Option<(usize, usize)>,
    country: usize,
    county: Option<usize>,
    twinnings: u32,
    partner_of: Option<u8>,
}

const BEGINNINGS: [&str; 8] = [
    "Berg", "Göte", "Ny ", "San ", "Kung", "Lind", "Åre", "Östra ",
];
const ENDS: [&str; 8] = ["en", "borg", "by", "José", "älv", "köping", "", "hamn"];
const COUNTRIES: [(&str, &str); 4] = [
    ("NO", "Norge"),
    ("DK", "Danmark"),
    ("SE", "Sverige"),
    ("PL", "Polen"),
];
/// The last is another name of the first, as while one is being renamed.
const COUNTIES: [(&str, &str); 3] = [
    ("13", "Hallands län"),
    ("14", "Västra Götalands län"),
    ("13", "Nya Hallands län"),
];

fn name((beginning, end): (usize, usize)) -> String {
    format!("{}{}", BEGINNINGS[beginning], ENDS[end])
}

fn document(number: u8, plan: &Plan) -> Document {
    let (code, country) = COUNTRIES[plan.country];
    let text = name(plan.name);
    let document = match plan.kind {
        0 => Doc::municipality(&text),
        1 => Doc::region(&text),
        2 => Doc::country(country, code),
        _ => Doc::town(&text, code),
    };
    let mut document = document
        .key(&format!("key:{number}"))
        .twinnings(plan.twinnings);
    if let Some(other) = plan.other {
        document = document.named(&name(other), NameKind::Former);
    }
    if let (0 | 1, Some(county)) = (plan.kind, plan.county) {
        let (code, name) = COUNTIES[county];
        document = document.county(code).in_county_named(name);
    }
    if let (3.., Some(authority)) = (plan.kind, plan.partner_of) {
        document = document.partner_of(&format!("key:{authority}"));
        document = document.tie(TwinningStatus::Active, &[Theme::Culture]);
    }
    document.build()
}

/// How many documents a register may have.
const NUMBERS: std::ops::Range<u8> = 0..90;

fn plan() -> impl Strategy<Value = Plan> {
    let name = || (0..BEGINNINGS.len(), 0..ENDS.len());
    (
        0_u8..7,
        name(),
        option::of(name()),
        0..COUNTRIES.len(),
        option::of(0..COUNTIES.len()),
        0_u32..3,
        option::of(NUMBERS),
    )
        .prop_map(
            |(kind, name, other, country, county, twinnings, partner_of)| Plan {
                kind,
                name,
                other,
                country,
                county,
                twinnings,
                partner_of,
            },
        )
}

/// Texts that people may type to find a register's documents.
fn texts(register: &BTreeMap<u8, Plan>) -> Vec<String> {
    let mut texts: Vec<String> = ["b", "s", "ny", "norge", "dk", "halland", "bergen danmrk"]
        .map(str::to_owned)
        .to_vec();
    texts.extend(COUNTIES.map(|(_, name)| name.to_owned()));
    let mut plans = register.values();
    while let Some(plan) = plans.next() {
        let whole = name(plan.name);
        let mut letters: Vec<char> = whole.chars().collect();
        texts.push(letters.iter().take(3).collect());
        let middle = letters.len() / 2;
        letters.swap(middle - 1, middle);
        texts.push(letters.iter().collect());
        letters.swap(0, 1);
        texts.push(letters.into_iter().collect());
        texts.push(format!("{whole} {}", COUNTRIES[plan.country].1));
        texts.push(format!("{whole} kommun"));
        if let Some(other) = plan.other {
            texts.push(format!("{} {whole}", name(other)));
        }
        if let Some(beside) = plans.next() {
            texts.push(format!("{whole} {}", name(beside.name)));
        }
        texts.push(whole);
    }
    texts.sort();
    texts.dedup();
    texts
}

/// Asserts that two indexes answer alike.
fn assert_alike(updated: &SearchIndex, built: &SearchIndex, texts: &[String]) {
    assert_eq!(updated.version(), built.version());
    assert_eq!(updated.status().documents, built.status().documents);
    let towns = SearchFilter {
        kinds: Some(vec![DocumentKind::PartnerTown]),
        statuses: Some(vec![TwinningStatus::Active]),
        ..SearchFilter::default()
    };
    for (text, filter) in texts
        .iter()
        .flat_map(|text| [(text, SearchFilter::default()), (text, towns.clone())])
    {
        let request = SearchRequest {
            filter,
            facets: true,
            explain: true,
            ..SearchRequest::new(text, 100)
        };
        let page = |index: &SearchIndex| {
            let mut page = index.search(&request).unwrap();
            // Each part has a dictionary of its own.
            page.work.terms = 0;
            page
        };
        assert_eq!(page(updated), page(built), "{text}");
        assert_eq!(
            updated.suggest(text, 10).unwrap(),
            built.suggest(text, 10).unwrap(),
            "{text}"
        );
    }
    for (code, _) in COUNTRIES {
        let code = code.parse().unwrap();
        assert_eq!(updated.country_name(&code), built.country_name(&code));
    }
}

fn documents(register: &BTreeMap<u8, Plan>) -> Vec<Document> {
    let plans = register.iter();
    plans
        .map(|(number, plan)| document(*number, plan))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn an_updated_index_answers_as_one_that_was_built_whole(
        mut register in btree_map(NUMBERS, plan(), 0..60),
        edits in vec(btree_map(NUMBERS, option::of(plan()), 0..25), 1..4),
    ) {
        let mut updated = SearchIndex::build(documents(&register), version(1), &|_| {}).unwrap();
        for (revision, edits) in (2..).zip(edits) {
            // What was there is searched too: it must be gone.
            let mut texts = texts(&register);
            for (number, plan) in edits {
                match plan {
                    Some(plan) => register.insert(number, plan),
                    None => register.remove(&number),
                };
            }
            texts.extend(self::texts(&register));
            updated = updated.update(documents(&register), version(revision), &|_| {}).unwrap();
            let built = SearchIndex::build(documents(&register), version(revision), &|_| {});
            assert_alike(&updated, &built.unwrap(), &texts);
        }
    }
}

/// The work of a search, the documents of which are the same however an index is divided.
fn work(index: &SearchIndex, text: &str) -> Work {
    index.search(&SearchRequest::new(text, 10)).unwrap().work
}

#[test]
fn an_update_with_the_same_documents_costs_searches_nothing() {
    let index = index_of(small(), 1);
    let documents = small().into_iter().map(Doc::build).collect();
    let updated = index.update(documents, version(2), &|_| {}).unwrap();
    assert_eq!(updated.version(), version(2));
    for text in ["s", "goteborg norge", "begren"] {
        assert_eq!(work(&updated, text), work(&index, text), "{text}");
    }
}

#[test]
fn an_update_reports_all_documents_as_done() {
    let index = index_of(small(), 1);
    let documents = small().into_iter().chain([Doc::town("Visby", "SE")]);
    let progress = Mutex::new(Vec::new());
    let report = |done| progress.lock().unwrap().push(done);
    let documents = documents.map(Doc::build).collect();
    index.update(documents, version(2), &report).unwrap();
    let progress = progress.into_inner().unwrap();
    let all = small().len() as u64 + 1;
    assert!(progress.is_sorted() && progress.last() == Some(&all));
}

#[test]
fn what_was_changed_back_is_found_as_before() {
    let index = index_of(small(), 1);
    let towns = |text: &str| {
        let documents = small().into_iter().chain([Doc::town(text, "SE")]);
        documents.map(Doc::build).collect::<Vec<_>>()
    };
    let changed = index
        .update(towns("Nyköping"), version(2), &|_| {})
        .unwrap();
    let hits = |index: &SearchIndex| {
        index
            .search(&SearchRequest::new("nyköping", 10))
            .unwrap()
            .total
    };
    assert_eq!(hits(&changed), 1);
    let documents = small().into_iter().map(Doc::build).collect();
    let back = changed.update(documents, version(3), &|_| {}).unwrap();
    assert_eq!(hits(&back), 0);
    assert_eq!(work(&back, "begren"), work(&index, "begren"));
    assert_eq!(back.status().size_bytes, index.status().size_bytes);
}

#[test]
fn a_change_of_much_builds_the_index_whole() {
    let towns = |begin: usize| (begin..begin + 900).map(|it| Doc::town(&format!("Ort{it}"), "NO"));
    let index = index_of(towns(0), 1);
    let half: Vec<Document> = towns(450).map(Doc::build).collect();
    let updated = index.update(half.clone(), version(2), &|_| {}).unwrap();
    let built = SearchIndex::build(half, version(2), &|_| {}).unwrap();
    assert_eq!(updated.status().size_bytes, built.status().size_bytes);
    assert_eq!(work(&updated, "ort1"), work(&built, "ort1"));
    assert_eq!(work(&updated, "ort1").documents, 350);
}

#[test]
fn documents_that_share_a_key_are_indexed_as_by_a_whole_build() {
    let twice = || small().into_iter().chain([Doc::town("Oslo", "NO")]);
    let documents: Vec<Document> = twice().map(Doc::build).collect();
    let updated = index_of(small(), 1)
        .update(documents, version(2), &|_| {})
        .unwrap();
    assert_alike(&updated, &index_of(twice(), 2), &["oslo".to_owned()]);
    let again = updated.update(
        small().into_iter().map(Doc::build).collect(),
        version(3),
        &|_| {},
    );
    assert_alike(&again.unwrap(), &index_of(small(), 3), &["oslo".to_owned()]);
}
