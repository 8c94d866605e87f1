//! What a client is told when something is wrong: one list of codes, one place that assigns them.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::Enum;
use vanort_register::{
    ApplyError, ForeignPosition, InputMistake, Outage, RegisterError, RevertError, SearchError,
    StoreError, SubmissionError,
};

/// What went wrong, as `extensions.code` of every error says it. A message is for people and may
/// change; a code is for programs and stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
pub enum ErrorCode {
    /// The request is malformed, the document is not of this schema, or a value is not what its
    /// place needs. The message says what would be.
    BadUserInput,
    /// What the request names is not there.
    NotFound,
    /// The request needs a proof of who sends it.
    Unauthenticated,
    /// Who sends the request may not do this, or it is switched off.
    Forbidden,
    /// The document is larger, or costs more, than the limits allow; `extensions.limit` is the
    /// limit, and `extensions.cost` or `extensions.size` what was found.
    TooComplex,
    /// Too much came in too short a time; the message says when to try again.
    RateLimited,
    /// The request's body is larger than the limit.
    PayloadTooLarge,
    /// The request was made for a state that is no more.
    Conflict,
    /// No query of this hash is known here: send it again with its text, and it is.
    PersistedQueryNotFound,
    /// The service cannot answer this just now; later it can.
    Unavailable,
    /// The service failed; its log says why.
    Internal,
}

impl ErrorCode {
    /// Every code.
    pub const ALL: [Self; 11] = [
        Self::BadUserInput,
        Self::NotFound,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::TooComplex,
        Self::RateLimited,
        Self::PayloadTooLarge,
        Self::Conflict,
        Self::PersistedQueryNotFound,
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
            Self::PersistedQueryNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
    }
}

/// All that a client is told of an internal error.
pub(crate) const INTERNAL_MESSAGE: &str = "the service failed; its log says why";

