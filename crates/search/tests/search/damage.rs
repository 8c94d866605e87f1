//! Whatever lies in the folder, the worst state is "missing".

use std::fs;
use std::path::{Path, PathBuf};

use vanort_search::{IndexFolder, SearchError, SearchIndex, SearchRequest};

use crate::builder::{DocumentBuilder as Doc, TestFolder, index_of, small, version};

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

fn hits(index: &SearchIndex, text: &str) -> u64 {
    index.search(&SearchRequest::new(text, 1)).unwrap().total
}

/// Asserts that the damaged index is missing, and that saving another one mends it.
fn missing_and_mended(path: &Path, what: &str) {
    let folder = IndexFolder::open(path, "r").unwrap();
    assert!(folder.load(None).unwrap().is_none(), "{what}");
    folder.save(&index_of(small(), 1)).unwrap();
    let index = folder.load(None).unwrap().expect(what);
    assert_eq!(index.version(), version(1), "{what}");
    assert_eq!(hits(&index, "vejle"), 1, "{what}");
}

/// A folder with an index of both parts.
fn updated() -> TestFolder {
    let it = TestFolder::small();
    let index = it.loaded().unwrap();
    let documents = small()
        .into_iter()
        .skip(1)
        .chain([Doc::town("Visby", "SE")]);
    let documents = documents.map(Doc::build).collect();
    let index = index.update(documents, version(2), &|_| {}).unwrap();
    it.folder.save(&index).unwrap();
    it
}

#[test]
fn a_file_that_is_cut_emptied_lost_or_overwritten_makes_the_index_missing() {
    let count = files(updated().path()).len();
    assert!(count > 15, "{count}");
    for number in 0..count {
        for damage in ["cut", "empty", "lost", "overwritten"] {
            let it = updated();
            let path = files(it.path())[number].clone();
            let bytes = fs::read(&path).unwrap();
            match damage {
                "cut" => fs::write(&path, &bytes[..bytes.len() / 2]).unwrap(),
                "empty" => fs::write(&path, "x").unwrap(),
                "lost" => fs::remove_file(&path).unwrap(),
                _ => fs::write(&path, vec![b'#'; bytes.len()]).unwrap(),
            }
            missing_and_mended(it.path(), &format!("{damage} {}", path.display()));
        }
    }
}

#[test]
fn a_flipped_bit_in_any_file_makes_the_index_missing() {
    let count = files(updated().path()).len();
    for number in 0..count {
        let it = updated();
        let path = files(it.path())[number].clone();
        let mut bytes = fs::read(&path).unwrap();
        let place = bytes.len() / 3;
        bytes[place] ^= 1;
        fs::write(&path, bytes).unwrap();
        missing_and_mended(it.path(), &path.display().to_string());
    }
}

#[test]
fn an_index_of_another_analyser_is_missing() {
    let it = TestFolder::small();
    let description = || generation(it.path()).join("generation.json");
    let text = fs::read_to_string(description()).unwrap();
    let analyser = it.loaded().unwrap().status().analyser.clone();
    assert!(text.contains(&analyser));
    fs::write(description(), text.replace(&analyser, "analysis 0")).unwrap();
    missing_and_mended(it.path(), "another analyser");
    fs::write(description(), "{\"analyser\": \"of the future\"}").unwrap();
    missing_and_mended(it.path(), "another description");
}

#[test]
fn a_pointer_to_nowhere_or_elsewhere_makes_the_index_missing() {
    let it = TestFolder::small();
    let pointer = it.path().join("CURRENT");
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
        missing_and_mended(it.path(), text);
    }
    fs::write(&pointer, [0xff, 0x00]).unwrap();
    missing_and_mended(it.path(), "no text");
    fs::remove_file(&pointer).unwrap();
    missing_and_mended(it.path(), "no pointer");
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
fn damage_done_to_the_files_does_not_stop_who_has_the_index_in_memory() {
    let it = updated();
    let index = it.folder.load(None).unwrap().unwrap();
    // Cut in place, as a full disk or a careless copy does it: the files stay the same files.
    for path in files(it.path()) {
        let file = fs::OpenOptions::new().write(true).open(path).unwrap();
        file.set_len(10).unwrap();
    }
    assert_eq!(hits(&index, "vejle"), 1);
    // What was cut is not linked.
    it.folder.save(&index).unwrap();
    assert_eq!(hits(&it.loaded().unwrap(), "vejle"), 1);
    fs::remove_dir_all(it.path()).unwrap();
    assert_eq!(hits(&index, "visby"), 1);
    it.folder.save(&index).unwrap();
    assert_eq!(hits(&it.loaded().unwrap(), "visby"), 1);
}

#[test]
fn what_a_killed_process_left_is_swept_by_the_next_that_saves() {
    let it = TestFolder::small();
    let left = it.path().join("gen-77-1");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("half.store"), "half").unwrap();
    fs::write(it.path().join("CURRENT.next"), "gen-77-1").unwrap();
    assert_eq!(it.loaded().unwrap().version(), version(1));
    it.save(small(), 2);
    assert!(!left.exists());
    assert_eq!(it.loaded().unwrap().version(), version(2));
}

#[test]
fn saving_that_fails_leaves_the_saved_index_and_no_remains() {
    let it = TestFolder::small();
    // A folder where the pointer's successor should be written makes the swap fail.
    let obstacle = it.path().join("CURRENT.next");
    fs::create_dir(&obstacle).unwrap();
    let error = it.folder.save(&index_of(small(), 2)).unwrap_err();
    assert!(matches!(error, SearchError::File { .. }), "{error}");
    assert_eq!(it.loaded().unwrap().version(), version(1));
    let names = fs::read_dir(it.path()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name());
    let generations = names.filter(|name| name.to_string_lossy().starts_with("gen-"));
    assert_eq!(generations.count(), 1);
    fs::remove_dir(&obstacle).unwrap();
    it.save(small(), 2);
}

#[cfg(unix)]
#[test]
fn an_update_links_the_files_that_it_shares_instead_of_writing_them_again() {
    use std::os::unix::fs::MetadataExt;
    let it = TestFolder::small();
    let inodes = || {
        let files = files(it.path()).into_iter();
        let numbers = files.map(|path| (path.file_name().unwrap().to_owned(), path));
        let numbers = numbers.map(|(name, path)| (name, fs::metadata(path).unwrap().ino()));
        numbers.collect::<std::collections::BTreeMap<_, _>>()
    };
    let before = inodes();
    let documents = small().into_iter().chain([Doc::town("Visby", "SE")]);
    let documents = documents.map(Doc::build).collect();
    let index = it.loaded().unwrap();
    let index = index.update(documents, version(2), &|_| {}).unwrap();
    it.folder.save(&index).unwrap();
    let after = inodes();
    let shared = before
        .iter()
        .filter(|(name, inode)| after.get(*name) == Some(inode));
    assert_eq!(shared.count(), before.len() - 1, "all but the description");
    assert!(after.len() > before.len());
    assert_eq!(hits(&it.loaded().unwrap(), "visby"), 1);
}
