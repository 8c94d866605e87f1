//! Errors as clients may see them.

use async_graphql::{ErrorExtensionValues, ServerError};
use tracing::{error, warn};

use crate::document::{Refusal, bounded, coded};
use crate::error::{ApiError, ErrorCode, INTERNAL_MESSAGE};
use crate::limits::MAX_ERRORS;

/// Gives the errors of an execution their codes, keeps the text of internal ones in the log, and
/// leaves out those that are too many.
pub(crate) fn publish(mut errors: Vec<ServerError>) -> Vec<ServerError> {
    // What stands first in the answer is told first; fields fail in any order.
    errors.sort_by_key(|error| {
        let first = error.locations.first();
        first.map(|position| (position.line, position.column))
    });
    let mut logged = 0;
    let errors = errors
        .into_iter()
        .flat_map(told_apart)
        .map(|error| {
            logged += 1;
            publish_one(error, logged <= MAX_ERRORS)
        })
        .collect();
    bounded(errors)
}

/// The refusal of a request that failed before it could be executed; what is internal is told to
/// the log alone.
pub(crate) fn published(error: &ApiError) -> Refusal {
    let code = error.code();
    if let Some(outage) = error.outage() {
        warn!(error = error as &dyn std::error::Error, %outage, "the database cannot be used");
    }
    if code != ErrorCode::Internal {
        return Refusal::new(code, error.to_string());
    }
    error!(error = error as &dyn std::error::Error, "a request failed");
    Refusal::new(code, INTERNAL_MESSAGE)
}

/// Each mistake of what was sent in as an error of its own, which names the input's field.
fn told_apart(error: ServerError) -> Vec<ServerError> {
    let mistakes = error.source::<ApiError>().and_then(ApiError::mistakes);
    let Some(mistakes) = mistakes else {
        return vec![error];
    };
    let apart = mistakes.iter().map(|mistake| {
        let field = camel_case(mistake.field);
        let mut error = error.clone();
        error.message = format!("`{field}` {}", mistake.problem);
        let extensions = error
            .extensions
            .get_or_insert_with(ErrorExtensionValues::default);
        extensions.set("field", field);
        error
    });
    apart.collect()
}

/// The name that a field has in the schema: `contactEmail` for `contact_email`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut text = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        text.push_str(letters.as_str());
    }
    text
}

fn publish_one(mut server_error: ServerError, log: bool) -> ServerError {
    if server_error.source.is_none() {
        // Without a cause of its own only a value fails that its field does not take.
        return coded(server_error, ErrorCode::BadUserInput);
    }
    let api_error = server_error.source::<ApiError>();
    let code = api_error.map_or(ErrorCode::Internal, ApiError::code);
    let path = &server_error.path;
    if let Some(error) = api_error.filter(|_| log)
        && let Some(outage) = error.outage()
    {
        warn!(error = error as &dyn std::error::Error, %outage, graphql.path = ?path, "the database cannot be used");
    }
    if code == ErrorCode::Internal {
        match api_error {
            Some(error) if log => {
                error!(error = error as &dyn std::error::Error, graphql.path = ?path, "a field failed");
            }
            None if log => {
                error!(error = server_error.message, graphql.path = ?path, "a field failed");
            }
            _ => {}
        }
        INTERNAL_MESSAGE.clone_into(&mut server_error.message);
    }
    coded(server_error, code)
}
