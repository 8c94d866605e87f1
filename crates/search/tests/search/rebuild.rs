//! Building, saving and loading.

use std::sync::Mutex;

use time::OffsetDateTime;
use vanort_model::{RandomId, Version};
use vanort_search::{IndexFolder, IndexState, SearchError, SearchIndex, SearchRequest};

use crate::builder::{DocumentBuilder as Doc, TestFolder, TestIndex, index_of, small, version};

#[test]
fn without_an_index_the_state_is_missing() {
    assert_eq!(IndexState::of(None, version(0)), IndexState::Missing);
    let it = TestFolder::empty();
    assert_eq!(it.folder.current().unwrap(), None);
    assert!(it.folder.load(None).unwrap().is_none());
}

#[test]
fn opening_and_loading_create_nothing_and_saving_makes_the_folder() {
    let temporary = tempfile::tempdir().unwrap();
    let path = temporary.path().join("var/index");
    let folder = IndexFolder::open(&path, "r").unwrap();
    assert!(folder.load(None).unwrap().is_none());
    assert_eq!(folder.current().unwrap(), None);
    assert!(!path.exists());
    folder.save(&index_of(small(), 1)).unwrap();
    assert!(path.is_dir());

    let file = temporary.path().join("file");
    std::fs::write(&file, "").unwrap();
    let result = IndexFolder::open(&file, "r").and_then(|it| it.save(&index_of(small(), 1)));
    let error = result.unwrap_err();
    assert!(
        matches!(&error, SearchError::File { path, .. } if path.starts_with(&file)),
        "{error}"
    );
}

#[test]
fn a_build_reports_its_progress_and_a_saved_index_survives_a_restart() {
    let it = TestFolder::empty();
    let progress = Mutex::new(Vec::new());
    let documents: Vec<_> = (0..200)
        .map(|number| Doc::town(&format!("Town {number}"), "DK").build())
        .collect();
    let before = OffsetDateTime::now_utc();
    let report = |done| progress.lock().unwrap().push(done);
    let index = SearchIndex::build(documents, version(5), &report).unwrap();
    let status = index.status();
    assert_eq!((status.version, status.documents), (version(5), 200));
    assert!(status.built_at >= before && status.built_at <= OffsetDateTime::now_utc());
    assert!(status.size_bytes > 1000 && !status.analyser.is_empty());
    let progress = progress.into_inner().unwrap();
    assert!(
        progress.is_sorted() && progress.last() == Some(&200),
        "{progress:?}"
    );

    it.folder.save(&index).unwrap();
    assert_eq!(it.other_process().current().unwrap(), Some(version(5)));
    let loaded = it.loaded().unwrap();
    assert_eq!(loaded.status(), status);
    let request = SearchRequest::new("town 17", 10);
    assert_eq!(
        loaded.search(&request).unwrap(),
        index.search(&request).unwrap()
    );
}

#[test]
fn an_index_is_current_for_its_own_commit_only() {
    let index = index_of(small(), 5);
    assert_eq!(index.state(version(5)), IndexState::Current);
    let same_number = Version {
        id: RandomId::from_bits(99),
        ..version(5)
    };
    for register in [version(4), version(6), same_number] {
        let built_from = version(5);
        assert_eq!(index.state(register), IndexState::Outdated { built_from });
    }
}

#[test]
fn an_index_of_nothing_is_an_index() {
    assert_eq!(TestIndex::of([]).search("oslo").total, 0);
    let it = TestFolder::empty();
    it.save([], 1);
    assert_eq!(it.loaded().unwrap().version(), version(1));
}

#[test]
fn the_same_documents_in_another_order_give_the_same_answers() {
    let forwards = TestIndex::small();
    let backwards = TestIndex::of(small().into_iter().rev());
    for query in ["s", "a", "göteborg norge", "b", "n", "san"] {
        assert_eq!(forwards.search(query), backwards.search(query), "{query}");
    }
}

#[test]
fn hits_and_suggestions_carry_the_primary_name_and_the_country() {
    let it = TestIndex::small();
    let hit = it.search("copenhagen").hits.remove(0);
    assert_eq!(
        (hit.name.as_str(), hit.country.as_str()),
        ("København", "DK")
    );
    let suggestion = it.index.suggest("copenh", 1).unwrap().remove(0);
    assert_eq!(suggestion.text, "Copenhagen");
    assert_eq!((suggestion.name, suggestion.key), (hit.name, hit.key));
    assert_eq!(it.index.country_name(&hit.country), Some("Danmark"));
    let unknown = vanort_model::CountryCode::parse("FR").unwrap();
    assert_eq!(it.index.country_name(&unknown), None);
}

#[test]
fn a_lower_revision_replaces_a_higher_one() {
    let it = TestFolder::empty();
    it.save(small(), 7);
    it.save([Doc::town("Oslo", "NO")], 2);
    assert_eq!(it.loaded().unwrap().version(), version(2));
}

#[test]
fn replaced_generations_are_removed() {
    let it = TestFolder::empty();
    for revision in 1..4 {
        it.save(small(), revision);
    }
    let entries = std::fs::read_dir(it.path()).unwrap();
    let folders = entries.filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(folders.count(), 1);
}

#[test]
fn an_index_of_another_register_is_missing_even_at_the_same_version() {
    let it = TestFolder::small();
    let other = IndexFolder::open(it.path(), "another").unwrap();
    assert_eq!(other.current().unwrap(), None);
    assert!(other.load(None).unwrap().is_none());
    assert_eq!(it.loaded().unwrap().version(), version(1));
}
