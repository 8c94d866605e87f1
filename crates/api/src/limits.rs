//! Every limit of the public surface, in one place.

use std::time::Duration;

/// What one request may ask for, how large it may be and how long it may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Levels of nested fields. The introspection query of GraphQL's reference implementation,
    /// which tools send, has 15.
    pub max_depth: usize,
    /// What an operation may cost: the fields that it may resolve, each list counted with the page
    /// size asked for. `{ municipalities(first: 50) { nodes { name twinnings(first: 20) { nodes {
    /// partner { name country { name } } } } } } }` costs 112 + 50 × (2 + 12 + 20 × 5) = 5,812.
    pub max_cost: u64,
    /// Fields that a document may name, those of a fragment counted wherever it is spread.
    pub max_fields: usize,
    /// Fields that a document may rename, counted like the fields.
    pub max_aliases: usize,
    /// Directives that a document may use, counted like the fields.
    pub max_directives: usize,
    /// Times that one selection may name the same response key, those in its inline fragments counted
    /// with it, or spread the same fragment.
    pub max_repeats: usize,
    /// Tokens of a document: names, values and marks.
    pub max_tokens: usize,
    /// Bytes of a request's body.
    pub max_body_bytes: usize,
    /// Bytes of the body of an administrator's request, which may bring a workbook.
    pub max_upload_bytes: usize,
    /// How long one request may take, from its first byte to its answer's.
    pub request_timeout: Duration,
    /// WebSocket connections at one time.
    pub max_connections: usize,
    /// Operations under way at one time over one WebSocket connection.
    pub max_subscriptions: usize,
    /// How long a WebSocket connection may take to introduce itself.
    pub connection_init_timeout: Duration,
    /// How often a WebSocket connection is asked whether it is still there; one that is silent
    /// for twice as long is closed.
    pub ping_interval: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_depth: 18,
            max_cost: 25_000,
            max_fields: 5_000,
            max_aliases: 100,
            max_directives: 50,
            max_repeats: 100,
            max_tokens: 10_000,
            max_body_bytes: 256 * 1024,
            // 32 MiB of a workbook in base64 are 43 MiB.
            max_upload_bytes: 48 * 1024 * 1024,
            request_timeout: Duration::from_secs(10),
            max_connections: 1_000,
            max_subscriptions: 32,
            connection_init_timeout: Duration::from_secs(10),
            ping_interval: Duration::from_secs(20),
        }
    }
}

/// How much of something a client may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// So many at once.
    pub burst: u32,
    /// And one more each time that this has passed.
    pub period: Duration,
}

impl Rate {
    /// So many a second after a burst; `None`, which is no limit, if one of them is 0.
    #[must_use]
    pub fn per_second(rate: u32, burst: u32) -> Option<Self> {
        let period = Duration::from_secs(1).checked_div(rate)?;
        (burst > 0).then_some(Self { burst, period })
    }
}

/// What each client, which is an address, may do; `None` is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientLimits {
    /// Requests, and operations over WebSocket.
    pub requests: Option<Rate>,
    /// Feedback that is taken, beside the limit of all clients together.
    pub feedback: Option<Rate>,
    /// Registrations of partner seekers that are taken, beside the limit of all clients together.
    pub registrations: Option<Rate>,
    /// Wrong administrator's tokens.
    pub token_guesses: Option<Rate>,
}

impl Default for ClientLimits {
    /// Wrong tokens alone are limited.
    fn default() -> Self {
        Self {
            requests: None,
            feedback: None,
            registrations: None,
            token_guesses: Some(TOKEN_GUESSES),
        }
    }
}

impl ClientLimits {
    /// The limits of a server that anybody may reach.
    #[must_use]
    pub fn public(requests: Option<Rate>) -> Self {
        Self {
            requests,
            feedback: Some(CLIENT_FEEDBACK),
            registrations: Some(CLIENT_REGISTRATIONS),
            ..Self::default()
        }
    }
}

/// Feedback of one client: a third of what all may send in a minute, and a seventh of a day's.
const CLIENT_FEEDBACK: Rate = Rate {
    burst: 10,
    period: Duration::from_mins(5),
};

/// Registrations of one client: less than half of what all may send in a minute, and in a day less
/// than a seventh of what may be pending.
const CLIENT_REGISTRATIONS: Rate = Rate {
    burst: 2,
    period: Duration::from_mins(20),
};

/// Wrong administrator's tokens of one client: who mistypes has a few attempts.
const TOKEN_GUESSES: Rate = Rate {
    burst: 5,
    period: Duration::from_secs(30),
};

/// Lines about wrong tokens in the log, whoever sends them.
pub(crate) const TOKEN_GUESS_LINES: Rate = Rate {
    burst: 20,
    period: Duration::from_secs(1),
};

