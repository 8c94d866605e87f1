//! `vanort reindex`.

use std::io::Write as _;

use tracing::warn;

use crate::cli::StorageOptions;
use crate::command::open;
use crate::exit::Exit;
use crate::progress;

/// Rebuilds the index; a server on the same folder takes the new one over.
pub(crate) async fn run(storage: &StorageOptions) -> anyhow::Result<Exit> {
    let register = open(storage).await?;
    let rebuild = register.rebuild_index(progress::on_terminal()).await?;
    register.close().await?;
    let told = writeln!(
        std::io::stdout(),
        "index rebuilt: {} documents of revision {} in {} ms",
        rebuild.index.documents,
        rebuild.index.version.revision,
        rebuild.duration.as_millis()
    );
    if let Err(error) = told {
        warn!(
            error = &error as &dyn std::error::Error,
            "the index is rebuilt, but this could not be written to stdout"
        );
    }
    Ok(Exit::Done)
}
