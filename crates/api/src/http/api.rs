//! The service before it has a register.

use axum::Router;
use vanort_register::Register;

use crate::execution::Executor;
use crate::http::options::ApiOptions;
use crate::http::router::router;
use crate::http::service::Service;

/// The service before it has a register: its schemas, which take some hundredths of a second to
/// make, so that a server can open its register meanwhile.
pub struct Api {
    executor: Executor,
    options: ApiOptions,
}

impl Api {
    /// Makes the schemas.
    #[must_use]
    pub fn new(options: ApiOptions) -> Self {
        Self {
            executor: Executor::new(options.limits, options.introspection),
            options,
        }
    }

    /// The router of the whole service over an open register. To be called within a Tokio runtime,
    /// as it follows the register from now on.
    pub fn router(self, register: Register) -> Router {
        router(Service::new(register, self.executor, self.options))
    }
}
