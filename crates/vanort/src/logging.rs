//! The log on stderr.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use anyhow::Context as _;
use tracing::warn;
use tracing_subscriber::EnvFilter;

use crate::cli::LoggingOptions;
use crate::file::read_text;

/// The log's directives, which can be read again from their file.
pub(crate) struct Directives {
    file: PathBuf,
    replace: Box<dyn Fn(EnvFilter) -> anyhow::Result<()> + Send + Sync>,
}

impl Directives {
    /// Replaces the directives by those that the file has now.
    ///
    /// # Errors
    /// When they cannot be read or understood: then nothing is replaced.
    pub(crate) fn reload(&self) -> anyhow::Result<()> {
        (self.replace)(parse(&read_text(&self.file)?)?)
    }
}

/// Starts the log; what is returned can be reloaded, where there is a file. Directives that cannot
/// be read or understood are reported and replaced by "info".
pub(crate) fn start(options: &LoggingOptions) -> Option<Directives> {
    let file = options.log_directives_file.as_ref();
    let directives = file.map_or_else(|| Ok(options.log.clone()), |file| read_text(file));
    let parsed = directives.and_then(|directives| parse(&directives));
    let problem = parsed.as_ref().err().map(|error| format!("{error:#}"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(parsed.unwrap_or_else(|_| EnvFilter::new("info")))
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    let reloadable = if let Some(file) = file {
        let builder = builder.with_filter_reloading();
        let handle = builder.reload_handle();
        builder.init();
        Some(Directives {
            file: file.clone(),
            replace: Box::new(move |filter| Ok(handle.reload(filter)?)),
        })
    } else {
        // A filter that can be replaced takes a lock for every span.
        builder.init();
        None
    };
    if let Some(problem) = problem {
        warn!(
            problem,
            "the log's directives cannot be used; logging \"info\""
        );
    }
    reloadable
}

fn parse(directives: &str) -> anyhow::Result<EnvFilter> {
    EnvFilter::try_new(directives).with_context(|| format!("\"{directives}\" is not understood"))
}
