//! Building, swapping and searching at the same time.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use time::OffsetDateTime;
use vanort_model::Revision;
use vanort_search::{IndexState, SearchError, SearchRequest};

use crate::builder::{DocumentBuilder as Doc, TestIndex, small};

#[test]
fn an_index_that_was_never_built_is_missing_and_says_so() {
    let it = TestIndex::empty();
    assert_eq!(it.index.state(Revision(0)), IndexState::Missing);
    assert_eq!(it.index.status(), None);
    assert!(matches!(
        it.index.search(&SearchRequest::new("oslo", 1)).unwrap_err(),
        SearchError::NotBuilt
    ));
}

#[test]
fn opening_makes_the_folder() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path().join("var/index");
    vanort_search::SearchIndex::open(&folder, "r").unwrap();
    assert!(folder.is_dir());
    let file = temporary.path().join("file");
    std::fs::write(&file, "").unwrap();
    assert!(matches!(
        vanort_search::SearchIndex::open(&file, "r").unwrap_err(),
        SearchError::File { path, .. } if path == file
    ));
}

#[test]
fn a_rebuild_tells_what_it_built_and_survives_a_restart() {
    let it = TestIndex::empty();
    let progress = Mutex::new(Vec::new());
    let documents: Vec<_> = (0..200)
        .map(|number| Doc::town(&format!("Town {number}"), "DK").build())
        .collect();
    let before = OffsetDateTime::now_utc();
    let status = it
        .index
        .rebuild(documents, Revision(5), &|done| {
            progress.lock().unwrap().push(done);
        })
        .unwrap();
    assert_eq!((status.revision, status.documents), (Revision(5), 200));
    assert!(status.built_at >= before && status.built_at <= OffsetDateTime::now_utc());
    assert!(status.size_bytes > 1000 && !status.analyser.is_empty());
    let progress = progress.into_inner().unwrap();
    assert!(
        progress.is_sorted() && progress.last() == Some(&200),
        "{progress:?}"
    );

    assert_eq!(it.index.status(), Some(status.clone()));
    assert_eq!(it.index.state(Revision(5)), IndexState::Current);
    for register in [Revision(4), Revision(6)] {
        let built_from = Revision(5);
        assert_eq!(
            it.index.state(register),
            IndexState::Outdated { built_from }
        );
    }
    let reopened = it.other_process();
    assert_eq!(reopened.status(), Some(status));
    let request = SearchRequest::new("town 17", 10);
    assert_eq!(
        reopened.search(&request).unwrap(),
        it.index.search(&request).unwrap()
    );
}

#[test]
fn an_index_of_nothing_is_an_index() {
    let it = TestIndex::of([]);
    assert_eq!(it.search("oslo").total, 0);
    assert_eq!(it.other_process().state(Revision(1)), IndexState::Current);
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
fn clones_share_the_live_index() {
    let it = TestIndex::empty();
    let clone = it.index.clone();
    it.rebuild(small(), 3);
    assert_eq!(clone.state(Revision(3)), IndexState::Current);
}

#[test]
fn a_lower_revision_replaces_a_higher_one() {
    let it = TestIndex::empty();
    it.rebuild(small(), 7);
    it.rebuild([Doc::town("Oslo", "NO")], 2);
    assert_eq!(it.index.state(Revision(2)), IndexState::Current);
    assert_eq!(it.search("vejle").total, 0);
}

/// The small register, each document carrying the revision.
fn carrying(revision: i64) -> Vec<Doc> {
    let carrying = |document: Doc| document.content(&revision.to_string());
    small().into_iter().map(carrying).collect()
}

#[test]
fn no_search_fails_or_mixes_revisions_while_the_index_is_rebuilt() {
    let it = TestIndex::empty();
    it.rebuild(carrying(1), 1);
    let (stop, searches) = (AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    let page = it.search("goteborg norge");
                    assert_eq!(page.total, 2);
                    let revision = page.revision.to_string();
                    for hit in &page.hits {
                        assert_eq!(hit.cursor.revision, page.revision);
                        assert_eq!(hit.content, revision);
                    }
                    let suggestions = it.index.suggest("ber", 10).unwrap();
                    let first = &suggestions[0].content;
                    assert!(suggestions.iter().all(|it| it.content == *first));
                    searches.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let rebuilds = thread::scope(|rebuilding| {
            let rebuilds: Vec<_> = (0..2)
                .map(|_| {
                    rebuilding.spawn(|| {
                        for revision in 2..12 {
                            it.rebuild(carrying(revision), revision);
                        }
                    })
                })
                .collect();
            rebuilds
                .into_iter()
                .map(thread::ScopedJoinHandle::join)
                .all(|it| it.is_ok())
        });
        stop.store(true, Ordering::Relaxed);
        assert!(rebuilds);
    });
    assert!(searches.load(Ordering::Relaxed) > 20);
    let generations = std::fs::read_dir(it.folder.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir())
        .count();
    assert_eq!(generations, 1, "replaced generations are removed");
}

#[test]
fn an_index_of_another_register_is_missing_even_at_the_same_revision() {
    let it = TestIndex::small();
    let folder = it.folder.path();
    let other = vanort_search::SearchIndex::open(folder, "another").unwrap();
    assert_eq!(other.state(Revision(1)), IndexState::Missing);
    let own = vanort_search::SearchIndex::open(folder, "r").unwrap();
    assert_eq!(own.state(Revision(1)), IndexState::Current);
}
