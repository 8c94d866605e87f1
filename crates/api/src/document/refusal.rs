//! Why a request is not executed.

use std::time::Duration;

use async_graphql::{ErrorExtensionValues, Pos, ServerError, Value};

use crate::error::{ErrorCode, retry_message};
use crate::limits::MAX_ERRORS;

/// Why a request is not executed: one or several mistakes, each an error with its code.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) code: ErrorCode,
    /// How long to wait before the request is sent again, where that is known.
    pub(crate) retry_after: Option<Duration>,
    pub(crate) errors: Vec<ServerError>,
}

impl Refusal {
    /// A refusal for one reason.
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            retry_after: None,
            errors: vec![coded(ServerError::new(message, None), code)],
        }
    }

    /// A refusal of a client that did too much of something, as a clause.
    pub(crate) fn rate_limited(what: &str, wait: Duration) -> Self {
        Self {
            retry_after: Some(wait),
            ..Self::new(ErrorCode::RateLimited, retry_message(what, wait))
        }
    }

    /// A mistake of who wrote the request, at a place of the document where there is one.
    pub(crate) fn mistake(message: impl Into<String>, at: Option<Pos>) -> Self {
        Self::mistakes(vec![ServerError::new(message, at)])
    }

    /// Several mistakes.
    pub(crate) fn mistakes(errors: Vec<ServerError>) -> Self {
        let code = ErrorCode::BadUserInput;
        let errors = errors.into_iter().map(|error| coded(error, code)).collect();
        Self {
            code,
            retry_after: None,
            errors: bounded(errors),
        }
    }

    /// Something of the document, as its fields or its depth, passes a limit.
    pub(crate) fn too_large(what: &str, found: usize, limit: usize) -> Self {
        let (found, limit) = (count(found), count(limit));
        let message = match what {
            "depth" => {
                format!("the query has {found} levels of fields; at most {limit} are allowed")
            }
            "nesting" => format!(
                "the query has {found} selections within each other, fragments counted where they \
                 are spread; at most {limit} are allowed"
            ),
            "brackets" => format!(
                "the query has {found} brackets within each other; at most {limit} are allowed"
            ),
            "tokens" => format!("the query has {found} tokens; at most {limit} are allowed"),
            "bytes of a name" => {
                format!("the query has a name of {found} bytes; at most {limit} are allowed")
            }
            "introspected lists" => format!(
                "the query nests {found} introspected lists of fields or types in each other; at \
                 most {limit} are allowed"
            ),
            what => format!(
                "the query has {found} {what}, fragments counted wherever they are spread; at \
                 most {limit} are allowed"
            ),
        };
        Self::too_complex(message, "size", found, limit)
    }

    /// One selection names the same thing too often.
    pub(crate) fn repeated(name: &str, found: usize, limit: usize) -> Self {
        let (found, limit) = (count(found), count(limit));
        let message = format!(
            "one selection of the query names {name} {found} times; at most {limit} are allowed, \
             and one is enough"
        );
        Self::too_complex(message, "size", found, limit)
    }

    /// The operation costs more than it may.
    pub(crate) fn too_costly(cost: u64, limit: u64) -> Self {
        let cost = cost.min(LARGEST_NUMBER);
        let message = format!(
            "the query costs {cost} and may cost {limit}: every field counts, those of a list once \
             for each item of its page; ask for smaller pages or fewer fields"
        );
        Self::too_complex(message, "cost", cost, limit)
    }

    fn too_complex(message: String, what: &str, found: u64, limit: u64) -> Self {
        let mut refusal = Self::new(ErrorCode::TooComplex, message);
        for error in &mut refusal.errors {
            let extensions = error
                .extensions
                .get_or_insert_with(ErrorExtensionValues::default);
            extensions.set(what, Value::from(found.min(LARGEST_NUMBER)));
            extensions.set("limit", Value::from(limit.min(LARGEST_NUMBER)));
        }
        refusal
    }

    /// Says where in the document the reason stands.
    pub(crate) fn locate(&mut self, at: Pos) {
        for error in &mut self.errors {
            error.locations = vec![at];
        }
    }
}

/// The largest whole number that every reader of JSON takes exactly.
const LARGEST_NUMBER: u64 = 1 << 53;

/// Letters of an error's message.
const LONGEST_MESSAGE: usize = 500;

fn count(number: usize) -> u64 {
    u64::try_from(number).map_or(LARGEST_NUMBER, |number| number.min(LARGEST_NUMBER))
}

/// Gives an error its code, and its message the length of a few lines: a message may repeat a name
/// that is as long as the request.
pub(crate) fn coded(mut error: ServerError, code: ErrorCode) -> ServerError {
    if let Some((end, _)) = error.message.char_indices().nth(LONGEST_MESSAGE) {
        error.message.truncate(end);
        error.message.push('…');
    }
    error
        .extensions
        .get_or_insert_with(ErrorExtensionValues::default)
        .set("code", code.as_str());
    error
}

/// Keeps as many errors as an answer may tell; the last of them then counts those left out.
pub(crate) fn bounded(mut errors: Vec<ServerError>) -> Vec<ServerError> {
    if errors.len() > MAX_ERRORS {
        let left_out = errors.len() - MAX_ERRORS + 1;
        let code = errors
            .get(MAX_ERRORS)
            .and_then(|error| error.extensions.clone());
        errors.truncate(MAX_ERRORS - 1);
        let mut rest = ServerError::new(format!("and {left_out} more errors"), None);
        rest.extensions = code;
        errors.push(rest);
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_thousand_mistakes_are_told_in_twenty_errors() {
        let mistakes = (0..2_000).map(|number| ServerError::new(format!("mistake {number}"), None));
        let refusal = Refusal::mistakes(mistakes.collect());
        assert_eq!(refusal.errors.len(), 20);
        assert_eq!(refusal.errors[19].message, "and 1981 more errors");
        let extensions = refusal.errors[19].extensions.as_ref().unwrap();
        assert_eq!(extensions.get("code"), Some(&Value::from("BAD_USER_INPUT")));
    }
}
