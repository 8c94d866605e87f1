//! How the service is set up.

use std::time::Duration;

use axum::http::HeaderName;
use tokio::sync::watch;

use crate::auth::AdminToken;
use crate::client::TrustedProxies;
use crate::http::cors::CorsOrigins;
use crate::http::draining::Draining;
use crate::limits::{ClientLimits, Limits};

/// How the service is set up.
#[derive(Debug, Clone)]
pub struct ApiOptions {
    /// What one request may ask for.
    pub limits: Limits,
    /// What each client may do.
    pub client_limits: ClientLimits,
    /// The proxies that may say whose request they pass on.
    pub trusted_proxies: TrustedProxies,
    /// The token that makes a request an administrator's; without one nobody is.
    pub admin_token: Option<AdminToken>,
    /// Which other sites' pages may ask.
    pub cors_origins: CorsOrigins,
    /// Headers that these may send beside the usual ones, from [`parse_cors_header`](crate::parse_cors_header).
    pub cors_headers: Vec<HeaderName>,
    /// Whether the schema may be asked about itself.
    pub introspection: bool,
    /// Whether browsers are shown GraphiQL.
    pub graphiql: bool,
    /// Memory for answers that hold until the register changes; with 0 each is made afresh.
    pub response_cache_bytes: usize,
    /// How long others may keep a public answer without asking again, in seconds.
    pub max_age_s: u32,
    /// How often to look whether the register has changed; without it no answer is kept.
    pub revision_interval: Option<Duration>,
    /// The commit that the program was built from, for readiness; empty where it is not known.
    pub commit: String,
    /// Whether the server is about to stop: then it is not ready.
    pub draining: Draining,
    /// Closes when the server stops: long connections then end in order.
    pub stopping: Option<watch::Receiver<()>>,
}

impl Default for ApiOptions {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            client_limits: ClientLimits::default(),
            trusted_proxies: TrustedProxies::default(),
            admin_token: None,
            cors_origins: CorsOrigins::None,
            cors_headers: Vec::new(),
            introspection: true,
            graphiql: true,
            response_cache_bytes: 64 * 1024 * 1024,
            max_age_s: 60,
            revision_interval: Some(Duration::from_millis(500)),
            commit: String::new(),
            draining: Draining::default(),
            stopping: None,
        }
    }
}
