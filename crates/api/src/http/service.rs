//! What the handlers share.

use std::sync::Arc;

use async_graphql::Request;
use tokio::sync::Semaphore;
use vanort_register::{ReadModel, Register};

use crate::auth::Role;
use crate::client::{Admission, ClientAddress, Sender};
use crate::document::Refusal;
use crate::execution::{Executor, published};
use crate::http::options::ApiOptions;
use crate::http::persisted::PersistedQueries;
use crate::http::response_cache::ResponseCache;
use crate::revision::Revisions;

/// What the handlers share.
pub(crate) struct Service {
    pub(crate) register: Register,
    pub(crate) revisions: Revisions,
    pub(crate) executor: Executor,
    pub(crate) persisted: PersistedQueries,
    pub(crate) responses: ResponseCache,
    /// What each client may do.
    pub(crate) admission: Arc<Admission>,
    /// A permit for each WebSocket connection that may be open.
    pub(crate) connections: Arc<Semaphore>,
    pub(crate) options: ApiOptions,
}

impl Service {
    /// Puts together what an open register needs to be asked.
    pub(crate) fn new(register: Register, executor: Executor, options: ApiOptions) -> Self {
        let revisions = Revisions::new();
        if let Some(interval) = options.revision_interval {
            revisions.follow(register.clone(), interval);
        }
        Self {
            register,
            revisions,
            executor,
            persisted: PersistedQueries::new(),
            responses: ResponseCache::new(options.response_cache_bytes),
            admission: Arc::new(Admission::new(&options.client_limits)),
            connections: Arc::new(Semaphore::new(options.limits.max_connections)),
            options,
        }
    }

    /// What an authorization, as the header has it, proves.
    ///
    /// # Errors
    /// When the client has sent too many wrong tokens.
    pub(crate) fn role(
        &self,
        client: ClientAddress,
        authorization: Option<&[u8]>,
    ) -> Result<Role, Refusal> {
        let token = self.options.admin_token.as_ref();
        self.admission.role(client, token, authorization)
    }

    /// Who sends what comes from an address.
    pub(crate) fn sender(&self, address: ClientAddress) -> Sender {
        let admission = self.admission.clone();
        Sender { address, admission }
    }

    /// The register and its index as they are served now, for a request to be answered from.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(crate) async fn read_model(&self) -> Result<Arc<ReadModel>, Refusal> {
        let model = self.register.read_model().await;
        model.map_err(|error| published(&error.into()))
    }

    /// Gives a request what its fields ask: one read model, so that its answer is of one version.
    pub(crate) fn attach(
        &self,
        request: Request,
        (client, role): (ClientAddress, Role),
        model: Arc<ReadModel>,
    ) -> Request {
        request
            .data(self.sender(client))
            .data(role)
            .data(model.view().clone())
            .data(model)
            .data(self.register.clone())
            .data(self.revisions.clone())
    }
}
