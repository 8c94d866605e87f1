//! Every route.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::middleware::from_fn;
use axum::response::{Redirect, Response};
use axum::routing::get;
use vanort_register::Register;

use crate::http::options::ApiOptions;
use crate::http::request_log::observe;
use crate::http::service::Service;
use crate::http::static_file::StaticFile;
use crate::http::{fallback, graphiql, graphql, health};
use crate::schema::schema_sdl;
use crate::websocket;

/// Makes the router of the whole service over an open register. Within a Tokio runtime, as it
/// follows the register from now on.
pub fn router(register: Register, options: ApiOptions) -> Router {
    let cors = options.cors_origins.layer();
    let service = Arc::new(Service::new(register, options));
    let routes = Router::new()
        .route("/", get(|| async { Redirect::temporary("/graphql") }))
        .route("/graphql", get(graphql::get).post(graphql::post))
        .route("/graphql/ws", get(websocket::upgrade))
        .route("/graphiql/{file}", get(graphiql::asset))
        .route("/schema.graphql", get(sdl))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(fallback::not_found)
        .method_not_allowed_fallback(fallback::method_not_allowed);
    let routes = match cors {
        Some(cors) => routes.layer(cors),
        None => routes,
    };
    routes.layer(from_fn(observe)).with_state(service)
}

/// The schema's text, for whoever may look at the schema.
async fn sdl(State(service): State<Arc<Service>>, asked: HeaderMap, uri: Uri) -> Response {
    static SDL: LazyLock<StaticFile> = LazyLock::new(|| {
        StaticFile::new(
            "application/graphql; charset=utf-8",
            schema_sdl().as_bytes(),
        )
    });
    if service.options.introspection {
        SDL.answer(&asked, "public, max-age=60").await
    } else {
        fallback::not_found(uri).await
    }
}
