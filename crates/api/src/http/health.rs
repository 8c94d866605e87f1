//! Whether the process lives, and whether it can answer.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::json;
use tracing::warn;

use crate::http::service::Service;

/// The process lives.
pub(crate) async fn live() -> impl IntoResponse {
    Json(json!({ "status": "live" }))
}

/// The database answers and there is an index to search.
pub(crate) async fn ready(State(service): State<Arc<Service>>) -> impl IntoResponse {
    let report = service.register.index_report().await;
    let (status, body) = match report {
        Ok(report) => match report.index {
            Some(index) => (
                StatusCode::OK,
                json!({
                    "status": "ready",
                    "revision": report.register_revision.0,
                    "indexRevision": index.revision.0,
                }),
            ),
            None => (
                StatusCode::SERVICE_UNAVAILABLE,
                json!({ "status": "unavailable", "reason": "the search index is not built yet" }),
            ),
        },
        Err(error) => {
            warn!(
                error = &error as &dyn std::error::Error,
                "the database does not answer"
            );
            (
                StatusCode::SERVICE_UNAVAILABLE,
                json!({ "status": "unavailable", "reason": "the database does not answer" }),
            )
        }
    };
    (status, Json(body))
}
