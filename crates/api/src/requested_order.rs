//! Answers in the order in which they were asked for.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::extensions::{
    Extension, ExtensionContext, ExtensionFactory, NextExecute, NextParseQuery,
};
use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{Name, Response, ServerResult, Value, Variables};

/// Puts the fields of every object into the order of the query, as the specification wants it
/// (GraphQL, October 2021, section 7.2.2): they are resolved at the same time and arrive in any.
pub(crate) struct RequestedOrder;

impl ExtensionFactory for RequestedOrder {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(RequestOrder::default())
    }
}

/// The order of one request.
#[derive(Default)]
struct RequestOrder {
    document: Mutex<Option<Arc<ExecutableDocument>>>,
}

#[async_graphql::async_trait::async_trait]
impl Extension for RequestOrder {
    async fn parse_query(
        &self,
        ctx: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        let document = next.run(ctx, query, variables).await?;
        let kept = Some(Arc::new(document.clone()));
        *self.document.lock().unwrap_or_else(PoisonError::into_inner) = kept;
        Ok(document)
    }

    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let mut response = next.run(ctx, operation_name).await;
        let document = self
            .document
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(document) = document
            && let Some(operation) = operation(&document, operation_name)
        {
            Shape::of(&document, &[operation]).order(&mut response.data);
        }
        response
    }
}

fn operation<'d>(document: &'d ExecutableDocument, name: Option<&str>) -> Option<&'d SelectionSet> {
    let mut operations = document.operations.iter();
    let (_, operation) = match name {
        Some(name) => operations.find(|(known, _)| known.is_none_or(|known| known == name))?,
        None => operations.next()?,
    };
    Some(&operation.node.selection_set.node)
}

/// The keys of an object in the order asked for, each with the shape of what stands under it.
#[derive(Default)]
struct Shape(IndexMap<Name, Shape>);

impl Shape {
    /// The shape that several selections of one object add up to.
    fn of(document: &ExecutableDocument, selections: &[&SelectionSet]) -> Self {
        let mut keys: IndexMap<Name, Vec<&SelectionSet>> = IndexMap::new();
        let mut seen = HashSet::new();
        for selection in selections {
            collect(document, selection, &mut keys, &mut seen);
        }
        Self(
            keys.into_iter()
                .map(|(key, selections)| (key, Self::of(document, &selections)))
                .collect(),
        )
    }

    fn order(&self, value: &mut Value) {
        match value {
            Value::List(items) => items.iter_mut().for_each(|item| self.order(item)),
            Value::Object(object) if !self.0.is_empty() => {
                object.sort_by_cached_key(|key, _| self.0.get_index_of(key).unwrap_or(usize::MAX));
                for (key, value) in object.iter_mut() {
                    if let Some(shape) = self.0.get(key) {
                        shape.order(value);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Collects the fields of a selection and of the fragments in it, each selection once. The number
/// of fields that a document may name bounds the whole.
fn collect<'d>(
    document: &'d ExecutableDocument,
    selection: &'d SelectionSet,
    keys: &mut IndexMap<Name, Vec<&'d SelectionSet>>,
    seen: &mut HashSet<*const SelectionSet>,
) {
    if !seen.insert(std::ptr::from_ref(selection)) {
        return;
    }
    for item in &selection.items {
        match &item.node {
            Selection::Field(field) => keys
                .entry(field.node.response_key().node.clone())
                .or_default()
                .push(&field.node.selection_set.node),
            Selection::InlineFragment(fragment) => {
                collect(document, &fragment.node.selection_set.node, keys, seen);
            }
            Selection::FragmentSpread(spread) => {
                let name = &spread.node.fragment_name.node;
                if let Some(fragment) = document.fragments.get(name) {
                    collect(document, &fragment.node.selection_set.node, keys, seen);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;
    use async_graphql::value;

    fn ordered(query: &str, name: Option<&str>, mut data: Value) -> String {
        let document = parse_query(query).unwrap();
        Shape::of(&document, &[operation(&document, name).unwrap()]).order(&mut data);
        data.to_string()
    }

    #[test]
    fn fields_come_in_the_order_of_the_query_through_lists_fragments_and_aliases() {
        let query = "query { b { y ...F x: z } ... on Query { a } b { w } }
            fragment F on B { v }";
        let data = value!({ "a": 1, "b": [{ "w": 1, "x": 2, "v": 3, "y": 4 }, null] });
        assert_eq!(
            ordered(query, None, data),
            "{b: [{y: 4, v: 3, x: 2, w: 1}, null], a: 1}"
        );
    }

    #[test]
    fn the_named_operation_decides() {
        let query = "query A { a b } query B { b a }";
        let data = || value!({ "a": 1, "b": 2 });
        assert_eq!(ordered(query, Some("B"), data()), "{b: 2, a: 1}");
        assert_eq!(ordered(query, Some("A"), data()), "{a: 1, b: 2}");
    }
}
