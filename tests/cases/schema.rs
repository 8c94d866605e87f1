//! The published schema.

use vanort_tests::{TestApp, repository_root};

#[test]
fn the_schema_file_is_the_schema_byte_for_byte() {
    let file = repository_root().join("schema.graphql");
    let published = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        published == vanort_api::schema_sdl(),
        "schema.graphql is not what the code says; run:\n\n    cargo run -- schema > schema.graphql\n"
    );
}

#[tokio::test]
async fn the_schema_is_served_as_it_is_published() {
    let app = TestApp::small().await;
    let answer = app.get("/schema.graphql", "*/*").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.text, vanort_api::schema_sdl());
}

#[tokio::test]
async fn every_type_and_field_has_a_description() {
    let app = TestApp::small().await;
    let query = "{ __schema { types { name description
        fields(includeDeprecated: true) { name description args { name description } }
        inputFields { name description } enumValues { name description } } } }";
    let answer = app.ask(query).await;
    let types = answer.data()["__schema"]["types"].as_array().unwrap();
    let mut checked = 0;
    for type_ in types {
        let name = type_["name"].as_str().unwrap();
        let built_in = ["Boolean", "Float", "ID", "Int", "String"].contains(&name);
        if name.starts_with("__") || built_in {
            continue;
        }
        assert!(
            type_["description"].is_string(),
            "{name} has no description"
        );
        for list in ["fields", "inputFields", "enumValues"] {
            for member in type_[list].as_array().into_iter().flatten() {
                let member_name = member["name"].as_str().unwrap();
                assert!(
                    member["description"].is_string(),
                    "{name}.{member_name} has no description"
                );
                for argument in member["args"].as_array().into_iter().flatten() {
                    assert!(
                        argument["description"].is_string(),
                        "{name}.{member_name}({}) has no description",
                        argument["name"]
                    );
                }
                checked += 1;
            }
        }
    }
    assert!(checked > 150, "only {checked} members were checked");
}

#[tokio::test]
async fn the_documents_that_clients_rely_on_are_answered_without_errors() {
    let app = TestApp::shipped().await;
    let folder = repository_root().join("tests/queries");
    let mut asked = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let query = std::fs::read_to_string(&path).unwrap();
        let answer = app.ask(&query).await;
        assert!(
            answer.json.get("errors").is_none(),
            "{}: {}",
            path.display(),
            answer.text
        );
        asked += 1;
    }
    assert!(asked >= 5, "only {asked} documents were found");
}

/// The newest schema that was published before this one, and its date.
fn published_before() -> (String, String) {
    let folder = std::fs::read_dir(repository_root().join("tests/schema")).unwrap();
    let newest = folder.map(|entry| entry.unwrap().path()).max().unwrap();
    let date = newest.file_stem().unwrap().to_str().unwrap().to_owned();
    (date, std::fs::read_to_string(newest).unwrap())
}

#[test]
fn the_changes_of_the_schema_are_told_and_said_to_be_additive_or_breaking() {
    let (date, older) = published_before();
    let changes = vanort_api::schema_changes(&older, vanort_api::schema_sdl()).unwrap();
    let expected: Vec<String> = changes.iter().map(|it| format!("- {it}")).collect();
    let told = std::fs::read_to_string(repository_root().join("SCHEMA_CHANGES.md")).unwrap();
    let (heading, rest) = told
        .split_once("\n## ")
        .unwrap()
        .1
        .split_once('\n')
        .unwrap();
    assert_eq!(heading, format!("Since {date}"));
    let newest = rest.split("\n## ").next().unwrap();
    let told: Vec<&str> = newest.lines().filter(|it| it.starts_with("- ")).collect();
    assert!(
        told == expected,
        "the section of SCHEMA_CHANGES.md should be:\n\n{}\n",
        expected.join("\n")
    );
}

#[test]
fn nothing_goes_without_having_been_deprecated_with_a_reason_and_a_date() {
    let (_, older) = published_before();
    let changes = vanort_api::schema_changes(&older, vanort_api::schema_sdl()).unwrap();
    for change in changes {
        assert!(!change.text.ends_with("is gone"), "{change}");
    }
    for after in vanort_api::schema_sdl().split("@deprecated").skip(1) {
        let reason = after.strip_prefix("(reason: \"");
        let dated = reason.is_some_and(|it| is_date(&it[..10]) && it[10..].starts_with(": "));
        assert!(dated, "no reason that begins with a date: {after:.80}");
    }
}

fn is_date(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|it| it.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == 3 && parts.iter().all(|part| digits(part))
}
