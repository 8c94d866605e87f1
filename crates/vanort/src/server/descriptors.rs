//! The open files that the system allows the process, shared between connections and the rest.

use anyhow::{Context as _, ensure};
use rlimit::Resource;
use tracing::{info, warn};

use crate::server::limits::RESERVED_DESCRIPTORS;

/// Raises the soft limit of open files to the hard one, and returns how many connections may be
/// open: as many as asked for, or as leave enough for database, index and log.
///
/// # Errors
/// When the limit cannot be read, or leaves no connection.
pub(crate) fn connection_cap(max_open: usize) -> anyhow::Result<usize> {
    let raised = rlimit::increase_nofile_limit(u64::MAX);
    if let Err(error) = &raised {
        warn!(
            error = error as &dyn std::error::Error,
            "the limit of open files could not be raised"
        );
    }
    let (limit, _) = Resource::NOFILE
        .get()
        .context("the limit of open files could not be read")?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let (reserved, cap) = share(limit, max_open);
    ensure!(
        cap > 0,
        "the limit of {limit} open files (ulimit -n) leaves none for connections"
    );
    info!(
        descriptors.limit = limit,
        descriptors.reserved = reserved,
        connections.max = cap,
        "connections are bounded"
    );
    Ok(cap)
}

fn share(limit: usize, max_open: usize) -> (usize, usize) {
    let reserved = RESERVED_DESCRIPTORS.min(limit - limit / 2);
    (reserved, (limit - reserved).min(max_open))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_get_what_the_rest_does_not_need() {
        for (limit, max_open, shared) in [
            (1_048_576, 10_000, (96, 10_000)),
            (1_024, 10_000, (96, 928)),
            (256, 10_000, (96, 160)),
            (64, 10_000, (32, 32)),
            (256, 10, (96, 10)),
            (1, 10, (1, 0)),
        ] {
            assert_eq!(share(limit, max_open), shared, "{limit} {max_open}");
        }
    }
}
