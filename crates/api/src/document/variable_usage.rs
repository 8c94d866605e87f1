//! Variables in the places where a document uses them, which the executor's own validation does
//! not compare.

use async_graphql::parser::types::{
    BaseType, ExecutableDocument, OperationDefinition, Selection, SelectionSet, Type,
    VariableDefinition,
};
use async_graphql::{Name, Pos, Positioned, ServerError, Variables};
use async_graphql_value::{ConstValue, Value};

use crate::document::type_table::Argument;

/// A variable where an argument or a part of one stands.
#[derive(Debug, Clone)]
pub(crate) struct VariableUsage {
    pub(crate) name: Name,
    /// What its place takes.
    pub(crate) taken: Argument,
    /// The argument or the field that it stands in, as a message names it.
    pub(crate) place: String,
    pub(crate) position: Pos,
}

/// The variables that an operation uses where their types do not fit (GraphQL, October 2021,
/// section 5.8.5). Those that it does not declare are told elsewhere.
pub(crate) fn usage_mistakes(
    operation: &OperationDefinition,
    usages: &[VariableUsage],
) -> Vec<ServerError> {
    let mut mistakes = Vec::new();
    for usage in usages {
        let mut definitions = operation.variable_definitions.iter();
        let definition = definitions.find(|definition| definition.node.name.node == usage.name);
        if let Some(definition) = definition
            && !fits(&definition.node, &usage.taken)
        {
            let message = format!(
                "variable ${} is of type {} and stands where {} expects {}",
                usage.name, definition.node.var_type.node, usage.place, usage.taken.ty
            );
            let mut mistake = ServerError::new(message, None);
            mistake.locations = vec![usage.position, definition.pos];
            mistakes.push(mistake);
        }
    }
    mistakes
}

/// The variables that are null in a place that takes no null: a default, of the variable or of the
/// place, lets one of a type that may be null stand there, but stands in only for what is not given
/// (GraphQL, October 2021, section 5.8.5).
pub(crate) fn null_mistakes(
    operation: &OperationDefinition,
    usages: &[VariableUsage],
    given: &Variables,
) -> Vec<ServerError> {
    let usages = usages.iter();
    let nulls = usages.filter(|usage| given.get(&usage.name) == Some(&ConstValue::Null));
    let mistakes = nulls.map(|usage| {
        let message = format!(
            "variable ${}: {} expects {}, found null; leave the variable out or give it a value",
            usage.name, usage.place, usage.taken.ty
        );
        let mut definitions = operation.variable_definitions.iter();
        let definition = definitions.find(|definition| definition.node.name.node == usage.name);
        let mut mistake = ServerError::new(message, Some(usage.position));
        mistake.locations.extend(definition.map(|it| it.pos));
        mistake
    });
    mistakes.collect()
}

fn fits(variable: &VariableDefinition, taken: &Argument) -> bool {
    let given = &variable.var_type.node;
    let default = variable.default_value.as_ref();
    let has_default = default.is_some_and(|default| default.node != ConstValue::Null);
    if given.nullable && !taken.ty.nullable && (has_default || taken.has_default) {
        // What is not given is the default's, and so there is always something.
        return fits_base(&given.base, &taken.ty.base);
    }
    fits_type(given, &taken.ty)
}

fn fits_type(given: &Type, taken: &Type) -> bool {
    (taken.nullable || !given.nullable) && fits_base(&given.base, &taken.base)
}

fn fits_base(given: &BaseType, taken: &BaseType) -> bool {
    match (given, taken) {
        (BaseType::Named(given), BaseType::Named(taken)) => given == taken,
        (BaseType::List(given), BaseType::List(taken)) => fits_type(given, taken),
        (BaseType::Named(_), BaseType::List(_)) | (BaseType::List(_), BaseType::Named(_)) => false,
    }
}

