//! Answers to what is not there.

use axum::http::{Method, StatusCode, Uri};
use axum::response::Response;

use crate::document::{Refusal, quoted};
use crate::error::ErrorCode;
use crate::http::answer::rejected;
use crate::http::media_type::MediaType;

/// There is nothing at this path.
pub(crate) async fn not_found(uri: Uri) -> Response {
    let message = format!(
        "there is nothing at {}; GraphQL is answered at /graphql",
        quoted(uri.path())
    );
    let refusal = Refusal::new(ErrorCode::NotFound, message);
    rejected(StatusCode::NOT_FOUND, MediaType::Json, &refusal)
}

/// What is at this path does not take this method; `Allow` says which it takes.
pub(crate) async fn method_not_allowed(method: Method, uri: Uri) -> Response {
    let message = format!(
        "{} does not take the method {}",
        quoted(uri.path()),
        quoted(method.as_str())
    );
    let refusal = Refusal::mistake(message, None);
    rejected(StatusCode::METHOD_NOT_ALLOWED, MediaType::Json, &refusal)
}
