//! One operation of a connection.

use std::pin::pin;
use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use futures_util::StreamExt as _;
use serde_json::value::RawValue;
use tokio::sync::mpsc::Sender;

use crate::auth::Role;
use crate::client::ClientAddress;
use crate::document::Refusal;
use crate::execution::Outcome;
use crate::http::{Parameters, Service};

/// Something that an operation has to tell its client.
#[derive(Debug)]
pub(crate) struct Told {
    /// Which of the connection's operations tells it.
    pub(crate) number: u64,
    pub(crate) what: What,
}

/// What an operation tells.
#[derive(Debug)]
pub(crate) enum What {
    /// An answer, as JSON text.
    Next(Box<RawValue>),
    /// It was not executed, or not to its end; the errors as JSON text.
    Failed(Box<RawValue>),
    /// There is no more.
    Complete,
}

/// An operation that runs by itself and tells its connection what becomes of it.
pub(crate) struct Operation {
    pub(crate) service: Arc<Service>,
    pub(crate) client: ClientAddress,
    pub(crate) role: Role,
    pub(crate) number: u64,
    pub(crate) teller: Sender<Told>,
}

impl Operation {
    /// Runs to the operation's end; nobody listens any more once a teller fails.
    pub(crate) async fn run(self, payload: Box<RawValue>) {
        let ended = match self.answer(&payload).await {
            Ok(()) => What::Complete,
            Err(refusal) => What::Failed(raw(serde_json::to_vec(&refusal.errors))),
        };
        self.tell(ended).await;
    }

    async fn answer(&self, payload: &RawValue) -> Result<(), Refusal> {
        let service = &self.service;
        let mut parameters = Parameters::from_json(payload.get().as_bytes())?;
        service.persisted.resolve(&mut parameters)?;
        let query = parameters.query.as_deref().unwrap_or_default();
        let name = parameters.operation_name.as_deref();
        let prepared = service
            .executor
            .prepare(query, name, &parameters.variables)
            .await?;
        if let Some(hash) = parameters.persisted {
            service.persisted.keep(hash, query);
        }
        let kind = prepared.operation.kind;
        let model = service.read_model().await?;
        let attach = |request| service.attach(request, (self.client, self.role), model);
        if kind == OperationType::Subscription {
            let mut events = pin!(service.executor.subscribe(prepared, attach));
            while let Some(event) = events.next().await {
                self.tell_outcome(&event?).await;
            }
            return Ok(());
        }
        let outcome = service.executor.execute(prepared, attach).await;
        if kind == OperationType::Mutation {
            service.revisions.look(&service.register).await;
        }
        self.tell_outcome(&outcome?).await;
        Ok(())
    }

    async fn tell_outcome(&self, outcome: &Outcome) {
        self.tell(What::Next(raw(Ok(outcome.body())))).await;
    }

    async fn tell(&self, what: What) {
        let told = Told {
            number: self.number,
            what,
        };
        // A connection that is gone ends this task in a moment.
        drop(self.teller.send(told).await);
    }
}

fn raw(json: Result<Vec<u8>, serde_json::Error>) -> Box<RawValue> {
    json.ok()
        .and_then(|json| String::from_utf8(json).ok())
        .and_then(|json| RawValue::from_string(json).ok())
        .expect("what was written as JSON can be read as JSON")
}
