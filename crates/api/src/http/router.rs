//! Every route.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{Redirect, Response};
use axum::routing::get;

use crate::http::admission::admit;
use crate::http::request_log::observe;
use crate::http::service::Service;
use crate::http::static_file::StaticFile;
use crate::http::{fallback, graphiql, graphql, health};
use crate::schema::schema_sdl;
use crate::websocket;

/// Makes the router of the whole service.
pub(crate) fn router(service: Service) -> Router {
    let options = &service.options;
    let cors = options.cors_origins.layer(&options.cors_headers);
    let service = Arc::new(service);
    let routes = Router::new()
        .route("/", get(|| async { Redirect::temporary("/graphql") }))
        .route("/graphql", get(graphql::get).post(graphql::post))
        .route("/graphql/ws", get(websocket::upgrade))
        .route("/graphiql/{file}", get(graphiql::asset))
        .route("/schema.graphql", get(sdl))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(fallback::not_found)
        .method_not_allowed_fallback(fallback::method_not_allowed)
        .layer(from_fn_with_state(service.clone(), admit));
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
