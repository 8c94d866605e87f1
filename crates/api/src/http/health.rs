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
    let (status, state, reason) = judge(
        health.served.as_ref().map(|it| it.version().revision),
        &health.database,
    );
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
fn judge(
    served: Option<Revision>,
    database: &DatabaseHealth,
) -> (StatusCode, &'static str, Option<&'static str>) {
    let unavailable = |reason| (StatusCode::SERVICE_UNAVAILABLE, "unavailable", Some(reason));
    let degraded = |reason| (StatusCode::OK, "degraded", Some(reason));
    let Some(served) = served else {
        return unavailable("the register is not read yet");
    };
    match database {
        // Public answers come from memory.
        DatabaseHealth::Failed(_) => degraded("the database fails; the log says why"),
        DatabaseHealth::Silent => degraded("the database does not answer in time"),
        DatabaseHealth::Available { lag: None, .. } => (StatusCode::OK, "ready", None),
        DatabaseHealth::Available {
            lag: Some(lag),
            state,
        } => {
            let is_empty = served == Revision::default();
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    use vanort_model::{RandomId, Version};
    use vanort_register::RegisterState;

    fn available(revision: i64, lag: Option<Duration>) -> DatabaseHealth {
        DatabaseHealth::Available {
            state: RegisterState {
                register_id: String::new(),
                version: Version {
                    revision: Revision(revision),
                    id: RandomId::from_bits(1),
                },
                updated_at: None,
            },
            lag,
        }
    }

    #[test]
    fn a_server_is_ready_unless_it_has_nothing_or_cannot_follow() {
        let short = Some(Duration::from_secs(2));
        for (served, database, status, state) in [
            (Some(2), available(2, None), 200, "ready"),
            (Some(2), available(3, short), 200, "ready"),
            (Some(0), available(0, None), 200, "ready"),
            (Some(2), DatabaseHealth::Silent, 200, "degraded"),
            (None, available(2, short), 503, "unavailable"),
            // An empty view of a filled database.
            (Some(0), available(2, short), 503, "unavailable"),
            (
                Some(2),
                available(3, Some(MAX_LAG + Duration::from_secs(1))),
                503,
                "unavailable",
            ),
        ] {
            let judged = judge(served.map(Revision), &database);
            assert_eq!(
                (judged.0.as_u16(), judged.1),
                (status, state),
                "{served:?} {database:?}"
            );
        }
    }
}
