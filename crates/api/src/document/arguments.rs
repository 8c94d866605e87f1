//! The values that a document itself gives, held to the types of the schema.

use std::collections::HashMap;

use async_graphql::parser::types::{
    BaseType, Directive, ExecutableDocument, Field, Selection, SelectionSet, Type,
    VariableDefinition,
};
use async_graphql::{Name, Positioned, ServerError};
use async_graphql_value::{ConstValue, Value};

use crate::document::input_value::{InputCheck, InputValue, Place, quoted};
use crate::document::operation::needed_fragments;
use crate::document::type_table::{Argument, TypeId, TypeTable, innermost};
use crate::document::variable_usage::{VariableUsage, usage_mistakes};

/// What is wrong with the values that a document gives as arguments and as defaults of its
/// variables. A variable among them is held to what its place takes by its declaration, and by its
/// value once the request is known.
pub(crate) fn argument_mistakes(
    table: &TypeTable,
    document: &ExecutableDocument,
) -> Vec<ServerError> {
    let mut walk = Walk {
        table,
        mistakes: Vec::new(),
        usages: Vec::new(),
    };
    let mut of_fragments = HashMap::new();
    for (name, fragment) in &document.fragments {
        let fragment = &fragment.node;
        let on = table.id(&fragment.type_condition.node.on.node);
        walk.selection(&fragment.selection_set.node, on);
        of_fragments.insert(name, std::mem::take(&mut walk.usages));
    }
    for (_, operation) in document.operations.iter() {
        let operation = &operation.node;
        for variable in &operation.variable_definitions {
            walk.variable(&variable.node);
        }
        walk.directives(&operation.directives);
        walk.selection(&operation.selection_set.node, table.root(operation.ty));
        let mut usages = std::mem::take(&mut walk.usages);
        for fragment in needed_fragments(document, &operation.selection_set.node) {
            usages.extend(of_fragments.get(&fragment).into_iter().flatten().cloned());
        }
        walk.mistakes.extend(usage_mistakes(operation, &usages));
    }
    walk.mistakes
}

/// The places of one operation's document that take no null, with the variables that stand there.
pub(crate) fn places_without_null(
    table: &TypeTable,
    document: &ExecutableDocument,
) -> Vec<VariableUsage> {
    let mut walk = Walk {
        table,
        mistakes: Vec::new(),
        usages: Vec::new(),
    };
    for fragment in document.fragments.values() {
        let on = table.id(&fragment.node.type_condition.node.on.node);
        walk.selection(&fragment.node.selection_set.node, on);
    }
    for (_, operation) in document.operations.iter() {
        let operation = &operation.node;
        walk.directives(&operation.directives);
        walk.selection(&operation.selection_set.node, table.root(operation.ty));
    }
    walk.usages.retain(|usage| !usage.taken.ty.nullable);
    walk.usages
}

struct Walk<'t> {
    table: &'t TypeTable,
    mistakes: Vec<ServerError>,
    usages: Vec<VariableUsage>,
}