/// Takes out of a document the arguments whose variables are not given: to leave a variable out is
/// to leave its argument out, so that the argument's default counts. The executor takes it for
/// null.
pub(crate) fn leave_out_absent(document: &mut ExecutableDocument, given: &Variables) {
    if let async_graphql::parser::types::DocumentOperations::Single(operation) =
        &mut document.operations
    {
        leave_out(&mut operation.node.selection_set.node, given);
    }
    for fragment in document.fragments.values_mut() {
        leave_out(&mut fragment.node.selection_set.node, given);
    }
}

fn leave_out(selection: &mut SelectionSet, given: &Variables) {
    for item in &mut selection.items {
        match &mut item.node {
            Selection::Field(field) => {
                let field = &mut field.node;
                field
                    .arguments
                    .retain_mut(|(_, value)| is_given(value, given));
                leave_out(&mut field.selection_set.node, given);
            }
            Selection::InlineFragment(fragment) => {
                leave_out(&mut fragment.node.selection_set.node, given);
            }
            Selection::FragmentSpread(_) => {}
        }
    }
}

fn is_given(value: &mut Positioned<Value>, given: &Variables) -> bool {
    clean(&mut value.node, given);
    !is_absent(&value.node, given)
}

fn is_absent(value: &Value, given: &Variables) -> bool {
    matches!(value, Value::Variable(name) if !given.contains_key(name))
}

/// Leaves absent fields out of the objects in a value.
fn clean(value: &mut Value, given: &Variables) {
    match value {
        Value::List(items) => items.iter_mut().for_each(|item| clean(item, given)),
        Value::Object(fields) => {
            fields.retain(|_, value| !is_absent(value, given));
            fields.values_mut().for_each(|value| clean(value, given));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::arguments::argument_mistakes;
    use crate::document::type_table::TypeTable;
    use crate::schema::schema_sdl;
    use async_graphql::parser::parse_query;

    fn mistakes(query: &str) -> Vec<String> {
        let table = TypeTable::read(schema_sdl());
        let found = argument_mistakes(&table, &parse_query(query).unwrap());
        found.into_iter().map(|error| error.message).collect()
    }

    #[test]
    fn a_variable_fits_where_its_type_and_the_defaults_say_so() {
        let first = "countries(first: $v) { totalCount }";
        let code = "municipality(code: $v) { name }";
        let codes = "twinnings(filter: { countries: $v }) { totalCount }";
        let one_code = "twinnings(filter: { countries: [$v] }) { totalCount }";
        let name = "country(code: \"FI\") { name(language: $v) }";
        let skip = "__typename @skip(if: $v)";
        for (ty, field, fits) in [
            ("Int", first, true),
            ("Int!", first, true),
            ("String", first, false),
            ("[Int]", first, false),
            ("MunicipalityCode!", code, true),
            ("MunicipalityCode", code, false),
            ("MunicipalityCode = \"0114\"", code, true),
            ("MunicipalityCode = null", code, false),
            ("String!", code, false),
            ("[CountryCode!]", codes, true),
            ("[CountryCode]", codes, false),
            ("CountryCode", codes, false),
            ("CountryCode!", one_code, true),
            ("CountryCode", one_code, false),
            ("Language", name, true),
            ("Boolean!", skip, true),
            ("Boolean", skip, false),
        ] {
            for query in [
                format!("query($v: {ty}) {{ {field} }}"),
                format!("query($v: {ty}) {{ ...F }} fragment F on Query {{ {field} }}"),
            ] {
                assert_eq!(mistakes(&query).is_empty(), fits, "{query}");
            }
        }
    }

    #[test]
    fn an_argument_whose_variable_is_not_given_is_not_there() {
        let query = "query($a: Int, $b: Int) { x(a: $a, b: $b, c: { a: $a, b: [$b] }) }";
        let mut document = parse_query(query).unwrap();
        let given = Variables::from_value(async_graphql::value!({ "b": 1 }));
        leave_out_absent(&mut document, &given);
        let text = format!("{document:?}");
        assert!(!text.contains("Variable(Name(\"a\"))"), "{text}");
        assert_eq!(text.matches("Variable(Name(\"b\"))").count(), 2);
    }
}
