//! `vanort schema`.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use vanort_api::{schema_changes, schema_sdl};

use crate::cli::SchemaOptions;
use crate::exit::Exit;

/// Prints the schema or its changes; needs no database.
pub(crate) fn run(options: &SchemaOptions) -> anyhow::Result<Exit> {
    if let Some(file) = &options.since {
        return print_changes(file);
    }
    std::io::stdout().write_all(schema_sdl().as_bytes())?;
    Ok(Exit::Done)
}

fn print_changes(file: &Path) -> anyhow::Result<Exit> {
    let cannot = || format!("{} cannot be read as a schema", file.display());
    let older = std::fs::read_to_string(file).with_context(cannot)?;
    let changes = schema_changes(&older, schema_sdl()).with_context(cannot)?;
    let mut out = std::io::stdout().lock();
    for change in &changes {
        writeln!(out, "{change}")?;
    }
    let breaks = changes.iter().any(|change| change.is_breaking);
    Ok(if breaks { Exit::DoneInPart } else { Exit::Done })
}