impl Walk<'_> {
    fn variable(&mut self, variable: &VariableDefinition) {
        let ty = &variable.var_type;
        let name = &variable.name;
        if self.table.input(innermost(&ty.node)).is_none() {
            let unknown = quoted(innermost(&ty.node));
            let message = format!("variable ${}: there is no input type {unknown}", name.node);
            self.mistakes.push(ServerError::new(message, Some(ty.pos)));
        } else if let Some(default) = &variable.default_value {
            let taken = Argument {
                ty: ty.node.clone(),
                has_default: false,
            };
            self.check::<ConstValue>(&taken, default, Place::Variable(&name.node));
        }
    }

    fn selection(&mut self, selection: &SelectionSet, on: Option<TypeId>) {
        for item in &selection.items {
            self.directives(item.node.directives());
            match &item.node {
                Selection::Field(field) => {
                    let field = &field.node;
                    if field.name.node == "__typename" {
                        self.type_name(field);
                    }
                    let known = on.and_then(|on| self.table.output_field(on, &field.name.node));
                    let arguments = known.map(|known| &known.arguments);
                    for (name, value) in &field.arguments {
                        let argument = arguments.into_iter().flatten();
                        if let Some((_, argument)) =
                            argument.into_iter().find(|(known, _)| *known == name.node)
                        {
                            self.check::<Value>(argument, value, Place::Argument(&name.node));
                        }
                    }
                    let selected = known.and_then(|known| known.selected);
                    self.selection(&field.selection_set.node, selected);
                }
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref();
                    let on =
                        condition.map_or(on, |condition| self.table.id(&condition.node.on.node));
                    self.selection(&fragment.node.selection_set.node, on);
                }
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    /// The executor's own validation does not look at `__typename`.
    fn type_name(&mut self, field: &Field) {
        let mut tell = |message: String, at| {
            self.mistakes.push(ServerError::new(message, Some(at)));
        };
        if !field.arguments.is_empty() {
            tell("__typename has no arguments".to_owned(), field.name.pos);
        }
        if !field.selection_set.node.items.is_empty() {
            tell(
                "__typename has no fields to select".to_owned(),
                field.name.pos,
            );
        }
        let mut times: HashMap<&Name, usize> = HashMap::new();
        for directive in &field.directives {
            let name = &directive.node.name.node;
            let times = times.entry(name).or_default();
            *times += 1;
            // However often it stands here, it is reported once.
            if *times > 1 {
                if *times == 2 {
                    let message = format!("the directive @{name} stands here twice; give it once");
                    tell(message, directive.pos);
                }
                continue;
            }
            if !matches!(name.as_str(), "skip" | "include") {
                tell(format!("there is no directive @{name} here"), directive.pos);
            } else if directive.node.get_argument("if").is_none() {
                tell(format!("@{name} needs the argument \"if\""), directive.pos);
            }
        }
    }

    fn directives(&mut self, directives: &[Positioned<Directive>]) {
        let boolean = Argument {
            ty: Type {
                base: BaseType::Named(Name::new("Boolean")),
                nullable: false,
            },
            has_default: false,
        };
        for directive in directives {
            if matches!(directive.node.name.node.as_str(), "skip" | "include")
                && let Some(value) = directive.node.get_argument("if")
            {
                self.check::<Value>(&boolean, value, Place::Argument(&Name::new("if")));
            }
        }
    }

    fn check<V: InputValue>(&mut self, taken: &Argument, value: &Positioned<V>, place: Place<'_>) {
        let mut check = InputCheck::new(self.table, false);
        check.check(taken, &value.node, place);
        let mistakes = check.mistakes.into_iter();
        self.mistakes
            .extend(mistakes.map(|mistake| ServerError::new(mistake, Some(value.pos))));
        let variables = check.variables.into_iter();
        self.usages
            .extend(variables.map(|(name, taken, place)| VariableUsage {
                name,
                taken,
                place,
                position: value.pos,
            }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::schema_sdl;
    use async_graphql::parser::parse_query;

    fn mistakes(query: &str) -> Vec<String> {
        let table = TypeTable::read(schema_sdl());
        let found = argument_mistakes(&table, &parse_query(query).unwrap());
        found.into_iter().map(|error| error.message).collect()
    }

    #[test]
    fn values_are_held_to_their_types_wherever_they_stand() {
        for (query, mistake) in [
            (
                "{ countries(first: 2147483648) { totalCount } }",
                "argument first: expected Int",
            ),
            (
                "{ municipality(code: \"138\") { name } }",
                "argument code: \"138\" is not",
            ),
            (
                "{ twinnings(filter: { kinds: \"OTHER\" }) { totalCount } }",
                "argument filter.kinds: expected TwinningKind",
            ),
            (
                "{ twinnings(filter: { counties: $c, kind: OTHER }) { totalCount } }",
                "TwinningFilter has no field \"kind\"",
            ),
            (
                "{ __typename @skip(if: 1) }",
                "argument if: expected Boolean, found 1",
            ),
            (
                "{ ...F } fragment F on Query { country(code: 1) { name } }",
                "argument code: expected CountryCode, found 1",
            ),
            (
                "{ node(id: \"x\") { ... on Country { name(language: \"SV\") } } }",
                "expected Language",
            ),
            (
                "query($a: [Nothing!] = [1]) { __typename }",
                "variable $a: there is no input type \"Nothing\"",
            ),
            (
                "query($a: Country) { __typename }",
                "variable $a: there is no input type \"Country\"",
            ),
            (
                "query($a: Int = \"x\") { __typename }",
                "variable $a: expected Int, found \"x\"",
            ),
            ("{ __typename @nowhere }", "no directive @nowhere"),
            ("{ __typename @skip }", "needs the argument"),
            (
                "{ __typename @skip(if: false) @skip(if: false) @skip(if: true) }",
                "@skip stands here twice",
            ),
            ("{ __typename(a: 1) }", "no arguments"),
            ("{ __typename { a } }", "no fields"),
            (
                "{ __type(name: 1) { name } }",
                "argument name: expected String, found 1",
            ),
        ] {
            let found = mistakes(query);
            assert_eq!(found.len(), 1, "{query}: {found:?}");
            assert!(found[0].contains(mistake), "{}", found[0]);
        }
        assert!(mistakes("query($c: [CountyCode!] = [\"13\"]) { twinnings(filter: { counties: $c }) { totalCount } }").is_empty());
    }
}
