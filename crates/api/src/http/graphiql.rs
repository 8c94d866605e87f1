//! GraphiQL for browsers, served from the binary itself: it works without the internet, and no
//! other site's script ever runs on this page.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// The page.
pub(crate) fn page() -> Html<&'static str> {
    Html(include_str!("../../assets/graphiql/index.html"))
}

/// A script or style sheet of the page; each name is served for a day.
pub(crate) async fn asset(Path(file): Path<String>) -> Response {
    let (content_type, bytes): (_, &'static [u8]) = match file.as_str() {
        "react.production.min.js" => (
            "text/javascript; charset=utf-8",
            include_bytes!("../../assets/graphiql/react.production.min.js"),
        ),
        "react-dom.production.min.js" => (
            "text/javascript; charset=utf-8",
            include_bytes!("../../assets/graphiql/react-dom.production.min.js"),
        ),
        "graphiql.min.js" => (
            "text/javascript; charset=utf-8",
            include_bytes!("../../assets/graphiql/graphiql.min.js"),
        ),
        "vanort.js" => (
            "text/javascript; charset=utf-8",
            include_bytes!("../../assets/graphiql/vanort.js"),
        ),
        "graphiql.min.css" => (
            "text/css; charset=utf-8",
            include_bytes!("../../assets/graphiql/graphiql.min.css"),
        ),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    (headers, bytes).into_response()
}
