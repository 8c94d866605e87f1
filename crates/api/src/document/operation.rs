//! The operations of a document, ready to be executed.

use std::collections::HashSet;
use std::sync::Arc;

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection,
    SelectionSet,
};
use async_graphql::{Name, Positioned, Request, ServerError, Variables};

use crate::answer::{Selecting, merge_root};
use crate::document::arguments::places_without_null;
use crate::document::cost::{Cost, count_cost, count_fixed_cost};
use crate::document::input_value::quoted;
use crate::document::refusal::Refusal;
use crate::document::shape::Shape;
use crate::document::skipped::leave_out_skipped;
use crate::document::type_table::TypeTable;
use crate::document::variable_usage::{VariableUsage, leave_out_absent, null_mistakes};
use crate::document::variables::{complete_variables, read_variables};

/// A document that was judged: its operations.
#[derive(Debug)]
pub(crate) struct Document {
    operations: Vec<Arc<Operation>>,
}

/// One operation with the fragments that it needs.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) name: Option<Name>,
    pub(crate) kind: OperationType,
    pub(crate) shape: Shape,
    selecting: Selecting,
    document: ExecutableDocument,
    cost: Cost,
    /// The variables in places that take no null.
    without_null: Vec<VariableUsage>,
}

/// An operation with the variables of one request.
#[derive(Debug)]
pub(crate) struct PreparedOperation {
    pub(crate) operation: Arc<Operation>,
    pub(crate) cost: u64,
    variables: Variables,
}

impl Document {
    /// Takes a document that is valid apart from what only its operations' shapes show.
    ///
    /// # Errors
    /// The keys of an answer that would stand for several things, and subscriptions to several.
    pub(crate) fn new(
        table: &TypeTable,
        document: ExecutableDocument,
    ) -> Result<Self, Vec<ServerError>> {
        let fragments = document.fragments;
        let operations: Vec<(Option<Name>, Positioned<OperationDefinition>)> =
            match document.operations {
                DocumentOperations::Single(operation) => vec![(None, operation)],
                DocumentOperations::Multiple(operations) => operations
                    .into_iter()
                    .map(|(name, operation)| (Some(name), operation))
                    .collect(),
            };
        let mut whole = ExecutableDocument {
            operations: DocumentOperations::Multiple(std::collections::HashMap::new()),
            fragments,
        };
        let mut ready = Vec::new();
        let mut mistakes = Vec::new();
        for (name, operation) in operations {
            let needed = needed_fragments(&whole, &operation.node.selection_set.node);
            let position = operation.pos;
            let kind = operation.node.ty;
            whole.operations = DocumentOperations::Single(operation);
            let document = ExecutableDocument {
                operations: whole.operations.clone(),
                fragments: whole
                    .fragments
                    .iter()
                    .filter(|(name, _)| needed.contains(*name))
                    .map(|(name, fragment)| (name.clone(), fragment.clone()))
                    .collect(),
            };
            let Some(definition) = definition(&document) else {
                continue;
            };
            match Shape::of(table, &document, definition) {
                Ok((shape, _)) if kind == OperationType::Subscription && shape.len() > 1 => {
                    let message = "a subscription is to one field; subscribe to each by itself";
                    mistakes.push(ServerError::new(message, Some(position)));
                }
                Ok((shape, selecting)) => {
                    let cost = count_fixed_cost(table, &document, definition);
                    let without_null = places_without_null(table, &document);
                    ready.push(Arc::new(Operation {
                        name,
                        kind,
                        shape,
                        selecting,
                        document,
                        cost,
                        without_null,
                    }));
                }
                Err(conflicts) => mistakes.extend(conflicts),
            }
        }
        if mistakes.is_empty() {
            Ok(Self { operations: ready })
        } else {
            Err(mistakes)
        }
    }

