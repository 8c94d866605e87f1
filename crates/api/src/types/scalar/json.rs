//! Values of any form as a scalar.

use async_graphql::{InputValueResult, Scalar, ScalarType, Value};

/// A value of any form.
#[derive(Clone)]
pub(crate) struct Json(pub(crate) serde_json::Value);

/// Any JSON value: a text, a number, a truth value, a list or an object. Example: `1951`.
#[Scalar(
    name = "JSON",
    specified_by_url = "https://www.rfc-editor.org/rfc/rfc8259"
)]
impl ScalarType for Json {
    fn parse(value: Value) -> InputValueResult<Self> {
        Ok(Self(value.into_json()?))
    }

    fn to_value(&self) -> Value {
        // What is data through and through always has a form as a value.
        Value::from_json(self.0.clone()).unwrap_or_default()
    }
}
