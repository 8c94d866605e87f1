//! GraphiQL for browsers, served from the binary itself: it works without the internet, and no
//! other site's script ever runs on this page.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;

use crate::http::fallback::not_found;
use crate::http::service::Service;
use crate::http::static_file::StaticFile;

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";

static PAGE: StaticFile = StaticFile::new(
    "text/html; charset=utf-8",
    include_bytes!("../../assets/graphiql/index.html"),
);
static REACT: StaticFile = StaticFile::new(
    JAVASCRIPT,
    include_bytes!("../../assets/graphiql/react.production.min.js"),
);
static REACT_DOM: StaticFile = StaticFile::new(
    JAVASCRIPT,
    include_bytes!("../../assets/graphiql/react-dom.production.min.js"),
);
static GRAPHIQL: StaticFile = StaticFile::new(
    JAVASCRIPT,
    include_bytes!("../../assets/graphiql/graphiql.min.js"),
);
static START: StaticFile = StaticFile::new(
    JAVASCRIPT,
    include_bytes!("../../assets/graphiql/vanort.js"),
);
static STYLE: StaticFile = StaticFile::new(
    CSS,
    include_bytes!("../../assets/graphiql/graphiql.min.css"),
);

/// The page; which of several servers shows it may change at any time.
pub(crate) async fn page(asked: &HeaderMap) -> Response {
    let mut response = PAGE.answer(asked, "no-cache").await;
    // The same address answers queries.
    let vary = HeaderValue::from_static("accept, accept-encoding");
    response.headers_mut().insert(header::VARY, vary);
    // No other site may put it into a frame and have its visitors click there.
    let frames = HeaderValue::from_static("frame-ancestors 'none'");
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, frames);
    response
}

/// A script or style sheet of the page; each name is served for a day.
pub(crate) async fn asset(
    State(service): State<Arc<Service>>,
    Path(file): Path<String>,
    asked: HeaderMap,
    uri: Uri,
) -> Response {
    let asset = match file.as_str() {
        _ if !service.options.graphiql => None,
        "react.production.min.js" => Some(&REACT),
        "react-dom.production.min.js" => Some(&REACT_DOM),
        "graphiql.min.js" => Some(&GRAPHIQL),
        "vanort.js" => Some(&START),
        "graphiql.min.css" => Some(&STYLE),
        _ => None,
    };
    match asset {
        Some(asset) => asset.answer(&asked, "public, max-age=86400").await,
        None => not_found(uri).await,
    }
}
