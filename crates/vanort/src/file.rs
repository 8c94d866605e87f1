//! Small files of configuration.

use std::path::Path;

use anyhow::{Context as _, ensure};

/// The text of a file, without the white space around it.
///
/// # Errors
/// When it cannot be read, or has no text.
pub(crate) fn read_text(file: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("{} cannot be read", file.display()))?;
    ensure!(!text.trim().is_empty(), "{} is empty", file.display());
    Ok(text.trim().to_owned())
}
