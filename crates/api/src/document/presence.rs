//! Objects of which nothing is selected, such as a hit of a type that no fragment names.
//!
//! The specification wants an object without fields; the executor says null, even where the schema
//! has no null, and loses what another selection of the same object has. So something is selected of
//! every object, and taken out of the answer again.

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, Selection, SelectionSet, TypeCondition,
};
use async_graphql::{Name, Positioned};

use crate::document::type_table::{TypeId, TypeTable};

/// The key of what is selected beside what was asked for: no document can name it.
pub(crate) const PRESENCE: &str = "!";

/// Selects something beside every selection below the root that an object may have nothing of.
pub(crate) fn select_presence(table: &TypeTable, document: &mut ExecutableDocument) {
    let whole = document.clone();
    let walk = Walk {
        table,
        document: &whole,
    };
    if let DocumentOperations::Single(operation) = &mut document.operations {
        let operation = &mut operation.node;
        walk.fields_of(&mut operation.selection_set.node, table.root(operation.ty));
    }
    for fragment in document.fragments.values_mut() {
        let fragment = &mut fragment.node;
        let on = walk.named(&fragment.type_condition);
        walk.fields_of(&mut fragment.selection_set.node, on);
    }
}

struct Walk<'d> {
    table: &'d TypeTable,
    document: &'d ExecutableDocument,
}

impl Walk<'_> {
    fn named(&self, condition: &Positioned<TypeCondition>) -> Option<TypeId> {
        self.table.id(&condition.node.on.node)
    }

    /// Goes through the selections of the fields of a selection.
    fn fields_of(&self, selection: &mut SelectionSet, on: Option<TypeId>) {
        for item in &mut selection.items {
            match &mut item.node {
                Selection::Field(field) => self.field(&mut field.node, on),
                Selection::InlineFragment(fragment) => {
                    let fragment = &mut fragment.node;
                    let condition = fragment.type_condition.as_ref();
                    let on = condition.map_or(on, |condition| self.named(condition));
                    self.fields_of(&mut fragment.selection_set.node, on);
                }
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    fn field(&self, field: &mut Field, on: Option<TypeId>) {
        let Some(first) = field.selection_set.node.items.first() else {
            return;
        };
        let position = first.pos;
        let definition = on.and_then(|on| self.table.output_field(on, &field.name.node));
        let selected = definition.and_then(|definition| definition.selected);
        let selection = &mut field.selection_set.node;
        self.fields_of(selection, selected);
        if !self.is_sure(selection, selected) {
            let at = |name| Positioned::new(Name::new(name), position);
            let presence = Field {
                alias: Some(at(PRESENCE)),
                name: at("__typename"),
                arguments: Vec::new(),
                directives: Vec::new(),
                selection_set: Positioned::default(),
            };
            let presence = Selection::Field(Positioned::new(presence, position));
            selection.items.push(Positioned::new(presence, position));
        }
    }

    /// Whether every object of a type has something of a selection.
    fn is_sure(&self, selection: &SelectionSet, on: Option<TypeId>) -> bool {
        selection.items.iter().any(|item| {
            // It may be skipped.
            if !item.node.directives().is_empty() {
                return false;
            }
            match &item.node {
                Selection::Field(_) => true,
                Selection::InlineFragment(fragment) => {
                    let fragment = &fragment.node;
                    let condition = fragment.type_condition.as_ref();
                    let of = condition.map_or(on, |condition| self.named(condition));
                    self.table.is_always(on, of) && self.is_sure(&fragment.selection_set.node, of)
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    self.document.fragments.get(name).is_some_and(|fragment| {
                        let fragment = &fragment.node;
                        let of = self.named(&fragment.type_condition);
                        self.table.is_always(on, of)
                            && self.is_sure(&fragment.selection_set.node, of)
                    })
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::schema_sdl;
    use async_graphql::parser::parse_query;

    /// How many fields are selected beside those that a query asks for.
    fn added(query: &str) -> usize {
        let table = TypeTable::read(schema_sdl());
        let mut document = parse_query(query).unwrap();
        select_presence(&table, &mut document);
        format!("{document:?}").matches("\"!\"").count()
    }

    #[test]
    fn something_is_selected_of_what_may_have_nothing_else() {
        let node = |fields: &str| format!("{{ node(id: 1) {{ {fields} }} }}");
        let country = |fields: &str| format!("{{ country(code: \"FI\") {{ {fields} }} }}");
        for (query, expected) in [
            (node("id"), 0),
            (node("... on Country { name }"), 1),
            (node("id ... on Country { name }"), 0),
            (
                node("... on Country { name } ... on Municipality { name }"),
                1,
            ),
            (node("... on Node { id }"), 0),
            (country("... on Node { id }"), 0),
            (country("...F") + " fragment F on Country { name }", 0),
            (
                country("...F") + " fragment F on Node { ... on County { name } }",
                1,
            ),
            (
                country("...F @include(if: $i)") + " fragment F on Country { name }",
                1,
            ),
            (country("name @skip(if: $s)"), 1),
            (country("... { name }"), 0),
            (
                node("...F")
                    + " fragment F on Municipality { county { ... on Node { id } region { name @skip(if: $s) } } }",
                2,
            ),
        ] {
            assert_eq!(added(&query), expected, "{query}");
        }
    }
}