/// Clients that are remembered for each of their limits: about 10 MB.
pub(crate) const MAX_RATE_LIMITED_CLIENTS: usize = 100_000;

/// How long the body of an administrator's request may take to come.
pub(crate) const UPLOAD_TIMEOUT: Duration = Duration::from_mins(10);

/// Items that a list returns when neither `first` nor `last` is given.
pub const DEFAULT_PAGE_SIZE: u32 = 20;

/// The most items that one page of a list may have.
pub const MAX_PAGE_SIZE: u32 = 100;

/// Suggestions that are offered when `first` is not given.
pub const DEFAULT_SUGGESTIONS: usize = 8;

/// The most suggestions that are offered at once.
pub const MAX_SUGGESTIONS: usize = 20;

/// The most ids that `nodes` takes at once.
pub const MAX_NODE_IDS: usize = 100;

/// The most values that a list in an input object may have. The macros of the input types, which
/// hold to it once more, take only a literal.
pub(crate) const MAX_LIST_VALUES: usize = 300;

/// How deep filters may stand in each other: a list's own is 1, one of its `and` 2, and so on.
pub(crate) const MAX_FILTER_DEPTH: usize = 8;

/// How many filters a list's filter may hold, with those in them.
pub(crate) const MAX_FILTERS: usize = 100;

/// How many fields a list may be sorted by.
pub(crate) const MAX_ORDER_FIELDS: usize = 4;

/// The most errors that one answer tells; a count stands for the others.
pub const MAX_ERRORS: usize = 20;

/// Brackets of a document that may stand within each other: the deepest query has 18 levels of
/// selections, and a value in it a few more.
pub(crate) const MAX_BRACKET_DEPTH: usize = 64;

/// Bytes of a document's name or number.
pub(crate) const MAX_WORD_BYTES: usize = 1_000;

/// Selections that may stand within each other, those of fragments counted where they are spread.
/// The executor goes down no further.
pub(crate) const MAX_NESTING: usize = 32;

/// Lists of fields and types that introspection may nest in each other: a tool looks at the fields
/// of types and perhaps at their fields' types', but no further.
pub(crate) const MAX_INTROSPECTED_LISTS: usize = 2;

/// What a list of the root or a search costs by itself, however short its page: it is asked for
/// alone.
pub(crate) const ROOT_LIST_COST: u64 = 100;

/// What a list with a page size costs by itself: it is asked for together with its siblings'.
pub(crate) const LIST_COST: u64 = 10;

/// What each filter in a list's filter costs: it may look at every twinning of the register.
pub(crate) const FILTER_COST: u64 = 50;

/// Items that a list of objects without a page size counts as.
pub(crate) const UNPAGED_ITEMS: u64 = 10;

/// Items that a list of plain values counts as.
pub(crate) const UNPAGED_VALUES: u64 = 5;

/// What one look at the schema costs by itself; all types are gone through for it.
pub(crate) const INTROSPECTION_COST: u64 = 100;

/// How many fields of the schema's own description cost as much as one of the register.
pub(crate) const INTROSPECTED_FIELDS: u64 = 100;

/// Memory for the documents that were judged and may come again.
pub(crate) const DOCUMENT_CACHE_BYTES: usize = 32 * 1024 * 1024;

/// Memory for the texts of persisted queries.
pub(crate) const PERSISTED_QUERY_BYTES: usize = 16 * 1024 * 1024;

/// Bytes from which on an answer is compressed for who asks for it: less fits in one packet.
pub(crate) const MIN_COMPRESSED_BYTES: usize = 1_024;

/// Bytes up to which an answer is compressed at once; a longer one would hold up others.
pub(crate) const MAX_COMPRESSED_INLINE_BYTES: usize = 32 * 1024;

/// Bytes up to which a body is read among other requests; a longer one would hold up others.
pub(crate) const MAX_INLINE_BODY_BYTES: usize = 256 * 1024;

/// How long a request may take before the log tells of it unasked.
pub(crate) const SLOW_REQUEST: Duration = Duration::from_secs(1);

/// How long a WebSocket connection may take to accept a message before it is given up.
pub(crate) const SEND_TIMEOUT: Duration = Duration::from_secs(10);

/// Messages that wait for a slow WebSocket connection before its operations wait for it.
pub(crate) const MAX_WAITING_MESSAGES: usize = 16;

/// For how long what is served may be of another version than the database before the server is not
/// ready any more.
pub(crate) const MAX_LAG: Duration = Duration::from_mins(1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_or_burst_of_nothing_is_no_limit() {
        assert_eq!(Rate::per_second(0, 10), None);
        assert_eq!(Rate::per_second(10, 0), None);
        let period = Duration::from_millis(100);
        assert_eq!(Rate::per_second(10, 5), Some(Rate { burst: 5, period }));
    }
}
