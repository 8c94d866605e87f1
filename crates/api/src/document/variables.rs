//! The variables of a request, held to what its operation declares.

use async_graphql::parser::types::OperationDefinition;
use async_graphql::{Name, ServerError, Variables};
use async_graphql_value::ConstValue;

use crate::document::input_value::{InputCheck, Place};
use crate::document::refusal::Refusal;
use crate::document::type_table::TypeTable;

/// The variables that an operation declares: those given, held to their types, and the defaults of
/// the others. What it does not declare is left out.
///
/// # Errors
/// Every variable that is missing or does not fit its type, all of them at once.
pub(crate) fn complete_variables(
    table: &TypeTable,
    operation: &OperationDefinition,
    mut given: Variables,
) -> Result<Variables, Refusal> {
    let mut complete = Variables::default();
    let mut mistakes = Vec::new();
    for definition in &operation.variable_definitions {
        let name = &definition.node.name.node;
        let ty = &definition.node.var_type.node;
        let default = definition.node.default_value.as_ref();
        match (given.remove(name), default) {
            (Some(value), _) => {
                let mut check = InputCheck::new(table, true);
                check.check_type(ty, &value, Place::Variable(name));
                let found = check.mistakes.into_iter();
                mistakes
                    .extend(found.map(|mistake| ServerError::new(mistake, Some(definition.pos))));
                complete.insert(name.clone(), value);
            }
            (None, Some(default)) => {
                complete.insert(name.clone(), default.node.clone());
            }
            (None, None) if ty.nullable => {}
            (None, None) => {
                let message = format!("variable ${name}: a value of type {ty} is missing");
                mistakes.push(ServerError::new(message, Some(definition.pos)));
            }
        }
    }
    // More may be given than an operation declares, but where something is missing it may be a slip.
    if let Some((undeclared, _)) = given.iter().next()
        && !mistakes.is_empty()
    {
        let message = format!("variable ${undeclared}: the operation does not declare it");
        mistakes.push(ServerError::new(message, None));
    }
    if mistakes.is_empty() {
        Ok(complete)
    } else {
        Err(Refusal::mistakes(mistakes))
    }
}

/// Reads the variables' JSON text, an object.
pub(crate) fn read_variables(text: &str) -> Result<Variables, serde_json::Error> {
    let given: std::collections::BTreeMap<Name, ConstValue> = serde_json::from_str(text)?;
    let mut variables = Variables::default();
    variables.extend(given);
    Ok(variables)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::schema_sdl;
    use async_graphql::parser::parse_query;

    fn complete(query: &str, variables: &str) -> Result<String, Vec<String>> {
        let table = TypeTable::read(schema_sdl());
        let document = parse_query(query).unwrap();
        let (_, operation) = document.operations.iter().next().unwrap();
        let given = read_variables(variables).unwrap();
        match complete_variables(&table, &operation.node, given) {
            Ok(complete) => Ok(complete.to_string()),
            Err(refusal) => Err(refusal
                .errors
                .into_iter()
                .map(|error| error.message)
                .collect()),
        }
    }

    #[test]
    fn defaults_stand_in_for_what_is_not_given_and_nothing_undeclared_remains() {
        let query = "query($a: Int = 3, $b: Int, $c: [ID!], $d: Language = SV) { __typename }";
        assert_eq!(complete(query, "{}").unwrap(), "{a: 3, d: SV}");
        assert_eq!(
            complete(query, r#"{"a":null,"b":1,"c":"x","z":[1]}"#).unwrap(),
            "{a: null, b: 1, c: \"x\", d: SV}"
        );
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let query = "query($a: Int!, $b: CountryCode, $c: [Int!]!) { __typename }";
        let told = complete(query, r#"{"b":"Finland","c":[1,null,"x"]}"#).unwrap_err();
        assert_eq!(
            told,
            [
                "variable $a: a value of type Int! is missing",
                "variable $b: \"Finland\" is not a country code: two letters, such as \"FI\"",
                "variable $c[1]: expected Int!, found null",
                "variable $c[2]: expected Int, found \"x\"",
            ]
        );
    }
}
