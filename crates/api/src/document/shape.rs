//! The order in which an answer's fields were asked for.

use std::collections::{HashMap, HashSet};

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{
    ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, ServerError};
use async_graphql_value::ConstValue;

use crate::answer::Selecting;
use crate::document::type_table::{OutputField, TypeTable};
use crate::document::way::Way;

/// The keys of an object in the order asked for, each with the shape of what stands under it.
///
/// The specification wants the fields of every object in the order of the query (GraphQL, October
/// 2021, section 7.2.2); they are resolved at the same time and arrive in any.
#[derive(Debug, Default)]
pub(crate) struct Shape(IndexMap<Name, Shape>);

/// What is found on the way through the selections of an operation.
#[derive(Debug, Default)]
struct Findings {
    /// The keys under which the operation asks for different things.
    conflicts: Vec<ServerError>,
    /// Whether a field of an object is selected more than once.
    merges: bool,
}

impl Shape {
    /// The shape of what an operation selects on its root, and whether it selects a field of an
    /// object more than once.
    ///
    /// # Errors
    /// The keys under which the operation asks for different things (GraphQL, October 2021, section
    /// 5.3.2).
    pub(crate) fn of(
        table: &TypeTable,
        document: &ExecutableDocument,
        operation: &OperationDefinition,
    ) -> Result<(Self, Selecting), Vec<ServerError>> {
        let mut findings = Findings::default();
        let root = Way::from_root(table.root(operation.ty));
        let selections = [(root, &operation.selection_set.node)];
        let shape = Self::merge(table, document, &selections, &mut findings);
        if !findings.conflicts.is_empty() {
            return Err(findings.conflicts);
        }
        let selecting = if findings.merges {
            Selecting::Again
        } else {
            Selecting::Once
        };
        Ok((shape, selecting))
    }

    /// The shape that several selections of one object add up to.
    fn merge<'d>(
        table: &'d TypeTable,
        document: &'d ExecutableDocument,
        selections: &[(Way, &'d SelectionSet)],
        findings: &mut Findings,
    ) -> Self {
        let mut keys = Keys {
            table,
            document,
            selections: IndexMap::new(),
            fields: HashMap::new(),
            seen: HashSet::new(),
        };
        for (way, selection) in selections {
            keys.collect(selection, way, findings);
        }
        Self(
            keys.selections
                .into_iter()
                .map(|(key, selections)| {
                    let shape = Self::merge(table, document, &selections, findings);
                    (key.clone(), shape)
                })
                .collect(),
        )
    }

    /// How many keys the object has.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Puts the fields of a value into this order; a value that has it already is only looked at.
    pub(crate) fn order(&self, value: &mut ConstValue) {
        match value {
            ConstValue::List(items) => items.iter_mut().for_each(|item| self.order(item)),
            ConstValue::Object(object) if !self.0.is_empty() => {
                if !self.is_order_of(object) {
                    object.sort_by_cached_key(|key, _| {
                        self.0.get_index_of(key).unwrap_or(usize::MAX)
                    });
                }
                // Both go the same way: what the object lacks was skipped.
                let mut shapes = self.0.iter();
                for (key, value) in object {
                    if let Some((_, shape)) = shapes.by_ref().find(|(known, _)| *known == key) {
                        shape.order(value);
                    }
                }
            }
            _ => {}
        }
    }

    fn is_order_of(&self, object: &IndexMap<Name, ConstValue>) -> bool {
        let mut known = self.0.keys();
        object.keys().all(|key| known.any(|known| known == key))
    }
}

/// What an object is asked for.
struct Keys<'d> {
    table: &'d TypeTable,
    document: &'d ExecutableDocument,
    /// What is selected under each key.
    selections: IndexMap<&'d Name, Vec<(Way, &'d SelectionSet)>>,
    /// The fields that a key stands for, one for each way that fragments name.
    fields: HashMap<&'d Name, Vec<(Way, &'d Positioned<Field>)>>,
    seen: HashSet<(Way, *const SelectionSet)>,
}

impl<'d> Keys<'d> {
    /// Collects the fields of a selection and of the fragments in it, each selection once. The
    /// number of fields that a document may name bounds the whole.
    fn collect(&mut self, selection: &'d SelectionSet, way: &Way, findings: &mut Findings) {
        if !self
            .seen
            .insert((way.clone(), std::ptr::from_ref(selection)))
        {
            findings.merges = true;
            return;
        }
        for item in &selection.items {
            match &item.node {
                Selection::Field(field) => self.field(field, way, findings),
                Selection::InlineFragment(fragment) => {
                    let fragment = &fragment.node;
                    let condition = fragment.type_condition.as_ref();
                    let way = condition.map_or_else(
                        || way.clone(),
                        |condition| way.narrowed(self.table.id(&condition.node.on.node)),
                    );
                    self.collect(&fragment.selection_set.node, &way, findings);
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) = self.document.fragments.get(name) {
                        let on = self.table.id(&fragment.node.type_condition.node.on.node);
                        let way = way.narrowed(on);
                        self.collect(&fragment.node.selection_set.node, &way, findings);
                    }
                }
            }
        }
    }

    fn field(&mut self, field: &'d Positioned<Field>, way: &Way, findings: &mut Findings) {
        let key = &field.node.response_key().node;
        let definition = self.definition(way, &field.node);
        let known = self.fields.get(key).map_or(&[][..], Vec::as_slice);
        for (other, first) in known {
            let may_be_one = other.overlaps(way, self.table);
            findings.merges |= may_be_one;
            if !may_be_one || is_same(&first.node, &field.node) {
                continue;
            }
            let message = format!(
                "the fields under \"{key}\" differ by name or arguments and cannot be one; \
                 give each an alias of its own"
            );
            let mut conflict = ServerError::new(message, None);
            conflict.locations = vec![first.pos, field.pos];
            findings.conflicts.push(conflict);
            return;
        }
        let is_new = !known.iter().any(|(other, _)| other == way);
        if is_new {
            let known = self.fields.entry(key).or_default();
            known.push((way.clone(), field));
        }
        let way = way.longer(definition.and_then(|field| field.selected));
        let selections = self.selections.entry(key).or_default();
        selections.push((way, &field.node.selection_set.node));
    }

    fn definition(&self, way: &Way, field: &Field) -> Option<&'d OutputField> {
        self.table.output_field(way.on()?, &field.name.node)
    }
}

