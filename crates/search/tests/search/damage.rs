//! Whatever lies in the folder, the worst state is "missing".

use std::fs;
use std::path::{Path, PathBuf};

use vanort_model::Revision;
use vanort_search::{IndexState, SearchIndex, SearchRequest};

use crate::builder::{DocumentBuilder as Doc, TestIndex, small};

fn generation(folder: &Path) -> PathBuf {
    let pointer = fs::read_to_string(folder.join("CURRENT")).unwrap();
    folder.join(pointer.trim_end())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(generation(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_none_or(|extension| extension != "lock"))
        .collect();
    files.sort();
    files
}

/// Asserts that the damaged index is missing, and that a rebuild mends it.
fn missing_and_mended(folder: &Path, what: &str) {
    let index = SearchIndex::open(folder, "r").unwrap();
    assert_eq!(index.state(Revision(1)), IndexState::Missing, "{what}");
    let documents = small().into_iter().map(Doc::build).collect();
    index.rebuild(documents, Revision(1), &|_| {}).unwrap();
    assert_eq!(index.state(Revision(1)), IndexState::Current, "{what}");
    let page = index.search(&SearchRequest::new("vejle", 1)).unwrap();
    assert_eq!(page.total, 1, "{what}");
}

#[test]
fn a_file_that_is_cut_emptied_lost_or_overwritten_makes_the_index_missing() {
    let it = TestIndex::small();
    let count = files(it.folder.path()).len();
    assert!(count > 5, "{count}");
    for number in 0..count {
        for damage in ["cut", "empty", "lost", "overwritten"] {
            let path = files(it.folder.path())[number].clone();
            let bytes = fs::read(&path).unwrap();
            match damage {
                "cut" => fs::write(&path, &bytes[..bytes.len() / 2]).unwrap(),
                "empty" => fs::write(&path, "").unwrap(),
                "lost" => fs::remove_file(&path).unwrap(),
                _ => fs::write(&path, vec![b'#'; bytes.len()]).unwrap(),
            }
            missing_and_mended(it.folder.path(), &format!("{damage} {}", path.display()));
        }
    }
}

#[test]
fn a_flipped_bit_in_what_is_searched_makes_the_index_missing() {
    let it = TestIndex::small();
    for extension in ["term", "idx", "store"] {
        let is_it = |path: &PathBuf| path.extension().is_some_and(|it| it == extension);
        let path = files(it.folder.path()).into_iter().find(is_it).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 3;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).unwrap();
        missing_and_mended(it.folder.path(), extension);
    }
}

#[test]
fn an_index_of_another_analyser_is_missing() {
    let it = TestIndex::small();
    let path = generation(it.folder.path()).join("generation.json");
    let text = fs::read_to_string(&path).unwrap();
    let analyser = it.index.status().unwrap().analyser;
    assert!(text.contains(&analyser));
    fs::write(&path, text.replace(&analyser, "analysis 0")).unwrap();
    missing_and_mended(it.folder.path(), "another analyser");
    fs::write(
        generation(it.folder.path()).join("generation.json"),
        "{\"analyser\": \"of the future\"}",
    )
    .unwrap();
    missing_and_mended(it.folder.path(), "another description");
}

#[test]
fn a_pointer_to_nowhere_or_elsewhere_makes_the_index_missing() {
    let it = TestIndex::small();
    let pointer = it.folder.path().join("CURRENT");
    for text in [
        "",
        "gen-99-1",
        "../elsewhere",
        "/",
        "gen-1-2/..",
        "\u{0}",
        "rubbish\nmore",
    ] {
        fs::write(&pointer, text).unwrap();
        missing_and_mended(it.folder.path(), text);
    }
    fs::write(&pointer, [0xff, 0x00]).unwrap();
    missing_and_mended(it.folder.path(), "no text");
    fs::remove_file(&pointer).unwrap();
    missing_and_mended(it.folder.path(), "no pointer");
}

#[test]
fn an_index_of_another_program_in_the_folder_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("meta.json"), "{}").unwrap();
    fs::create_dir(folder.path().join("segments")).unwrap();
    missing_and_mended(folder.path(), "foreign");
    assert!(folder.path().join("meta.json").exists());
    assert!(folder.path().join("segments").exists());
}

#[test]
fn damage_done_to_the_live_index_does_not_stop_who_has_it_open() {
    let it = TestIndex::small();
    fs::remove_dir_all(generation(it.folder.path())).unwrap();
    it.index.refresh().unwrap();
    assert_eq!(it.search("upplands v").total, 1);
    fs::remove_dir_all(it.folder.path()).unwrap();
    it.index.refresh().unwrap();
    assert_eq!(it.search("goteborg norge").total, 2);
    it.rebuild(small(), 2);
    assert_eq!(it.other_process().state(Revision(2)), IndexState::Current);
}

#[test]
fn what_a_killed_build_left_is_swept_by_the_next() {
    let it = TestIndex::small();
    let left = it.folder.path().join("gen-77-1");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("half.store"), "half").unwrap();
    fs::write(it.folder.path().join("CURRENT.next"), "gen-77-1").unwrap();
    assert_eq!(it.other_process().state(Revision(1)), IndexState::Current);
    it.rebuild(small(), 2);
    assert!(!left.exists());
    assert_eq!(it.search("vejle").total, 1);
}

#[test]
fn a_build_that_fails_leaves_the_live_index_and_no_remains() {
    let it = TestIndex::small();
    // A folder where the pointer's successor should be written makes the swap fail.
    let obstacle = it.folder.path().join("CURRENT.next");
    fs::create_dir(&obstacle).unwrap();
    let before = it.index.status();
    let documents = small().into_iter().map(Doc::build).collect();
    it.index
        .rebuild(documents, Revision(2), &|_| {})
        .unwrap_err();
    assert_eq!(it.index.status(), before);
    assert_eq!(it.search("vejle").total, 1);
    let generations = fs::read_dir(it.folder.path())
        .unwrap()
        .filter(|entry| {
            entry
                .as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .starts_with("gen-")
        })
        .count();
    assert_eq!(generations, 1);
    fs::remove_dir(&obstacle).unwrap();
    it.rebuild(small(), 2);
}

#[test]
fn files_cut_short_under_a_live_index_do_not_end_it() {
    let it = TestIndex::small();
    // Cut in place, as a full disk or a careless copy does it: the files stay the same files.
    for path in files(it.folder.path()) {
        fs::OpenOptions::new()
            .write(true)
            .open(path)
            .unwrap()
            .set_len(10)
            .unwrap();
    }
    assert_eq!(it.search("vejle").total, 1);
    assert_eq!(it.index.state(Revision(1)), IndexState::Current);
    it.rebuild(small(), 2);
    assert_eq!(it.search("vejle").total, 1);
}
