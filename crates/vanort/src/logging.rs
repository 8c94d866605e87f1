//! The log on stderr.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use crate::cli::LoggingOptions;

/// Starts the log. Directives that cannot be understood are told and replaced by "info".
pub(crate) fn start(options: &LoggingOptions) {
    let parsed = EnvFilter::try_new(&options.log);
    let problem = parsed.as_ref().err().map(ToString::to_string);
    let filter = parsed.unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .init();
    if let Some(problem) = problem {
        tracing::warn!(
            log = options.log,
            problem,
            "the log's directives are not understood; logging \"info\""
        );
    }
}
