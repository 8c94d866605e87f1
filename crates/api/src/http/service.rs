//! What the handlers share.

use std::sync::Arc;

use async_graphql::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use tokio::sync::Semaphore;
use vanort_register::Register;

use crate::auth::{Role, role};
use crate::execution::Executor;
use crate::http::options::ApiOptions;
use crate::http::persisted::PersistedQueries;
use crate::http::response_cache::ResponseCache;
use crate::loader::Loaders;
use crate::revision::{RegisterVersion, Revisions};

/// What the handlers share.
pub(crate) struct Service {
    pub(crate) register: Register,
    pub(crate) revisions: Revisions,
    pub(crate) executor: Executor,
    pub(crate) persisted: PersistedQueries,
    pub(crate) responses: ResponseCache,
    /// A permit for each WebSocket connection that may be open.
    pub(crate) connections: Arc<Semaphore>,
    pub(crate) options: ApiOptions,
}

impl Service {
    /// Puts together what an open register needs to be asked.
    pub(crate) fn new(register: Register, options: ApiOptions) -> Self {
        let revisions = Revisions::new();
        if let Some(interval) = options.revision_interval {
            revisions.follow(register.clone(), interval);
        }
        Self {
            register,
            revisions,
            executor: Executor::new(options.limits, options.introspection),
            persisted: PersistedQueries::new(),
            responses: ResponseCache::new(options.response_cache_bytes),
            connections: Arc::new(Semaphore::new(options.limits.max_connections)),
            options,
        }
    }

    /// What a request's headers prove of who sends it.
    pub(crate) fn role(&self, headers: &HeaderMap) -> Role {
        let authorization = headers.get(header::AUTHORIZATION);
        self.role_of(authorization.map(HeaderValue::as_bytes))
    }

    /// What an authorization, as the header has it, proves.
    pub(crate) fn role_of(&self, authorization: Option<&[u8]>) -> Role {
        role(self.options.admin_token.as_ref(), authorization)
    }

    /// The version of the register that answers follow from; `None` while it is not known.
    pub(crate) fn version(&self) -> Option<RegisterVersion> {
        self.revisions.current()
    }

    /// Gives a request what its fields ask.
    pub(crate) fn attach(&self, request: Request, role: Role) -> Request {
        request
            .data(role)
            .data(Loaders::new(self.register.clone()))
            .data(self.revisions.clone())
    }
}
