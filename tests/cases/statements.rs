//! What a query costs the database: nothing, whatever it asks for, but for what people send in.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use vanort_api::Limits;
use vanort_tests::{Register, TestApp};

/// What the fields of the root must be asked with.
const NEEDED: &[(&str, &str)] = &[
    ("country", "(code: \"DE\")"),
    ("importChanges", "(id: \"$run\", first: 100)"),
    ("municipality", "(code: \"0481\")"),
    ("node", "(id: \"$municipality\")"),
    ("nodes", "(ids: [\"$municipality\", \"$town\"])"),
    ("partnerTown", "(id: \"$town\")"),
    ("region", "(code: \"12\")"),
    ("search", "(query: \"b\", first: 20)"),
    ("suggest", "(prefix: \"b\")"),
];

/// The fields of the root that are answered from the database, and how many statements each costs at
/// most, whatever its page's size.
const READING: &[(&str, u64)] = &[
    ("feedback", 2),
    ("importChanges", 2),
    ("importRuns", 2),
    ("partnerSeekers", 2),
];

/// The schema as it tells of itself.
struct Schema(BTreeMap<String, Value>);

impl Schema {
    async fn of(app: &TestApp) -> Self {
        let query = "{ __schema { types { name kind possibleTypes { name } fields { name
            args { name type { kind } } type { name kind ofType { name kind ofType { name kind ofType { name kind } } } } } } } }";
        let answer = app.ask(query).await;
        let types = answer.data()["__schema"]["types"].as_array().unwrap();
        let by_name = types.iter().map(|it| {
            let name = it["name"].as_str().unwrap().to_owned();
            (name, it.clone())
        });
        Self(by_name.collect())
    }

    /// The name of the type that a field's type wraps.
    fn named(field: &Value) -> String {
        let mut type_ = &field["type"];
        while !type_["ofType"].is_null() {
            type_ = &type_["ofType"];
        }
        type_["name"].as_str().unwrap().to_owned()
    }

    /// The same selection with every object's fields in two selections of it.
    fn in_two(selection: &str) -> String {
        let mut objects: Vec<Vec<String>> = vec![Vec::new()];
        for part in selection.split_ascii_whitespace() {
            match part {
                "{" => objects.push(Vec::new()),
                "}" => {
                    let fields = objects.pop().unwrap();
                    let of = objects.last_mut().unwrap();
                    let head = of.pop().unwrap();
                    let (one, other) = fields.split_at(fields.len().div_ceil(2));
                    for half in [one, other].iter().filter(|half| !half.is_empty()) {
                        of.push(format!("{head} {{ {} }}", half.join(" ")));
                    }
                }
                word => {
                    let object = objects.last_mut().unwrap();
                    // An alias, arguments, and what a fragment is on belong to what comes before.
                    let goes_on = |last: &&mut String| {
                        let open = last.matches('(').count() > last.matches(')').count();
                        open || last.ends_with(':') || *last == "..." || last.ends_with("... on")
                    };
                    match object.last_mut().filter(goes_on) {
                        Some(last) => *last = format!("{last} {word}"),
                        None => object.push(word.to_owned()),
                    }
                }
            }
        }
        objects.concat().join(" ")
    }

    /// Everything that can be selected of a type, as deep as told.
    fn selection(&self, name: &str, depth: usize) -> Option<String> {
        let type_ = &self.0[name];
        match type_["kind"].as_str().unwrap() {
            "OBJECT" => {
                let fields = type_["fields"].as_array().unwrap().iter();
                let fields: Vec<String> = fields
                    .filter_map(|field| self.field(field, depth))
                    .collect();
                Some(format!("{{ __typename {} }}", fields.join(" ")))
            }
            "INTERFACE" | "UNION" => {
                let possible = type_["possibleTypes"].as_array().unwrap().iter();
                let parts = possible.filter_map(|it| {
                    let name = it["name"].as_str().unwrap();
                    let aliased = self.selection(name, depth)?;
                    Some(format!("... on {name} {aliased}"))
                });
                let parts: Vec<String> = parts.collect();
                Some(format!("{{ __typename {} }}", parts.join(" ")))
            }
            _ => None,
        }
    }

    fn field(&self, field: &Value, depth: usize) -> Option<String> {
        let name = field["name"].as_str().unwrap();
        let type_name = Self::named(field);
        let is_leaf = matches!(
            self.0[&type_name]["kind"].as_str().unwrap(),
            "SCALAR" | "ENUM"
        );
        let arguments = field["args"].as_array().unwrap();
        let of_lists = if arguments.iter().any(|it| it["name"] == "first") {
            "(first: 3)"
        } else {
            ""
        };
        let needed = NEEDED.iter().find(|(known, _)| *known == name);
        let is_needed = arguments.iter().any(|it| it["type"]["kind"] == "NON_NULL");
        let arguments = match needed {
            Some((_, arguments)) if is_needed => arguments,
            _ => of_lists,
        };
        if is_leaf {
            return Some(format!("{name}{arguments}"));
        }
        let depth = depth.checked_sub(1)?;
        // Fields of one name in several types of a union may have several types.
        let selection = self.selection(&type_name, depth)?;
        Some(format!("{name}_{type_name}: {name}{arguments} {selection}"))
    }
}

