//! The crate map and the house rules, read from the code itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use vanort_tests::repository_root;

/// Which of the workspace's crates a crate may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("vanort-model", &[]),
    ("vanort-migrations", &[]),
    ("vanort-ingest", &["vanort-model"]),
    ("vanort-search", &["vanort-model"]),
    ("vanort-store", &["vanort-migrations", "vanort-model"]),
    (
        "vanort-register",
        &[
            "vanort-ingest",
            "vanort-model",
            "vanort-search",
            "vanort-store",
        ],
    ),
    ("vanort-api", &["vanort-model", "vanort-register"]),
    ("vanort", &["vanort-api", "vanort-model", "vanort-register"]),
    (
        "vanort-tests",
        &["vanort-api", "vanort-model", "vanort-register"],
    ),
];

/// The only crates that may use a library.
const OWNERS: &[(&str, &[&str])] = &[
    ("calamine", &["vanort-ingest"]),
    ("tantivy", &["vanort-search"]),
    ("sea-orm", &["vanort-store"]),
    ("sea-orm-migration", &["vanort-migrations"]),
    ("async-graphql", &["vanort-api"]),
    ("clap", &["vanort"]),
];

/// Files that may have more than 500 lines before their tests, each with its reason.
const LONG_FILES: &[(&str, &str)] = &[];

/// The dependencies of each of the workspace's crates, those of its tests left out.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(repository_root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let uses = package["dependencies"].as_array().unwrap().iter();
            let uses = uses
                .filter(|dependency| dependency["kind"] != "dev")
                .map(|dependency| dependency["name"].as_str().unwrap().to_owned());
            (package["name"].as_str().unwrap().to_owned(), uses.collect())
        })
        .collect()
}

#[test]
fn no_arrow_of_the_crate_map_points_back() {
    let dependencies = dependencies();
    let known: Vec<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        dependencies.len(),
        known.len(),
        "a crate is missing from the map"
    );
    for (name, allowed) in ARROWS {
        let used: Vec<&str> = dependencies[*name]
            .iter()
            .map(String::as_str)
            .filter(|dependency| known.contains(dependency))
            .collect();
        assert_eq!(used, *allowed, "{name}");
    }
}

#[test]
fn each_library_stays_in_the_crate_that_owns_it() {
    for (name, uses) in dependencies() {
        for (library, owners) in OWNERS {
            assert!(
                !uses.contains(*library) || owners.contains(&name.as_str()),
                "{name} may not use {library}"
            );
        }
    }
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn no_file_is_longer_than_500_lines_before_its_tests() {
    let root = repository_root();
    let mut files = Vec::new();
    for folder in ["crates", "migrations", "tests"] {
        rust_files(&root.join(folder), &mut files);
    }
    assert!(files.len() > 50, "only {} files were found", files.len());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let lines = text
            .lines()
            .take_while(|line| *line != "#[cfg(test)]")
            .count();
        let name = file
            .strip_prefix(&root)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let excused = LONG_FILES.iter().any(|(long, _)| *long == name);
        assert!(
            lines <= 500 || excused,
            "{name} has {lines} lines: split it by its nouns"
        );
    }
}

#[test]
fn every_migration_is_named_by_its_date_number_and_deed() {
    let folder = repository_root().join("migrations/src");
    let mut found = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if name == "lib.rs" {
            continue;
        }
        found += 1;
        let parts: Vec<&str> = name.trim_end_matches(".rs").splitn(4, '_').collect();
        let well_named = parts.len() == 4
            && parts[0].len() == 9
            && parts[0].starts_with('m')
            && parts[0][1..].bytes().all(|byte| byte.is_ascii_digit())
            && parts[1].len() == 6
            && parts[1].bytes().all(|byte| byte.is_ascii_digit());
        assert!(well_named, "{name} is not mYYYYMMDD_NNNNNN_verb_noun.rs");
    }
    assert!(found > 0);
}
