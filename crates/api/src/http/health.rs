//! Health: whether the process is alive, and whether it is ready to answer.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::{Value, json};
use vanort_model::Revision;
use vanort_register::{DatabaseHealth, Health};

use crate::http::service::Service;
use crate::limits::MAX_LAG;

/// The process is alive.
pub(crate) async fn live() -> impl IntoResponse {
    Json(json!({ "status": "live" }))
}

/// What is served can be answered from, and how it stands to the database.
pub(crate) async fn ready(State(service): State<Arc<Service>>) -> impl IntoResponse {
    if service.options.draining.has_begun() {
        let body = json!({ "status": "stopping" });
        return (StatusCode::SERVICE_UNAVAILABLE, Json(body));
    }
    let health = service.register.health().await;
    let (status, state, reason) = judge(&health);
    let mut body = report(&health);
    let described = [
        ("status", Value::from(state)),
        ("version", env!("CARGO_PKG_VERSION").into()),
        ("commit", service.options.commit.clone().into()),
    ];
    body.extend(described.map(|(key, value)| (key.to_owned(), value)));
    if let Some(reason) = reason {
        body.insert("reason".to_owned(), reason.into());
    }
    (status, Json(Value::Object(body)))
}

/// Whether a server of this health should be asked, in one word and, if need be, why not.
fn judge(health: &Health) -> (StatusCode, &'static str, Option<&'static str>) {
    let unavailable = |reason| (StatusCode::SERVICE_UNAVAILABLE, "unavailable", Some(reason));
    let degraded = |reason| (StatusCode::OK, "degraded", Some(reason));
    let Some(served) = &health.served else {
        return unavailable("the register is not read yet");
    };
    match &health.database {
        // Public answers come from memory.
        DatabaseHealth::Failed(_) => degraded("the database fails; the log says why"),
        DatabaseHealth::Silent => degraded("the database does not answer in time"),
        DatabaseHealth::Available { lag: None, .. } => (StatusCode::OK, "ready", None),
        DatabaseHealth::Available {
            lag: Some(lag),
            state,
        } => {
            let is_empty = served.version().revision == Revision::default();
            if is_empty && state.version.revision != Revision::default() {
                unavailable("the register is not read yet")
            } else if *lag > MAX_LAG {
                unavailable("what is served cannot follow the database; the log says why")
            } else {
                (StatusCode::OK, "ready", None)
            }
        }
    }
}

/// The versions of what is served and of the database.
fn report(health: &Health) -> serde_json::Map<String, Value> {
    let served = health.served.as_ref();
    let (database, lag) = match &health.database {
        DatabaseHealth::Available { state, lag } => (Some(state), *lag),
        DatabaseHealth::Failed(_) | DatabaseHealth::Silent => (None, None),
    };
    let lag_ms = lag.map_or(0, |lag| u64::try_from(lag.as_millis()).unwrap_or(u64::MAX));
    let body = json!({
        "registerId": served.map(|it| it.register_id()),
        "revision": served.map(|it| it.version().revision.0),
        "indexRevision": served.map(|it| it.index().status().version.revision.0),
        "databaseRevision": database.map(|it| it.version.revision.0),
        "lagMs": database.map(|_| lag_ms),
    });
    match body {
        Value::Object(body) => body,
        _ => serde_json::Map::new(),
    }
}
