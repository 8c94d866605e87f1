//! What clients ask in turns.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::server::Server;

/// What a page of one municipality asks.
const MUNICIPALITY: &str = "query Municipality($code: MunicipalityCode!) { municipality(code: $code) { code name county { name } twinnings(first: 100) { totalCount nodes { kind status since partner { name country { code name } } } } } }";

/// What a page of a list asks.
const MUNICIPALITIES: &str = "query Municipalities { municipalities(first: 50) { nodes { code name twinnings(first: 10) { nodes { kind status since partner { name country { code name } } } } } } }";

/// What a search page asks.
const SEARCH: &str = "query Search($text: String!) { search(query: $text, first: 10) { totalCount edges { matchedName matchReason node { __typename ... on Municipality { name } ... on Region { name } ... on PartnerTown { name country { name } } ... on Country { name } } } } }";

/// What a start page asks.
const COUNTRIES: &str =
    "query Countries { countries(first: 100) { nodes { code name partnerTowns { totalCount } } } }";

/// One question: what is asked in turns, and how often a second the best of the others answers it.
pub struct Question {
    pub name: &'static str,
    pub bodies: Vec<String>,
    /// `PostGraphile` on `PostgreSQL`, graphql-yoga with better-sqlite3 and loaders, Seaography on
    /// `SQLite`.
    pub others: [u32; 3],
}

/// The questions, over what the register has.
pub fn questions(server: &Server) -> Result<Vec<Question>> {
    let (mut codes, mut names, mut after) = (Vec::new(), Vec::new(), Value::Null);
    loop {
        let page = "query($after: String) { municipalities(first: 100, after: $after) { nodes { code name } pageInfo { hasNextPage endCursor } } }";
        let page = server.ask(&body(page, &json!({ "after": after })))?;
        let page: Value = serde_json::from_slice(&page)?;
        let list = page.pointer("/data/municipalities").context("a list")?;
        for node in list["nodes"].as_array().context("its nodes")? {
            codes.push(node["code"].clone());
            names.push(node["name"].as_str().context("a name")?.to_owned());
        }
        let end = list.pointer("/pageInfo/endCursor");
        after = end.context("where it ends")?.clone();
        if list.pointer("/pageInfo/hasNextPage") == Some(&Value::Bool(false)) {
            break;
        }
    }
    // As people type: whole, without its letters, unfinished, with two neighbours exchanged.
    let texts = names.iter().flat_map(|name| {
        let letters: Vec<char> = name.to_lowercase().chars().collect();
        let beginning: String = letters.iter().take(letters.len().max(5) - 1).collect();
        let mut exchanged = letters.clone();
        exchanged.swap(1, 2);
        let bare = name.replace(['å', 'ä'], "a").replace('ö', "o");
        [name.clone(), bare, beginning, exchanged.iter().collect()]
    });
    Ok(vec![
        Question {
            name: "Q1 one municipality's page",
            bodies: (codes.iter())
                .map(|code| body(MUNICIPALITY, &json!({ "code": code })))
                .collect(),
            others: [1_725, 1_893, 2_214],
        },
        Question {
            name: "Q2 50 municipalities, 10 ties each",
            bodies: vec![body(MUNICIPALITIES, &json!({}))],
            others: [553, 465, 87],
        },
        Question {
            name: "Q3 search",
            bodies: texts
                .map(|text| body(SEARCH, &json!({ "text": text })))
                .collect(),
            others: [1_071, 1_211, 2_228],
        },
        Question {
            name: "Q4 countries with counts",
            bodies: vec![body(COUNTRIES, &json!({}))],
            others: [1_344, 1_111, 308],
        },
    ])
}

fn body(query: &str, variables: &Value) -> String {
    json!({ "query": query, "variables": variables }).to_string()
}