/// Whether two fields ask for the same; the order of arguments does not matter.
fn is_same(one: &Field, other: &Field) -> bool {
    std::ptr::eq(one, other)
        || (one.name.node == other.name.node
            && one.arguments.len() == other.arguments.len()
            && one.arguments.iter().all(|(name, value)| {
                other.get_argument(&name.node).map(|value| &value.node) == Some(&value.node)
            }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::schema_sdl;
    use async_graphql::parser::parse_query;
    use async_graphql::value;

    fn shape(query: &str) -> Result<Shape, Vec<ServerError>> {
        let table = TypeTable::read(schema_sdl());
        let document = parse_query(query).unwrap();
        let (_, operation) = document.operations.iter().next().unwrap();
        Shape::of(&table, &document, &operation.node).map(|(shape, _)| shape)
    }

    #[test]
    fn what_is_selected_more_than_once_of_an_object_is_known() {
        let table = TypeTable::read(schema_sdl());
        for (query, selecting) in [
            (
                "{ a: counties { code } b: counties { code } }",
                Selecting::Once,
            ),
            (
                "{ ...F } fragment F on Query { counties { code ...C } } fragment C on County { name }",
                Selecting::Once,
            ),
            (
                "{ node(id: 1) { ... on Country { code } ... on County { code } } }",
                Selecting::Once,
            ),
            (
                "{ a: counties { ...C } b: counties { ...C } } fragment C on County { name }",
                Selecting::Once,
            ),
            ("{ counties { code code } }", Selecting::Again),
            ("{ counties { code } counties { name } }", Selecting::Again),
            (
                "{ counties { ...C ...C } } fragment C on County { name }",
                Selecting::Again,
            ),
            (
                "{ counties { name ...C } } fragment C on County { name }",
                Selecting::Again,
            ),
            (
                "{ node(id: 1) { id ... on Country { id } } }",
                Selecting::Again,
            ),
        ] {
            let document = parse_query(query).unwrap();
            let (_, operation) = document.operations.iter().next().unwrap();
            let (_, found) = Shape::of(&table, &document, &operation.node).unwrap();
            assert_eq!(found, selecting, "{query}");
        }
    }

    #[test]
    fn fields_come_in_the_order_of_the_query_through_lists_fragments_and_aliases() {
        let query = "query { b { y ...F x: z } ... on Query { a } b { w } }
            fragment F on B { v }";
        let mut data = value!({ "a": 1, "b": [{ "w": 1, "x": 2, "v": 3, "y": 4 }, null] });
        shape(query).unwrap().order(&mut data);
        assert_eq!(
            data.to_string(),
            "{b: [{y: 4, v: 3, x: 2, w: 1}, null], a: 1}"
        );
    }

    #[test]
    fn what_was_skipped_does_not_disturb_the_order() {
        let shape = shape("{ a b { c d e } f }").unwrap();
        let mut data = value!({ "b": { "e": 1, "c": 2 }, "f": 3 });
        shape.order(&mut data);
        assert_eq!(data.to_string(), "{b: {c: 2, e: 1}, f: 3}");
    }

    #[test]
    fn one_key_cannot_stand_for_two_fields_however_deep() {
        let country = |fields: &str| format!("{{ country(code: \"FI\") {{ {fields} }} }}");
        let node = |fields: &str| format!("{{ node(id: 1) {{ {fields} }} }}");
        for (query, conflicts) in [
            ("{ country(code: \"FI\") { x: name } country(code: \"FI\") { x: code } }".to_owned(), 1),
            ("{ x: country(code: \"FI\") { name } x: country(code: \"NO\") { name } }".to_owned(), 1),
            (country("... { name(language: $l) } name(language: $l)"), 0),
            (country("name ... on Country { name(language: EN) }"), 1),
            (country("... on Node { x: id } x: code"), 1),
            (node("... on Country { x: name } ... on Municipality { x: code }"), 0),
            (node("... on PartnerTown { c: country { name } } ... on Municipality { c: country { name(language: EN) } }"), 0),
            (node("... on LocalAuthority { c: country { name } } ... on Municipality { c: country { name(language: EN) } }"), 1),
            (node("... on LocalAuthority { x: name } ... on Municipality { x: code }"), 1),
            ("{ countries(first: 1, last: 2) { totalCount } countries(last: 2, first: 1) { totalCount } }".to_owned(), 0),
        ] {
            let found = shape(&query).err().map_or(0, |conflicts| conflicts.len());
            assert_eq!(found, conflicts, "{query}");
        }
    }
}
