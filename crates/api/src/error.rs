//! What a client is told when something is wrong: one list of codes, one place that assigns them.

use std::sync::Arc;

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextRequest};
use async_graphql::{ErrorExtensionValues, PathSegment, Response, ServerError};
use tracing::error;
use vanort_register::{ForeignPosition, RegisterError, RevertError, SearchError, StoreError};

use crate::limits::Limits;

/// The codes that `extensions.code` of an error carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// The request is malformed, or a value in it is not what its place needs.
    BadUserInput,
    /// What the request names is not there.
    NotFound,
    /// The request needs a proof of who sends it.
    Unauthenticated,
    /// Who sends the request may not do this.
    Forbidden,
    /// The query is deeper or asks for more than the limits allow.
    TooComplex,
    /// Too many requests came from there in too short a time.
    RateLimited,
    /// The request's body is larger than the limit.
    PayloadTooLarge,
    /// The request was made for a state that is no more.
    Conflict,
    /// The service cannot answer this just now; later it can.
    Unavailable,
    /// The service failed; the log says why.
    Internal,
}

impl ErrorCode {
    /// Every code.
    pub const ALL: [Self; 10] = [
        Self::BadUserInput,
        Self::NotFound,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::TooComplex,
        Self::RateLimited,
        Self::PayloadTooLarge,
        Self::Conflict,
        Self::Unavailable,
        Self::Internal,
    ];

    /// The text in `extensions.code`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::NotFound => "NOT_FOUND",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::TooComplex => "TOO_COMPLEX",
            Self::RateLimited => "RATE_LIMITED",
            Self::PayloadTooLarge => "PAYLOAD_TOO_LARGE",
            Self::Conflict => "CONFLICT",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
    }
}

/// Why a field could not be resolved.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum ApiError {
    /// A value is not what its place needs; the sentence says which and what would be.
    #[error("{0}")]
    BadUserInput(String),
    /// The field is for administrators.
    #[error(
        "this needs an administrator's token: send the header \"Authorization: Bearer <token>\""
    )]
    Unauthenticated,
    /// No administrator's token is configured.
    #[error("administration is switched off: the server was started without VANORT_ADMIN_TOKEN")]
    AdministrationOff,
    /// The document names too many fields.
    #[error(
        "the document names more than {max_fields} fields, fragments written out; ask for less at once"
    )]
    DocumentTooLarge {
        /// The most that are allowed.
        max_fields: usize,
    },
    /// A use case failed.
    #[error(transparent)]
    Register(Arc<RegisterError>),
    /// A record names another that is not there, against the database's own rules.
    #[error("the {kind} \"{key}\" is named by a record but is not there")]
    Missing {
        /// What sort of record is not there.
        kind: &'static str,
        /// Its natural key.
        key: String,
    },
}

impl From<RegisterError> for ApiError {
    fn from(error: RegisterError) -> Self {
        Self::Register(Arc::new(error))
    }
}

impl From<ForeignPosition> for ApiError {
    fn from(_: ForeignPosition) -> Self {
        Self::BadUserInput(
            "a cursor is none of this list; pass one as it was returned by this list".to_owned(),
        )
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        RegisterError::from(error).into()
    }
}

impl ApiError {
    pub(crate) fn missing(kind: &'static str, key: impl std::fmt::Display) -> Self {
        Self::Missing {
            kind,
            key: key.to_string(),
        }
    }

    /// The code and the sentence for the client; an internal error's text stays in the log.
    pub(crate) fn publish(&self, path: &[PathSegment]) -> (ErrorCode, String) {
        let code = self.code();
        if code != ErrorCode::Internal {
            return (code, self.to_string());
        }
        error!(error = self as &dyn std::error::Error, graphql.path = ?path, "a field failed");
        (code, "the service failed; its log says why".to_owned())
    }

    pub(crate) fn code(&self) -> ErrorCode {
        match self {
            Self::BadUserInput(_) => ErrorCode::BadUserInput,
            Self::Unauthenticated | Self::AdministrationOff => ErrorCode::Unauthenticated,
            Self::DocumentTooLarge { .. } => ErrorCode::TooComplex,
            Self::Register(error) => register_code(error),
            Self::Missing { .. } => ErrorCode::Internal,
        }
    }
}