/// Limits that let everything through.
fn unlimited() -> Limits {
    Limits {
        max_depth: usize::MAX,
        max_cost: u64::MAX,
        max_fields: usize::MAX,
        max_aliases: usize::MAX,
        max_repeats: usize::MAX,
        max_tokens: usize::MAX,
        max_body_bytes: usize::MAX,
        ..Limits::default()
    }
}

#[tokio::test]
async fn every_field_of_the_schema_is_answered_from_memory() {
    let app = TestApp::builder()
        .register(Register::shipped())
        .limits(unlimited())
        .build()
        .await;
    let ids = app
        .ask(r#"{ municipality(code: "0481") { id partnerTowns(first: 1) { nodes { id } } } }"#)
        .await;
    let municipality = &ids.data()["municipality"];
    let town = &municipality["partnerTowns"]["nodes"][0]["id"];
    // A run with changes and findings.
    let content =
        STANDARD.encode("Kommun;Vänort;Land\nHalmstad;Vasa;Finland\nHalmstad;Ås;Norrge\n");
    let checked = app
        .administer(
            "mutation($c: Base64!) { importWorkbook(input: { fileName: \"a.csv\", content: $c }) { importRun { id } } }",
            json!({ "c": content }),
        )
        .await;
    let run = checked.data()["importWorkbook"]["importRun"]["id"]
        .as_str()
        .unwrap();
    let schema = Schema::of(&app).await;
    let root = schema.0["Query"]["fields"].as_array().unwrap().clone();
    assert!(root.len() >= 20, "{}", root.len());
    for field in root {
        let query = schema.field(&field, 5).unwrap();
        let query = format!("{{ {query} }}")
            .replace("$municipality", municipality["id"].as_str().unwrap())
            .replace("$town", town.as_str().unwrap())
            .replace("$run", run);
        let (statements, answer) = app.count_statements(&query).await;
        let name = field["name"].as_str().unwrap();
        let reading = READING.iter().find(|(known, _)| *known == name);
        assert!(
            answer.json.get("errors").is_none(),
            "{name}: {}",
            answer.json["errors"]
        );
        assert!(answer.text.len() > 50, "{name}: {}", answer.text);
        // A field that is selected twice is one.
        let fields = query.trim_matches(['{', '}']);
        let twice = format!("{{ {fields} ...Again }} fragment Again on Query {{ {fields} }}");
        let again = app.ask_as_administrator(&twice).await;
        assert_eq!(again.data(), answer.data(), "{name}");
        let in_two = format!("{{ {} }}", Schema::in_two(fields));
        assert!(in_two.len() > query.len(), "{in_two}");
        let again = app.ask_as_administrator(&in_two).await;
        assert_eq!(again.data(), answer.data(), "{name}");
        match reading {
            Some((_, most)) => assert!((1..=*most).contains(&statements), "{name}: {statements}"),
            None => assert_eq!(statements, 0, "{name}"),
        }
    }
}

#[tokio::test]
async fn a_page_costs_no_statement_whatever_its_size_filter_and_order() {
    let app = TestApp::builder()
        .register(Register::shipped())
        .limits(unlimited())
        .build()
        .await;
    for first in [1, 30, 100] {
        let query = format!(
            "{{ municipalities(first: {first}, filter: {{ twinnings: {{ some: {{ statuses: [UNKNOWN] }} }} }},
                    orderBy: {{ field: TWINNINGS, direction: DESC }}) {{ totalCount edges {{ cursor node {{
                name alternateNames twinnings(first: 10, filter: {{ partner: {{ population: {{ from: 1000 }} }} }}) {{
                    totalCount edges {{ cursor node {{ partner {{ name }} }} }} }} }} }} }} }}"
        );
        let (statements, answer) = app.count_statements(&query).await;
        let edges = answer.data()["municipalities"]["edges"].as_array().unwrap();
        assert_eq!((edges.len(), statements), (first, 0));
    }
}
