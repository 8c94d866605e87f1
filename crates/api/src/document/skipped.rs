//! Selections that a request skips.

use async_graphql::parser::types::{
    Directive, DocumentOperations, ExecutableDocument, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, Variables};
use async_graphql_value::Value;

/// Leaves out what `@skip` and `@include` leave out with a request's variables, and these directives
/// with it.
pub(crate) fn leave_out_skipped(document: &mut ExecutableDocument, variables: &Variables) {
    if let DocumentOperations::Single(operation) = &mut document.operations {
        leave_out(&mut operation.node.selection_set.node, variables);
    }
    for fragment in document.fragments.values_mut() {
        leave_out(&mut fragment.node.selection_set.node, variables);
    }
}

fn leave_out(selection: &mut SelectionSet, variables: &Variables) {
    selection.items.retain_mut(|item| {
        let directives = match &mut item.node {
            Selection::Field(field) => &mut field.node.directives,
            Selection::InlineFragment(fragment) => &mut fragment.node.directives,
            Selection::FragmentSpread(spread) => &mut spread.node.directives,
        };
        let mut stays = true;
        directives.retain(|directive| match kept(directive, variables) {
            Some(kept) => {
                stays &= kept;
                false
            }
            None => true,
        });
        match &mut item.node {
            Selection::Field(field) => leave_out(&mut field.node.selection_set.node, variables),
            Selection::InlineFragment(fragment) => {
                leave_out(&mut fragment.node.selection_set.node, variables);
            }
            Selection::FragmentSpread(_) => {}
        }
        stays
    });
}

/// Whether a directive keeps what it stands at; `None` when it is neither of the two.
fn kept(directive: &Positioned<Directive>, variables: &Variables) -> Option<bool> {
    let includes = match directive.node.name.node.as_str() {
        "include" => true,
        "skip" => false,
        _ => return None,
    };
    let condition = directive.node.get_argument("if")?;
    let truth = |value: Option<&async_graphql::Value>| match value {
        Some(async_graphql::Value::Boolean(truth)) => *truth,
        // What is judged by now has a truth value here.
        _ => false,
    };
    let holds = match &condition.node {
        Value::Boolean(truth) => *truth,
        Value::Variable(name) => truth(variables.get(name as &Name)),
        _ => false,
    };
    Some(holds == includes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;

    #[test]
    fn what_is_skipped_is_gone_wherever_it_stands() {
        let query = "query($t: Boolean!, $f: Boolean!) {
            a @skip(if: $t) { x } b @include(if: $t) { y @include(if: $f) z @skip(if: false) }
            ... @include(if: $f) { c } ...F @skip(if: $f) d @include(if: true) @skip(if: true)
        } fragment F on Query { e @skip(if: $t) f }";
        let mut document = parse_query(query).unwrap();
        let variables = serde_json::json!({ "t": true, "f": false });
        leave_out_skipped(&mut document, &Variables::from_json(variables));
        let expected = "{ b { z } ...F } fragment F on Query { f }";
        let left = format!("{document:?}");
        for gone in [
            "\"a\"", "\"x\"", "\"y\"", "\"c\"", "\"d\"", "\"e\"", "skip", "include",
        ] {
            assert!(
                !left.contains(&format!("Name({gone})")),
                "{gone} of {expected}: {left}"
            );
        }
        for there in ["\"b\"", "\"z\"", "\"F\"", "\"f\""] {
            assert!(
                left.contains(&format!("Name({there})")),
                "{there} of {expected}: {left}"
            );
        }
    }
}
