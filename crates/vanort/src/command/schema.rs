//! `vanort schema`.

use std::io::Write as _;

use crate::exit::Exit;

/// Prints the schema; needs no database.
pub(crate) fn run() -> anyhow::Result<Exit> {
    std::io::stdout().write_all(vanort_api::schema_sdl().as_bytes())?;
    Ok(Exit::Done)
}
