//! Two schemas beside each other.

use std::fmt;

use async_graphql::parser::Error;
use async_graphql::parser::types::{BaseType, Type};

use super::member::{Member, Members, parent};

/// Something that is otherwise in a newer schema than in an older one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaChange {
    /// Whether a document that the older schema takes may fail, or mean something else, with the
    /// newer one. An additive change harms none.
    pub is_breaking: bool,
    /// What is otherwise. Example: `Country.capital: String is new`.
    pub text: String,
}

impl fmt::Display for SchemaChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_breaking {
            "breaking"
        } else {
            "additive"
        };
        write!(f, "{kind}: {}", self.text)
    }
}

/// The changes from one schema to another, by path. Descriptions do not count. What is removed
/// without having been deprecated is said to be so.
///
/// # Errors
/// When one of the texts is no schema.
pub fn schema_changes(older: &str, newer: &str) -> Result<Vec<SchemaChange>, Error> {
    let (older, newer) = (Members::read(older)?, Members::read(newer)?);
    let mut changes = Vec::new();
    let mut tell = |is_breaking, text| changes.push(SchemaChange { is_breaking, text });
    for (path, was) in &older.members {
        let gone_with_parent = parent(path).is_some_and(|it| !newer.members.contains_key(it));
        match newer.members.get(path) {
            None if gone_with_parent => {}
            None if older.deprecated.contains_key(path) => {
                tell(true, format!("{path} is gone; it was deprecated"));
            }
            None => tell(true, format!("{path} is gone")),
            Some(is) => {
                if let Some((is_breaking, text)) = difference(was, is) {
                    tell(is_breaking, format!("{path} {text}"));
                }
                let reason = newer.deprecated.get(path);
                if let Some(reason) = reason.filter(|_| !older.deprecated.contains_key(path)) {
                    tell(false, format!("{path} is deprecated: {reason}"));
                }
            }
        }
    }
    for (path, is) in &newer.members {
        let comes_with_parent = parent(path).is_some_and(|it| !older.members.contains_key(it));
        if older.members.contains_key(path) || comes_with_parent {
            continue;
        }
        match is {
            Member::Input(ty, None) if !ty.nullable => {
                tell(true, format!("{path} {ty} is new and required"));
            }
            Member::Input(ty, _) | Member::Output(ty) => {
                tell(false, format!("{path} {ty} is new"));
            }
            Member::Type(kind) => tell(false, format!("{kind} {path} is new")),
            Member::Value | Member::Belongs => tell(false, format!("{path} is new")),
        }
    }
    Ok(changes)
}

/// What is otherwise with a member that both schemas have, and whether that breaks documents.
fn difference(was: &Member, is: &Member) -> Option<(bool, String)> {
    match (was, is) {
        (Member::Output(was), Member::Output(is)) if was != is => {
            Some((!is_within(is, was), format!("is of type {is}, was {was}")))
        }
        (Member::Input(was, _), Member::Input(is, _)) if was != is => {
            Some((!is_within(was, is), format!("takes {is}, took {was}")))
        }
        (Member::Input(_, was), Member::Input(_, is)) if was != is => {
            let told = |default: &Option<String>| default.clone().unwrap_or_else(|| "none".into());
            let text = format!("has the default {}, had {}", told(is), told(was));
            Some((true, text))
        }
        (was, is) if was == is => None,
        (Member::Type(was), Member::Type(is)) => {
            Some((true, format!("is of kind {is}, was {was}")))
        }
        _ => Some((true, "is something else".to_owned())),
    }
}

/// Whether every value of one type is one of another.
fn is_within(narrow: &Type, wide: &Type) -> bool {
    let bases = match (&narrow.base, &wide.base) {
        (BaseType::Named(narrow), BaseType::Named(wide)) => narrow == wide,
        (BaseType::List(narrow), BaseType::List(wide)) => is_within(narrow, wide),
        _ => false,
    };
    bases && (wide.nullable || !narrow.nullable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(older: &str, newer: &str) -> Vec<String> {
        let changes = schema_changes(older, newer).unwrap();
        changes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_same_schema_has_no_changes_whatever_it_says_of_itself() {
        let sdl = crate::schema_sdl();
        assert!(changes(sdl, sdl).is_empty());
        let described = "\"\"\"A town.\"\"\" type Town { \"Its name.\" name: String! }";
        assert!(changes(described, "type Town { name: String! }").is_empty());
    }

    #[test]
    fn what_is_new_or_wider_for_the_client_is_additive() {
        let older =
            "type Query { town(code: ID!): Town } type Town { name: String } enum Kind { A }
            union Any = Town input Filter { name: String! }";
        let newer = "type Query { town(code: ID, year: Int, near: ID! = 1): Town! }
            type Town implements Node { name: String! @deprecated(reason: \"2026-12-01: use names\") names(first: Int): [String!]! }
            enum Kind { A B } type Road { name: String } union Any = Town | Road
            input Filter { name: String kind: Kind } interface Node { id: ID! }";
        assert_eq!(
            changes(older, newer),
            [
                "additive: Filter.name takes String, took String!",
                "additive: Query.town is of type Town!, was Town",
                "additive: Query.town(code:) takes ID, took ID!",
                "additive: Town.name is of type String!, was String",
                "additive: Town.name is deprecated: \"2026-12-01: use names\"",
                "additive: Any = Road is new",
                "additive: Filter.kind Kind is new",
                "additive: Kind.B is new",
                "additive: interface Node is new",
                "additive: Query.town(near:) ID! is new",
                "additive: Query.town(year:) Int is new",
                "additive: type Road is new",
                "additive: Town implements Node is new",
                "additive: Town.names [String!]! is new",
            ]
        );
    }

    #[test]
    fn what_is_gone_narrower_or_required_is_breaking() {
        let older =
            "type Query { town(first: Int = 20, code: ID): Town! a: Int b: Int @deprecated }
            type Town { name: String } enum Kind { A B } scalar Year";
        let newer = "type Query { town(first: Int = 10, code: ID!, by: Kind!): Town c: [Int!] }
            type Town { name: Int } enum Kind { A } enum Year { MMXX }";
        assert_eq!(
            changes(older, newer),
            [
                "breaking: Kind.B is gone",
                "breaking: Query.a is gone",
                "breaking: Query.b is gone; it was deprecated",
                "breaking: Query.town is of type Town, was Town!",
                "breaking: Query.town(code:) takes ID!, took ID",
                "breaking: Query.town(first:) has the default 10, had 20",
                "breaking: Town.name is of type Int, was String",
                "breaking: Year is of kind enum, was scalar",
                "additive: Query.c [Int!] is new",
                "breaking: Query.town(by:) Kind! is new and required",
                "additive: Year.MMXX is new",
            ]
        );
    }

    #[test]
    fn a_text_that_is_no_schema_is_refused() {
        assert!(schema_changes("type {", "").is_err());
    }
}
