//! A server that is starting: it answers from the first moment, and says how far it is.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde_json::json;
use tower::ServiceExt as _;
use vanort_register::{Progress, Register, Stage};

use crate::document::Refusal;
use crate::error::ErrorCode;
use crate::http::answer::rejected;
use crate::http::api::Api;
use crate::http::health;
use crate::http::media_type::MediaType;

/// A stage of the start, in the order in which they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartupStage {
    /// The database is opened and its tables are brought up to date.
    Migrating,
    /// An empty database is filled.
    Importing,
    /// The register is read into memory.
    Reading,
    /// The search index is built; so many percent are done.
    Indexing(u64),
}

impl std::fmt::Display for StartupStage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Migrating => f.write_str("migrating"),
            Self::Importing => f.write_str("importing"),
            Self::Reading => f.write_str("reading"),
            Self::Indexing(percent) => write!(f, "indexing {percent} %"),
        }
    }
}

/// A server that is starting, and the service that it becomes. Cheap to clone.
#[derive(Clone)]
pub struct Startup {
    inner: Arc<Inner>,
}

struct Inner {
    stage: Mutex<StartupStage>,
    service: OnceLock<Router>,
}

impl Default for Startup {
    fn default() -> Self {
        Self {
            inner: Arc::new(Inner {
                stage: Mutex::new(StartupStage::Migrating),
                service: OnceLock::new(),
            }),
        }
    }
}

impl Startup {
    /// The router to serve from the first moment on.
    pub fn router(&self) -> Router {
        Router::new().fallback(dispatch).with_state(self.clone())
    }

    /// Sets the stage that the server has reached.
    pub fn reach(&self, stage: StartupStage) {
        // Nothing that can panic runs under the lock.
        let mut current = self
            .inner
            .stage
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *current = stage;
    }

    /// Ends the start: from now on the service answers over an open register. To be called within a
    /// Tokio runtime, as the service follows the register from now on.
    pub fn finish(&self, api: Api, register: Register) {
        self.inner.service.get_or_init(|| api.router(register));
    }

    fn stage(&self) -> StartupStage {
        *self
            .inner
            .stage
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Startup {
    fn report(&self, stage: Stage, done: u64, total: u64) {
        self.reach(match stage {
            Stage::Reading | Stage::Checking | Stage::Saving => StartupStage::Importing,
            Stage::Indexing => {
                StartupStage::Indexing((done * 100).checked_div(total).unwrap_or_default())
            }
        });
    }
}

async fn dispatch(State(startup): State<Startup>, request: Request) -> Response {
    if let Some(service) = startup.inner.service.get() {
        let answered = service.clone().oneshot(request).await;
        return answered.unwrap_or_else(|never| match never {});
    }
    let stage = startup.stage();
    let starting = Router::new()
        .route("/health/live", get(health::live))
        .route(
            "/health/ready",
            get(move || async move {
                let body = json!({ "status": "starting", "stage": stage.to_string() });
                (StatusCode::SERVICE_UNAVAILABLE, axum::Json(body)).into_response()
            }),
        )
        .fallback(move |_: Uri| async move { unavailable(stage) });
    let answered = starting.oneshot(request).await;
    answered.unwrap_or_else(|never| match never {})
}

fn unavailable(stage: StartupStage) -> Response {
    let message = format!("the server is starting ({stage}); try again in a moment");
    let refusal = Refusal::new(ErrorCode::Unavailable, message);
    rejected(StatusCode::SERVICE_UNAVAILABLE, MediaType::Json, &refusal)
}
