//! Every route.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use tower_http::trace::TraceLayer;
use vanort_register::Register;

use crate::auth::AdminToken;
use crate::http::service::Service;
use crate::http::{graphiql, graphql, health};
use crate::limits::Limits;
use crate::schema::{self, schema_sdl};

/// How the service is set up.
#[derive(Debug, Clone, Default)]
pub struct ApiOptions {
    /// What one request may ask for.
    pub limits: Limits,
    /// The token that makes a request an administrator's; without one nobody is.
    pub admin_token: Option<AdminToken>,
}

/// Makes the router of the whole service over an open register.
pub fn router(register: Register, options: ApiOptions) -> Router {
    let service = Arc::new(Service {
        register,
        schema: schema::build(&options.limits).finish(),
        admin_token: options.admin_token,
        limits: options.limits,
    });
    Router::new()
        .route("/", get(|| async { Redirect::temporary("/graphql") }))
        .route("/graphql", get(graphql::get).post(graphql::post))
        .route("/graphiql/{file}", get(graphiql::asset))
        .route("/schema.graphql", get(sdl))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .layer(DefaultBodyLimit::max(options.limits.max_body_bytes))
        .layer(
            // What failed is told once, where it is handled.
            TraceLayer::new_for_http().on_failure(()),
        )
        .with_state(service)
}

async fn sdl() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/graphql; charset=utf-8")],
        schema_sdl(),
    )
}