    /// The operation of a name, or the only one.
    ///
    /// # Errors
    /// When there is none of that name, or several and no name.
    pub(crate) fn operation(&self, name: Option<&str>) -> Result<&Arc<Operation>, Refusal> {
        let found = match (name, self.operations.as_slice()) {
            (None, [operation]) => Some(operation),
            (None, _) => None,
            (Some(name), operations) => operations
                .iter()
                .find(|operation| operation.name.as_deref() == Some(name)),
        };
        found.ok_or_else(|| {
            let mut names: Vec<&str> = self
                .operations
                .iter()
                .filter_map(|operation| operation.name.as_deref())
                .collect();
            names.sort_unstable();
            let names = match names.as_slice() {
                [] => "one operation without a name".to_owned(),
                names => format!("the operations {}", names.join(", ")),
            };
            let message = match name {
                Some(name) => format!(
                    "there is no operation {}: the document has {names}",
                    quoted(name)
                ),
                None => format!("the document has {names}: say which by \"operationName\""),
            };
            Refusal::mistake(message, None)
        })
    }
}

impl Operation {
    /// Joins the operation with a request's variables, JSON text or nothing.
    ///
    /// # Errors
    /// When they do not fit what the operation declares, or the whole costs too much.
    pub(crate) fn prepare(
        self: &Arc<Self>,
        table: &TypeTable,
        variables: &str,
        max_cost: u64,
    ) -> Result<PreparedOperation, Refusal> {
        let given = match variables {
            "" => Variables::default(),
            text => read_variables(text).map_err(|error| {
                Refusal::mistake(format!("\"variables\" cannot be read: {error}"), None)
            })?,
        };
        let definition = definition(&self.document);
        let variables = match definition {
            Some(definition) => {
                let complete = complete_variables(table, definition, given)?;
                let nulls = null_mistakes(definition, &self.without_null, &complete);
                if !nulls.is_empty() {
                    return Err(Refusal::mistakes(nulls));
                }
                complete
            }
            None => given,
        };
        let cost = match (self.cost, definition) {
            (Cost::ByVariables, Some(definition)) => {
                count_cost(table, &self.document, definition, &variables)
            }
            (Cost::Fixed(cost), _) => cost,
            (Cost::ByVariables, None) => 0,
        };
        if cost > max_cost {
            return Err(Refusal::too_costly(cost, max_cost));
        }
        Ok(PreparedOperation {
            operation: self.clone(),
            cost,
            variables,
        })
    }
}

impl PreparedOperation {
    /// The request that the executor takes, and the keys of its answer's root in their order, where
    /// that is another than the operation's own: of what was named first, something may be skipped.
    pub(crate) fn into_request(self) -> (Request, Option<Vec<Name>>) {
        let mut document = self.operation.document.clone();
        let declared = definition(&document).map_or(0, |it| it.variable_definitions.len());
        if self.variables.len() < declared {
            leave_out_absent(&mut document, &self.variables);
        }
        let selecting = self.operation.selecting;
        let mut keys = None;
        if selecting == Selecting::Again {
            leave_out_skipped(&mut document, &self.variables);
            let fragments = &document.fragments;
            if let DocumentOperations::Single(operation) = &mut document.operations {
                let selection = &mut operation.node.selection_set.node;
                *selection = merge_root(selection, fragments);
                keys = Some(keys_of(selection));
            }
        }
        let request = Request::new(String::new()).variables(self.variables);
        let mut request = request.data(selecting);
        request.set_parsed_query(document);
        (request, keys)
    }
}

/// The keys of the fields of a selection.
fn keys_of(selection: &SelectionSet) -> Vec<Name> {
    let items = selection.items.iter().filter_map(|item| match &item.node {
        Selection::Field(field) => Some(field.node.response_key().node.clone()),
        Selection::InlineFragment(_) | Selection::FragmentSpread(_) => None,
    });
    items.collect()
}

fn definition(document: &ExecutableDocument) -> Option<&OperationDefinition> {
    let (_, operation) = document.operations.iter().next()?;
    Some(&operation.node)
}

/// The fragments that a selection spreads, and those that these spread.
pub(crate) fn needed_fragments(
    document: &ExecutableDocument,
    selection: &SelectionSet,
) -> HashSet<Name> {
    let mut needed = HashSet::new();
    let mut waiting = vec![selection];
    while let Some(selection) = waiting.pop() {
        for item in &selection.items {
            match &item.node {
                Selection::Field(field) => waiting.push(&field.node.selection_set.node),
                Selection::InlineFragment(fragment) => {
                    waiting.push(&fragment.node.selection_set.node);
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if needed.insert(name.clone())
                        && let Some(fragment) = document.fragments.get(name)
                    {
                        waiting.push(&fragment.node.selection_set.node);
                    }
                }
            }
        }
    }
    needed
}
