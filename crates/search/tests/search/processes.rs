//! Several processes on one folder. A second handle shares nothing with the first but the files.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use vanort_model::Revision;
use vanort_search::{IndexState, SearchRequest};

use crate::builder::{DocumentBuilder as Doc, TestIndex, small};

#[test]
fn another_process_takes_over_what_was_built() {
    let it = TestIndex::empty();
    let other = it.other_process();
    other.refresh().unwrap();
    assert_eq!(other.state(Revision(1)), IndexState::Missing);
    it.rebuild(small(), 1);
    assert_eq!(other.state(Revision(1)), IndexState::Missing);
    other.refresh().unwrap();
    assert_eq!(other.state(Revision(1)), IndexState::Current);
    assert_eq!(other.status(), it.index.status());
}

#[test]
fn a_replaced_index_is_searched_on_until_it_is_refreshed() {
    let it = TestIndex::small();
    let other = it.other_process();
    it.rebuild([Doc::town("Oslo", "NO")], 2);
    it.rebuild([Doc::town("Oslo", "NO")], 3);
    let search = |text| other.search(&SearchRequest::new(text, 100)).unwrap();
    for text in ["goteborg norge", "s", "upplands v", "vejle dk"] {
        assert!(search(text).total > 0, "{text}");
    }
    assert_eq!(search("s").revision, Revision(1));
    other.refresh().unwrap();
    assert_eq!(search("oslo").revision, Revision(3));
}

#[test]
fn processes_that_rebuild_and_follow_at_once_do_not_fail() {
    let it = TestIndex::small();
    let others = [it.other_process(), it.other_process()];
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        for other in &others {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    other.refresh().unwrap();
                    let page = other.search(&SearchRequest::new("goteborg norge", 5));
                    assert_eq!(page.unwrap().total, 2);
                }
            });
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    assert!(it.other_process().status().is_some(), "opened mid-swap");
                }
            });
        }
        let rebuilt = thread::scope(|rebuilding| {
            let first =
                rebuilding.spawn(|| (2..12).for_each(|revision| it.rebuild(small(), revision)));
            let second = rebuilding.spawn(|| {
                let documents = || small().into_iter().map(Doc::build).collect();
                let other = it.other_process();
                for revision in 2..12 {
                    other
                        .rebuild(documents(), Revision(revision), &|_| {})
                        .unwrap();
                }
            });
            first.join().is_ok() && second.join().is_ok()
        });
        stop.store(true, Ordering::Relaxed);
        assert!(rebuilt);
    });
    for other in &others {
        other.refresh().unwrap();
        assert_eq!(other.state(Revision(11)), IndexState::Current);
    }
}
