//! Executes operations within a time budget.

use std::panic::AssertUnwindSafe;

use async_graphql::Request;
use async_graphql::parser::types::OperationType;
use futures_util::{FutureExt as _, Stream, StreamExt as _};
use tracing::error;

use crate::document::{DocumentReader, PreparedOperation, Refusal};
use crate::error::{ErrorCode, INTERNAL_MESSAGE};
use crate::execution::keeping::PassingAnswer;
use crate::execution::outcome::Outcome;
use crate::limits::Limits;
use crate::panic::panic_text;
use crate::schema::{self, Schema};

/// Executes what the [`DocumentReader`] has let pass.
pub(crate) struct Executor {
    schema: Schema,
    documents: DocumentReader,
    limits: Limits,
}

impl Executor {
    /// An executor over fresh schemas.
    pub(crate) fn new(limits: Limits, introspection: bool) -> Self {
        let validator = schema::validating(introspection);
        Self {
            schema: schema::executing(),
            documents: DocumentReader::new(validator, limits, introspection),
            limits,
        }
    }

    /// Judges a document with its operation's name and its variables' JSON text.
    ///
    /// # Errors
    /// When it may not be executed.
    pub(crate) async fn prepare(
        &self,
        text: &str,
        operation: Option<&str>,
        variables: &str,
    ) -> Result<PreparedOperation, Refusal> {
        // The validation of a library that could panic on a strange document must not end more
        // than its request.
        let prepared = self.documents.prepare(text, operation, variables);
        unharmed(AssertUnwindSafe(prepared).catch_unwind().await)?
    }

    /// Executes a query or mutation; `attach` gives the request its data.
    ///
    /// # Errors
    /// When it takes longer than its time budget, or fails as a whole.
    pub(crate) async fn execute(
        &self,
        prepared: PreparedOperation,
        attach: impl FnOnce(Request) -> Request,
    ) -> Result<Outcome, Refusal> {
        let (operation, cost) = (prepared.operation.clone(), prepared.cost);
        let passing = PassingAnswer::default();
        let (request, keys) = prepared.into_request();
        let request = attach(request).data(passing.clone());
        let execution = AssertUnwindSafe(self.schema.execute(request)).catch_unwind();
        let in_time = match operation.kind {
            // A change is made whole, however long it takes.
            OperationType::Mutation => Ok(execution.await),
            OperationType::Query | OperationType::Subscription => {
                tokio::time::timeout(self.limits.request_timeout, execution).await
            }
        };
        if let Ok(response) = in_time {
            let response = unharmed(response)?;
            let limit = self.limits.max_cost;
            let of = (&*operation, keys.as_deref());
            let mut outcome = Outcome::new(of, response, cost, limit);
            outcome.is_passing = passing.is_marked();
            Ok(outcome)
        } else {
            let message = format!(
                "the answer took longer than {} ms; ask for less, or again later",
                self.limits.request_timeout.as_millis()
            );
            Err(Refusal::new(ErrorCode::Unavailable, message))
        }
    }

    /// Executes a subscription: an outcome for each event. What an event panics on ends it.
    pub(crate) fn subscribe(
        &self,
        prepared: PreparedOperation,
        attach: impl FnOnce(Request) -> Request,
    ) -> impl Stream<Item = Result<Outcome, Refusal>> + Send {
        let (operation, cost) = (prepared.operation.clone(), prepared.cost);
        // A subscription is to one field.
        let (request, _) = prepared.into_request();
        let request = attach(request);
        let events = AssertUnwindSafe(self.schema.execute_stream(request)).catch_unwind();
        let limit = self.limits.max_cost;
        events.map(move |event| {
            let response = unharmed(event)?;
            Ok(Outcome::new((&operation, None), response, cost, limit))
        })
    }
}

/// The value of what did not panic.
fn unharmed<T>(result: std::thread::Result<T>) -> Result<T, Refusal> {
    result.map_err(|panic| {
        error!(panic = panic_text(panic.as_ref()), "a request panicked");
        Refusal::new(ErrorCode::Internal, INTERNAL_MESSAGE)
    })
}
