//! Several processes on one folder. A second handle shares nothing with the first but the files.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use vanort_search::{Saved, SearchRequest};

use crate::builder::{DocumentBuilder as Doc, TestFolder, index_of, small, version};

#[test]
fn another_process_sees_and_loads_what_was_saved() {
    let it = TestFolder::empty();
    let other = it.other_process();
    assert_eq!(other.current().unwrap(), None);
    let index = it.save(small(), 1);
    assert_eq!(other.current().unwrap(), Some(version(1)));
    assert_eq!(other.load(None).unwrap().unwrap().status(), index.status());
}

#[test]
fn what_another_process_saved_meanwhile_is_not_replaced_by_an_older_version() {
    let it = TestFolder::small();
    let other = it.other_process();
    it.save([Doc::town("Oslo", "NO")], 9);
    for revision in [8, 9] {
        let saved = other.save(&index_of(small(), revision)).unwrap();
        assert_eq!(saved, Saved::Overtaken(version(9)), "{revision}");
    }
    assert_eq!(it.loaded().unwrap().version(), version(9));
    let newer = other.save(&index_of(small(), 10)).unwrap();
    assert_eq!(newer, Saved::Written);
}

#[test]
fn once_it_was_loaded_a_newer_index_is_replaced_by_that_of_a_restored_register() {
    let it = TestFolder::small();
    let other = it.other_process();
    it.save(small(), 9);
    assert_eq!(other.load(None).unwrap().unwrap().version(), version(9));
    let saved = other.save(&index_of(small(), 8)).unwrap();
    assert_eq!(saved, Saved::Written);
    assert_eq!(it.folder.current().unwrap(), Some(version(8)));
}

#[test]
fn processes_that_save_and_load_at_once_do_not_fail() {
    let it = TestFolder::small();
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..2 {
            let other = it.other_process();
            let (it, stop) = (&it, &stop);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let index = other.load(None).unwrap().expect("loaded mid-swap");
                    let page = index.search(&SearchRequest::new("goteborg norge", 5));
                    assert_eq!(page.unwrap().total, 2);
                }
            });
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let current = it.other_process().current().unwrap();
                    assert!(current.is_some(), "opened mid-swap");
                }
            });
        }
        let saved = thread::scope(|saving| {
            let savers: Vec<_> = [it.other_process(), it.other_process()]
                .into_iter()
                .map(|folder| {
                    saving.spawn(move || {
                        let mut index = index_of(small(), 1);
                        for revision in 2..12 {
                            let documents = small().into_iter().map(Doc::build).collect();
                            index = index.update(documents, version(revision), &|_| {}).unwrap();
                            folder.save(&index).unwrap();
                        }
                    })
                })
                .collect();
            savers
                .into_iter()
                .map(thread::ScopedJoinHandle::join)
                .all(|it| it.is_ok())
        });
        stop.store(true, Ordering::Relaxed);
        assert!(saved);
    });
    assert_eq!(it.loaded().unwrap().version(), version(11));
}
