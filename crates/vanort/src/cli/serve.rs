//! The options of `vanort serve`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use axum::http::HeaderName;
use clap::{ArgAction, Args, ValueEnum};
use vanort_api::{
    AdminToken, ApiOptions, ClientLimits, CorsOrigins, Limits, Rate, TrustedProxies,
    parse_cors_header,
};

use crate::server::{ServerLimits, read_token};

#[derive(Args)]
pub(crate) struct ServeOptions {
    /// The address to listen on.
    #[arg(long, env = "VANORT_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,

    /// The folder whose workbooks fill an empty database.
    #[arg(long, env = "VANORT_DATA_DIR", default_value = "data")]
    pub(crate) data_dir: PathBuf,

    /// Whether an empty database is filled with the files of the data folder.
    #[arg(long, env = "VANORT_SEED", value_enum, default_value_t = Seed::Auto)]
    pub(crate) seed: Seed,

    /// The token that administrators send as "Authorization: Bearer ..."; without one nobody can
    /// administer over HTTP. Better set by the variable: a command line is seen by other users.
    #[arg(long, env = "VANORT_ADMIN_TOKEN", hide_env_values = true)]
    pub(crate) admin_token: Option<String>,

    /// A file with that token instead; it is read again at SIGHUP.
    #[arg(
        long,
        env = "VANORT_ADMIN_TOKEN_FILE",
        value_name = "FILE",
        conflicts_with = "admin_token"
    )]
    pub(crate) admin_token_file: Option<PathBuf>,

    /// How often to look whether another process has changed the register, in milliseconds.
    #[arg(long, env = "VANORT_FOLLOW_INTERVAL_MS", default_value = "2000", value_parser = milliseconds)]
    pub(crate) follow_interval_ms: Duration,

    /// The origins whose pages may ask, each a scheme and a host, or * for any site's.
    #[arg(
        long,
        env = "VANORT_CORS_ORIGINS",
        value_name = "ORIGIN",
        value_delimiter = ',',
        value_parser = origin
    )]
    pub(crate) cors_origins: Vec<String>,

    /// Headers that these pages may send beside the usual ones and those of Apollo's clients and of
    /// tracing, with commas between.
    #[arg(
        long,
        env = "VANORT_CORS_HEADERS",
        value_name = "HEADER",
        value_delimiter = ',',
        value_parser = parse_cors_header
    )]
    pub(crate) cors_headers: Vec<HeaderName>,

    /// Whether the schema may be asked about itself, and is served as text.
    #[arg(long, env = "VANORT_INTROSPECTION", default_value_t = true, action = ArgAction::Set)]
    pub(crate) introspection: bool,

    /// Whether browsers are shown GraphiQL.
    #[arg(long, env = "VANORT_GRAPHIQL", default_value_t = true, action = ArgAction::Set)]
    pub(crate) graphiql: bool,

    /// Memory for answers that hold until the register changes, in bytes; 0 makes each afresh.
    #[arg(long, env = "VANORT_RESPONSE_CACHE_BYTES", default_value_t = ApiOptions::default().response_cache_bytes)]
    pub(crate) response_cache_bytes: usize,

    /// How long browsers and proxies may keep a public answer to a GET without asking again, in
    /// seconds.
    #[arg(long, env = "VANORT_MAX_AGE_S", default_value_t = ApiOptions::default().max_age_s)]
    pub(crate) max_age_s: u32,

    /// How long a request may take, in milliseconds.
    #[arg(long, env = "VANORT_REQUEST_TIMEOUT_MS", default_value = "10000", value_parser = milliseconds)]
    pub(crate) request_timeout_ms: Duration,

    /// What an operation may cost: about the fields that it resolves, those of a list once for
    /// each item of its page.
    #[arg(long, env = "VANORT_MAX_COST", default_value_t = Limits::default().max_cost)]
    pub(crate) max_cost: u64,

    /// How many levels of fields a query may have.
    #[arg(long, env = "VANORT_MAX_DEPTH", default_value_t = Limits::default().max_depth)]
    pub(crate) max_depth: usize,

    /// How large a request's body may be, in bytes.
    #[arg(long, env = "VANORT_MAX_BODY_BYTES", default_value_t = Limits::default().max_body_bytes)]
    pub(crate) max_body_bytes: usize,

    /// How large an administrator's request may be, in bytes: a workbook takes a third more than its
    /// file.
    #[arg(long, env = "VANORT_MAX_UPLOAD_BYTES", default_value_t = Limits::default().max_upload_bytes)]
    pub(crate) max_upload_bytes: usize,

    /// How many WebSocket connections may be open; three quarters of all connections at most.
    #[arg(long, env = "VANORT_MAX_CONNECTIONS", default_value_t = Limits::default().max_connections)]
    pub(crate) max_connections: usize,

    /// How many operations one WebSocket connection may have under way.
    #[arg(long, env = "VANORT_MAX_SUBSCRIPTIONS", default_value_t = Limits::default().max_subscriptions)]
    pub(crate) max_subscriptions: usize,

    /// How many connections of all kinds may be open; fewer where the limit of open files (ulimit
    /// -n) leaves fewer. Beyond it a new connection takes the place of one that is idle.
    #[arg(long, env = "VANORT_MAX_OPEN_CONNECTIONS", default_value = "10000", value_parser = positive)]
    pub(crate) max_open_connections: usize,

    /// How long a connection may take to send the head of a request, in milliseconds.
    #[arg(long, env = "VANORT_HEADER_TIMEOUT_MS", default_value = "10000", value_parser = milliseconds)]
    pub(crate) header_timeout_ms: Duration,

    /// How long a connection may stay open without a request, in milliseconds. Let it be longer
    /// than that of a proxy in front.
    #[arg(long, env = "VANORT_IDLE_TIMEOUT_MS", default_value = "75000", value_parser = milliseconds)]
    pub(crate) idle_timeout_ms: Duration,

    /// Proxies that may say in X-Forwarded-For whose request they pass on: addresses or networks
    /// such as 10.0.0.0/8, with commas between.
    #[arg(
        long,
        env = "VANORT_TRUSTED_PROXIES",
        value_name = "ADDRESS",
        value_delimiter = ',',
        default_value = "127.0.0.0/8,::1/128",
        value_parser = proxy
    )]
    pub(crate) trusted_proxies: Vec<String>,

    /// How many requests a second one client, which is an address, may send for long; 0 is no
    /// limit.
    #[arg(long, env = "VANORT_CLIENT_RATE", default_value_t = 100)]
    pub(crate) client_rate: u32,

    /// How many requests one client may send at once after a pause; 0 is no limit.
    #[arg(long, env = "VANORT_CLIENT_BURST", default_value_t = 1_000)]
    pub(crate) client_burst: u32,

    /// How long to go on serving after SIGTERM while /health/ready reports that the server stops,
    /// in milliseconds: a balancer needs that long to send its requests elsewhere.
    #[arg(long, env = "VANORT_DRAIN_MS", default_value = "3000", value_parser = any_milliseconds)]
    pub(crate) drain_ms: Duration,
}

