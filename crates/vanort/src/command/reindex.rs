//! `vanort reindex`.

use std::io::Write as _;

use crate::cli::PlaceOptions;
use crate::command::open;
use crate::exit::Exit;
use crate::progress;

/// Rebuilds the index; a server on the same folder takes the new one over.
pub(crate) async fn run(place: &PlaceOptions) -> anyhow::Result<Exit> {
    let register = open(place).await?;
    let rebuild = register.rebuild_index(progress::on_terminal()).await?;
    register.close().await?;
    writeln!(
        std::io::stdout(),
        "index rebuilt: {} documents of revision {} in {} ms",
        rebuild.index.documents,
        rebuild.index.revision,
        rebuild.duration.as_millis()
    )?;
    Ok(Exit::Done)
}