/// The one match from the crates' errors to the public codes.
fn register_code(error: &RegisterError) -> ErrorCode {
    match error {
        RegisterError::Workbook(_) => ErrorCode::BadUserInput,
        RegisterError::Export(_) | RegisterError::Content(_) | RegisterError::Dangling { .. } => {
            ErrorCode::Internal
        }
        RegisterError::Revert(error) => match error {
            RevertError::UnknownRun { .. } => ErrorCode::NotFound,
            RevertError::NothingToUndo { .. }
            | RevertError::AlreadyReverted { .. }
            | RevertError::NotRemembered { .. }
            | RevertError::BuiltOn { .. } => ErrorCode::Conflict,
        },
        RegisterError::Store(error) => match error {
            StoreError::Conflict { .. } => ErrorCode::Conflict,
            StoreError::Busy(_) | StoreError::ImportUnderWay => ErrorCode::Unavailable,
            StoreError::Connect { .. }
            | StoreError::Folder { .. }
            | StoreError::Lock { .. }
            | StoreError::UnknownUrl { .. }
            | StoreError::NewerDatabase { .. }
            | StoreError::Unreadable { .. }
            | StoreError::OutOfRange { .. }
            | StoreError::Report(_)
            | StoreError::Database(_) => ErrorCode::Internal,
        },
        RegisterError::Search(error) => match error {
            SearchError::QueryTooLong { .. } | SearchError::ForeignCursor => {
                ErrorCode::BadUserInput
            }
            SearchError::StaleCursor { .. } => ErrorCode::Conflict,
            SearchError::NotBuilt => ErrorCode::Unavailable,
            SearchError::File { .. }
            | SearchError::Tantivy(_)
            | SearchError::Record(_)
            | SearchError::NoRecord { .. }
            | SearchError::Unusable(_) => ErrorCode::Internal,
        },
    }
}

/// Gives every error of an answer its code, and keeps the text of internal ones in the log.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CodedErrors {
    /// What the messages name.
    pub(crate) limits: Limits,
}

impl ExtensionFactory for CodedErrors {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(*self)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for CodedErrors {
    async fn request(&self, ctx: &ExtensionContext<'_>, next: NextRequest<'_>) -> Response {
        let mut response = next.run(ctx).await;
        for error in &mut response.errors {
            publish(error, &self.limits);
        }
        response
    }
}

fn publish(server_error: &mut ServerError, limits: &Limits) {
    let code = if let Some(api_error) = server_error.source::<ApiError>() {
        let (code, message) = api_error.publish(&server_error.path);
        server_error.message = message;
        code
    } else if let Some(bound) = passed_bound(&server_error.message, limits) {
        server_error.message = bound;
        ErrorCode::TooComplex
    } else {
        ErrorCode::BadUserInput
    };
    server_error
        .extensions
        .get_or_insert_with(ErrorExtensionValues::default)
        .set("code", code.as_str());
}

/// The sentence for a refusal by async-graphql's own limits, which does not name the bound.
fn passed_bound(message: &str, limits: &Limits) -> Option<String> {
    match message {
        "Query is too complex." => Some(format!(
            "the query costs more than {}, each list's fields times its page size; ask for smaller pages",
            limits.max_complexity
        )),
        "Query is nested too deep." => Some(format!(
            "the query has more than {} levels of selections",
            limits.max_depth
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vanort_model::Revision;

    #[test]
    fn what_the_crates_below_refuse_has_its_code() {
        let conflict = StoreError::Conflict {
            expected: Revision(1),
            found: Revision(2),
        };
        for (error, code) in [
            (ApiError::from(conflict), ErrorCode::Conflict),
            (ForeignPosition.into(), ErrorCode::BadUserInput),
            (
                RegisterError::from(SearchError::NotBuilt).into(),
                ErrorCode::Unavailable,
            ),
            (ApiError::missing("place", "DK-x"), ErrorCode::Internal),
            (ApiError::AdministrationOff, ErrorCode::Unauthenticated),
        ] {
            assert_eq!(error.code(), code, "{error}");
        }
    }
}
