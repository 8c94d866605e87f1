//! SIGHUP: the log's directives and the administrator's token are read anew from their files.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tokio::signal::unix::{SignalKind, signal};
use tracing::{info, warn};
use vanort_api::AdminToken;

use crate::file::read_text;
use crate::logging::Directives;

/// What is read anew at each SIGHUP, and from where.
pub(crate) struct Reload {
    /// The token in use, and its file.
    pub(crate) token: Option<(AdminToken, PathBuf)>,
    pub(crate) log: Option<Directives>,
}

impl Reload {
    /// Handles SIGHUP, which would end the process otherwise, from now on until it is aborted.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn start(self) -> std::io::Result<tokio::task::JoinHandle<()>> {
        let mut hangups = signal(SignalKind::hangup())?;
        Ok(tokio::spawn(async move {
            while hangups.recv().await.is_some() {
                self.reload();
            }
        }))
    }

    fn reload(&self) {
        if self.token.is_none() && self.log.is_none() {
            info!(
                "nothing is reloaded: neither --admin-token-file nor --log-directives-file is set"
            );
        }
        if let Some((token, file)) = &self.token {
            let read = read_token(file).map(|new| token.replace(&new));
            report("the administrator's token", &read);
        }
        if let Some(directives) = &self.log {
            report("the log's directives", &directives.reload());
        }
    }
}

fn report(what: &str, read: &anyhow::Result<()>) {
    match read {
        Ok(()) => info!("reloaded {what}"),
        Err(error) => {
            let error: &(dyn std::error::Error + 'static) = error.as_ref();
            warn!(error, "could not reload {what}: what was in use stays");
        }
    }
}

/// The token in a file.
///
/// # Errors
/// When it cannot be read, or has none.
pub(crate) fn read_token(file: &Path) -> anyhow::Result<AdminToken> {
    let text = read_text(file)?;
    AdminToken::new(&text).with_context(|| format!("{} is empty", file.display()))
}
