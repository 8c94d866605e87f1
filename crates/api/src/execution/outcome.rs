//! What became of an execution, and the JSON text that tells it.

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::OperationType;
use async_graphql::{CacheControl, Name, PathSegment, Response, ServerError, Value};
use serde::Serialize;

use crate::answer::{write_json, write_value};
use crate::document::{Operation, Refusal};
use crate::execution::published::publish;

/// What became of an execution.
#[derive(Debug)]
pub(crate) struct Outcome {
    data: Value,
    errors: Vec<ServerError>,
    kind: OperationType,
    cost: u64,
    limit: u64,
    /// How long the schema says that the answer holds.
    pub(crate) cache_control: CacheControl,
    /// Whether it may change before the register does, whatever the schema says.
    pub(crate) is_passing: bool,
}

impl Outcome {
    /// Puts a response into the order of its operation, at the root that of the keys where there are
    /// any, and its errors into public words.
    pub(crate) fn new(
        (operation, keys): (&Operation, Option<&[Name]>),
        response: Response,
        cost: u64,
        limit: u64,
    ) -> Self {
        let (mut data, errors) = (response.data, response.errors);
        if data == Value::Null && errors.is_empty() {
            // Everything was skipped: an object without keys, which the executor takes for none.
            data = Value::Object(IndexMap::new());
        }
        if let Value::Object(root) = &data
            && errors.iter().any(|error| fails_whole(root, error))
        {
            data = Value::Null;
        }
        operation.shape.order(&mut data);
        if let (Value::Object(root), Some(keys)) = (&mut data, keys) {
            root.sort_by_cached_key(|key, _| keys.iter().position(|known| known == key));
        }
        Self {
            data,
            errors: publish(errors),
            kind: operation.kind,
            cost,
            limit,
            cache_control: response.cache_control,
            is_passing: false,
        }
    }

    /// Whether the answer is the same for anybody until the register changes: of a query whose
    /// fields all were resolved, none of them marked otherwise in the schema or while it was resolved.
    pub(crate) fn is_kept_until_change(&self) -> bool {
        self.kind == OperationType::Query
            && self.errors.is_empty()
            && self.cache_control.public
            && !self.is_passing
    }

    /// The JSON text of the answer.
    pub(crate) fn body(&self) -> Vec<u8> {
        let mut text = begin(&self.errors);
        text.extend_from_slice(b"\"data\":");
        write_value(&self.data, &mut text);
        text.extend_from_slice(b",\"extensions\":");
        let cost = CostExtension {
            requested: self.cost,
            limit: self.limit,
        };
        write_json(&Extensions { cost }, &mut text);
        text.push(b'}');
        text
    }
}

/// Whether an error takes the whole answer with it: what should stand under a key of the root, and
/// is never null, is missing. The executor then leaves the key out.
fn fails_whole(root: &IndexMap<Name, Value>, error: &ServerError) -> bool {
    match error.path.first() {
        Some(PathSegment::Field(key)) => !root.contains_key(key.as_str()),
        _ => false,
    }
}

/// The JSON text of an answer to a request that was not executed: it has no data.
pub(crate) fn refusal_body(refusal: &Refusal) -> Vec<u8> {
    let mut text = begin(&refusal.errors);
    if text.last() == Some(&b',') {
        text.pop();
    }
    text.push(b'}');
    text
}

/// Begins the JSON text of an answer with its errors.
fn begin(errors: &[ServerError]) -> Vec<u8> {
    // Most answers fit; a longer one grows.
    let mut text = Vec::with_capacity(1_024);
    text.push(b'{');
    if !errors.is_empty() {
        text.extend_from_slice(b"\"errors\":");
        write_json(errors, &mut text);
        text.push(b',');
    }
    text
}

#[derive(Serialize)]
struct Extensions {
    cost: CostExtension,
}

#[derive(Serialize)]
struct CostExtension {
    requested: u64,
    limit: u64,
}
