//! One command in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use vanort_tests::repository_root;

/// A folder with a database, an index and files of its own.
pub struct Home {
    folder: TempDir,
}

/// What a command printed and how it ended.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Home {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The path of a file of the shipped data.
    pub fn data(name: &str) -> PathBuf {
        repository_root().join("data").join(name)
    }

    pub fn database_url(&self) -> String {
        format!("sqlite://{}", self.path().join("var/vanort.db").display())
    }

    /// A command of the binary, run in this folder without the caller's configuration.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanort"));
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("VANORT_") {
                command.env_remove(name);
            }
        }
        command
            .args(arguments)
            .current_dir(self.path())
            .env("VANORT_DATA_DIR", repository_root().join("data"))
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs `ingest` with files, which may lie anywhere.
    pub fn ingest(&self, files: &[PathBuf]) -> Outcome {
        let output = self.command(&["ingest"]).args(files).output();
        output.unwrap().into()
    }
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

#[test]
fn schema_prints_the_published_schema() {
    let outcome = Home::new().run(&["schema"]);
    assert_eq!(outcome.code, Some(0));
    let published = std::fs::read_to_string(repository_root().join("schema.graphql")).unwrap();
    assert!(
        outcome.stdout == published,
        "run: cargo run -- schema > schema.graphql"
    );
    assert_eq!(outcome.stderr, "");
}

#[test]
fn schema_tells_what_has_changed_since_an_older_one() {
    let home = Home::new();
    let published = repository_root().join("schema.graphql");
    let published = published.to_str().unwrap();
    let outcome = home.run(&["schema", "--since", published]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), ""));
    let older = home.path().join("older.graphql");
    let schema = std::fs::read_to_string(published).unwrap();
    std::fs::write(&older, schema + "\ntype Town { name: String }\n").unwrap();
    let outcome = home.run(&["schema", "--since", older.to_str().unwrap()]);
    assert_eq!(outcome.code, Some(1));
    assert_eq!(outcome.stdout, "breaking: Town is gone\n");
    std::fs::write(&older, "type {").unwrap();
    let outcome = home.run(&["schema", "--since", older.to_str().unwrap()]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
    assert!(
        outcome.stderr.contains("cannot be read as a schema"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn help_teaches_every_command() {
    let help = Home::new().run(&["--help"]).stdout;
    for word in [
        "serve",
        "ingest",
        "reindex",
        "search",
        "schema",
        "Examples:",
        "VANORT_LISTEN",
        "Exit codes",
    ] {
        assert!(help.contains(word), "{word}: {help}");
    }
}

#[test]
fn search_finds_as_people_and_programs_read_it() {
    let home = Home::new();
    let empty = home.run(&["search", "goteborg"]);
    assert_eq!(empty.code, Some(2));
    assert!(
        empty.stderr.contains("there is no database at"),
        "{}",
        empty.stderr
    );
    let files = ["register.xlsx", "ortnamn.tsv", "vanorter.xlsx"].map(Home::data);
    assert_eq!(home.ingest(&files).code, Some(0));
    let text = home.run(&["search", "goteborg", "norge"]);
    assert_eq!(text.code, Some(0));
    assert!(text.stdout.starts_with("Bergen, Norge "), "{}", text.stdout);
    assert!(text.stdout.contains("RELATED"), "{}", text.stdout);
    let json = home
        .run(&["search", "--format", "json", "Gothenburg"])
        .stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["hits"][0]["key"], "municipality:1480");
    assert_eq!(json["hits"][0]["matchReason"], "OTHER_NAME");
    let nothing = home.run(&["search", "xyzzy"]);
    assert_eq!(
        (nothing.code, nothing.stdout.as_str()),
        (Some(0), "0 of 0 hits\n")
    );
    let reindexed = home.run(&["reindex"]);
    assert_eq!(reindexed.code, Some(0), "{}", reindexed.stderr);
}

#[test]
fn a_misspelt_variable_is_told() {
    let home = Home::new();
    let output = home
        .command(&["schema"])
        .env("VANORT_LISTN", "127.0.0.1:1")
        .output()
        .unwrap();
    let outcome = Outcome::from(output);
    assert_eq!(outcome.code, Some(0));
    assert!(
        outcome.stderr.contains("VANORT_LISTN"),
        "{}",
        outcome.stderr
    );
}
