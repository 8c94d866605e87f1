//! Where the repository's own files are.

use std::path::{Path, PathBuf};

/// The repository's top folder.
#[must_use]
pub fn repository_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(PathBuf::new, Path::to_path_buf)
}
