//! What became of an execution, and the JSON text that tells it.

use async_graphql::parser::types::OperationType;
use async_graphql::{CacheControl, Response, ServerError, Value};
use serde::Serialize;

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
}

impl Outcome {
    /// Puts a response into the order of its operation and its errors into public words.
    pub(crate) fn new(operation: &Operation, response: Response, cost: u64, limit: u64) -> Self {
        let (mut data, errors) = (response.data, response.errors);
        if data == Value::Null && errors.is_empty() {
            // Everything was skipped: an object without keys, which the executor takes for none.
            data = Value::Object(async_graphql::indexmap::IndexMap::new());
        }
        operation.shape.order(&mut data);
        Self {
            data,
            errors: publish(errors),
            kind: operation.kind,
            cost,
            limit,
            cache_control: response.cache_control,
        }
    }

    /// Whether the answer is the same for anybody until the register changes: of a query whose
    /// fields all were resolved, none of them marked otherwise in the schema.
    pub(crate) fn is_kept_until_change(&self) -> bool {
        self.kind == OperationType::Query && self.errors.is_empty() && self.cache_control.public
    }

    /// The JSON text of the answer.
    pub(crate) fn body(&self) -> Vec<u8> {
        write(&Body {
            errors: &self.errors,
            data: Some(&self.data),
            extensions: Some(Extensions {
                cost: CostExtension {
                    requested: self.cost,
                    limit: self.limit,
                },
            }),
        })
    }
}

/// The JSON text of an answer to a request that was not executed: it has no data.
pub(crate) fn refusal_body(refusal: &Refusal) -> Vec<u8> {
    write(&Body {
        errors: &refusal.errors,
        data: None,
        extensions: None,
    })
}

#[derive(Serialize)]
struct Body<'b> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'b [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'b Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extensions: Option<Extensions>,
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

fn write(body: &Body<'_>) -> Vec<u8> {
    // Most answers fit; a longer one grows.
    let mut text = Vec::with_capacity(1_024);
    serde_json::to_writer(&mut text, body)
        .expect("names, texts and numbers always have a JSON form");
    text
}