/// Why a field could not be resolved.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum ApiError {
    /// A value is not what its place needs; the sentence says which and what would be.
    #[error("{0}")]
    BadUserInput(String),
    /// The field is for administrators.
    #[error(
        "this needs an administrator's token: send the header \"Authorization: Bearer <token>\", or over WebSocket `authorization` in `connection_init`"
    )]
    Unauthenticated,
    /// No administrator's token is configured.
    #[error("administration is switched off: the server was started without VANORT_ADMIN_TOKEN")]
    AdministrationOff,
    /// What the request names is not there.
    #[error("{0}")]
    NotFound(String),
    /// One client did too much of something.
    #[error("{}", retry_message(what, *wait))]
    RateLimited {
        /// What there was too much of, as a clause.
        what: &'static str,
        /// How long until it may be done again.
        wait: Duration,
    },
    /// A use case failed.
    #[error("{}", told(.0))]
    Register(#[source] Arc<RegisterError>),
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

impl From<Arc<RegisterError>> for ApiError {
    fn from(error: Arc<RegisterError>) -> Self {
        Self::Register(error)
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

    /// What a client is told: the text of an internal error stays in the log.
    pub(crate) fn public_message(&self) -> String {
        match self.code() {
            ErrorCode::Internal => INTERNAL_MESSAGE.to_owned(),
            _ => self.to_string(),
        }
    }

    /// Why the database cannot be used at the moment, if that is why: for the log, not the client.
    pub(crate) fn outage(&self) -> Option<Outage> {
        match self {
            Self::Register(error) => match &**error {
                RegisterError::Store(StoreError::Unavailable { outage, .. }) => Some(*outage),
                _ => None,
            },
            _ => None,
        }
    }

    /// What is wrong with the fields of what was sent in, if that is why.
    pub(crate) fn mistakes(&self) -> Option<&[InputMistake]> {
        match self {
            Self::Register(error) => match &**error {
                RegisterError::Submission(SubmissionError::Mistakes(mistakes)) => Some(mistakes),
                _ => None,
            },
            _ => None,
        }
    }

    pub(crate) fn code(&self) -> ErrorCode {
        match self {
            Self::BadUserInput(_) => ErrorCode::BadUserInput,
            Self::NotFound(_) => ErrorCode::NotFound,
            Self::RateLimited { .. } => ErrorCode::RateLimited,
            Self::Unauthenticated | Self::AdministrationOff => ErrorCode::Unauthenticated,
            Self::Register(error) => register_code(error),
            Self::Missing { .. } => ErrorCode::Internal,
        }
    }
}

/// A message that says when to try again.
pub(crate) fn retry_message(what: &str, wait: Duration) -> String {
    format!("{what}; try again in {} s", retry_after_s(wait))
}

/// A time to wait in whole seconds, after which it certainly has passed.
pub(crate) fn retry_after_s(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

/// What a client is told of a use case that failed. What is told to those who keep the lists is in
/// Swedish wherever they read it; the rest is in English here.
fn told(error: &RegisterError) -> String {
    match error {
        RegisterError::Workbook(error) => format!("the workbook cannot be read: {error}"),
        RegisterError::Mapping(error) => format!("`mapping` cannot be used: {error}"),
        RegisterError::Revert(error) => match error {
            RevertError::UnknownRun { run } => format!("there is no import run {run}"),
            RevertError::NothingToUndo { run } => {
                format!("import run {run} changed nothing, so there is nothing to undo")
            }
            RevertError::AlreadyReverted { run, by } => {
                format!("import run {run} is undone already, by revision {by}")
            }
            RevertError::NotRemembered { run } => format!(
                "import run {run} was made before the register remembered what changes, and cannot be undone"
            ),
            RevertError::BuiltOn { run, later } => {
                let later: Vec<String> = later.iter().map(ToString::to_string).collect();
                format!(
                    "import run {run} cannot be undone, for later ones build on it: undo these first, the last of them first: {}",
                    later.join(", ")
                )
            }
        },
        other => other.to_string(),
    }
}

/// The one match from the crates' errors to the public codes.
fn register_code(error: &RegisterError) -> ErrorCode {
    match error {
        RegisterError::Workbook(_) | RegisterError::Mapping(_) => ErrorCode::BadUserInput,
        RegisterError::Apply(error) => match error {
            ApplyError::UnknownRun { .. } => ErrorCode::NotFound,
            ApplyError::NotWaiting { .. } | ApplyError::ChangedMeanwhile { .. } => {
                ErrorCode::Conflict
            }
            ApplyError::Options { .. } => ErrorCode::Internal,
        },
        RegisterError::Export(_)
        | RegisterError::Options(_)
        | RegisterError::LostDatabase { .. }
        | RegisterError::Marker { .. }
        | RegisterError::Dangling { .. } => ErrorCode::Internal,
        RegisterError::Revert(error) => match error {
            RevertError::UnknownRun { .. } => ErrorCode::NotFound,
            RevertError::NothingToUndo { .. }
            | RevertError::AlreadyReverted { .. }
            | RevertError::NotRemembered { .. }
            | RevertError::BuiltOn { .. } => ErrorCode::Conflict,
        },
        RegisterError::Submission(error) => match error {
            SubmissionError::Mistakes(_) => ErrorCode::BadUserInput,
            SubmissionError::NoSuchPartnerSeeker | SubmissionError::NotItsToken => {
                ErrorCode::NotFound
            }
            SubmissionError::SaidAlready | SubmissionError::Over(_) => ErrorCode::Conflict,
            SubmissionError::TooManyPending { .. } | SubmissionError::TooManyAtOnce { .. } => {
                ErrorCode::RateLimited
            }
            SubmissionError::NoRandomness => ErrorCode::Internal,
        },
        RegisterError::Store(error) => match error {
            StoreError::Conflict { .. } => ErrorCode::Conflict,
            StoreError::Unavailable { .. } | StoreError::ImportUnderWay => ErrorCode::Unavailable,
            StoreError::Connect { .. }
            | StoreError::Folder { .. }
            | StoreError::File { .. }
            | StoreError::MalformedUrl { .. }
            | StoreError::Lock { .. }
            | StoreError::UnknownUrl { .. }
            | StoreError::NoDatabase { .. }
            | StoreError::OlderDatabase { .. }
            | StoreError::NewerDatabase { .. }
            | StoreError::Unreadable { .. }
            | StoreError::UnreadableJson { .. }
            | StoreError::OutOfRange { .. }
            | StoreError::Missing { .. }
            | StoreError::Report(_)
            | StoreError::Database(_) => ErrorCode::Internal,
        },
        RegisterError::Search(error) => match error {
            SearchError::QueryTooLong { .. } | SearchError::ForeignCursor => {
                ErrorCode::BadUserInput
            }
            SearchError::StaleCursor { .. } => ErrorCode::Conflict,
            SearchError::File { .. }
            | SearchError::Tantivy(_)
            | SearchError::Record(_)
            | SearchError::NoRecord { .. }
            | SearchError::Unusable(_) => ErrorCode::Internal,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::OffsetDateTime;
    use vanort_model::{PartnerSeekerState, Revision};

    fn sent(error: SubmissionError) -> ApiError {
        RegisterError::from(error).into()
    }

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
                RegisterError::from(StoreError::ImportUnderWay).into(),
                ErrorCode::Unavailable,
            ),
            (ApiError::missing("place", "DK-x"), ErrorCode::Internal),
            (ApiError::AdministrationOff, ErrorCode::Unauthenticated),
            (
                sent(SubmissionError::Mistakes(Vec::new())),
                ErrorCode::BadUserInput,
            ),
            (
                sent(SubmissionError::NoSuchPartnerSeeker),
                ErrorCode::NotFound,
            ),
            (sent(SubmissionError::NotItsToken), ErrorCode::NotFound),
            (sent(SubmissionError::SaidAlready), ErrorCode::Conflict),
            (
                sent(SubmissionError::Over(PartnerSeekerState::Withdrawn)),
                ErrorCode::Conflict,
            ),
            (
                sent(SubmissionError::TooManyPending { most: 500 }),
                ErrorCode::RateLimited,
            ),
            (
                sent(SubmissionError::TooManyAtOnce {
                    next: OffsetDateTime::UNIX_EPOCH,
                }),
                ErrorCode::RateLimited,
            ),
            (sent(SubmissionError::NoRandomness), ErrorCode::Internal),
        ] {
            assert_eq!(error.code(), code, "{error}");
        }
    }
}