/// Whether an empty database is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Seed {
    /// It is, unless the index folder belongs to another register: then the database may be lost.
    Auto,
    /// It never is: an empty register is served as it is.
    Never,
}

impl ServeOptions {
    /// What of these options the HTTP surface needs, where so many connections may be open.
    ///
    /// # Errors
    /// A sentence when the token's file cannot be read, or an origin or proxy is none, which reading
    /// the options has reported already.
    pub(crate) fn api(&self, max_open: usize) -> anyhow::Result<ApiOptions> {
        let token = match &self.admin_token_file {
            Some(file) => Some(read_token(file)?),
            None => self.admin_token.as_deref().and_then(AdminToken::new),
        };
        let requests = Rate::per_second(self.client_rate, self.client_burst);
        let proxies = self.trusted_proxies.iter().map(String::as_str);
        let origins = self.cors_origins.iter().map(String::as_str);
        Ok(ApiOptions {
            limits: Limits {
                max_cost: self.max_cost,
                max_depth: self.max_depth,
                max_body_bytes: self.max_body_bytes,
                max_upload_bytes: self.max_upload_bytes,
                request_timeout: self.request_timeout_ms,
                // A WebSocket connection has its place until it ends: the rest is for others.
                max_connections: self.max_connections.min(max_open - max_open / 4),
                max_subscriptions: self.max_subscriptions,
                ..Limits::default()
            },
            client_limits: ClientLimits::public(requests),
            trusted_proxies: TrustedProxies::parse(proxies).map_err(anyhow::Error::msg)?,
            admin_token: token,
            cors_origins: CorsOrigins::parse(origins).map_err(anyhow::Error::msg)?,
            cors_headers: self.cors_headers.clone(),
            introspection: self.introspection,
            graphiql: self.graphiql,
            response_cache_bytes: self.response_cache_bytes,
            max_age_s: self.max_age_s,
            commit: env!("BUILD_COMMIT").to_owned(),
            ..ApiOptions::default()
        })
    }

    /// The limits of connections, of which so many may be open.
    pub(crate) fn server_limits(&self, max_open: usize) -> ServerLimits {
        ServerLimits {
            max_open,
            header_timeout: self.header_timeout_ms,
            idle_timeout: self.idle_timeout_ms,
        }
    }
}

fn milliseconds(text: &str) -> Result<Duration, String> {
    match text.parse::<u64>() {
        Ok(number) if number >= 100 => Ok(Duration::from_millis(number)),
        _ => Err("give a whole number of milliseconds, 100 or more".to_owned()),
    }
}

fn positive(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err("give a whole number, 1 or more".to_owned()),
    }
}

fn any_milliseconds(text: &str) -> Result<Duration, String> {
    let number = text.parse().map(Duration::from_millis);
    number.map_err(|_| "give a whole number of milliseconds".to_owned())
}

fn proxy(text: &str) -> Result<String, String> {
    TrustedProxies::parse([text]).map(|_| text.to_owned())
}

fn origin(text: &str) -> Result<String, String> {
    CorsOrigins::parse([text]).map(|_| text.to_owned())
}
