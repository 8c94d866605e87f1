//! A guard against a lost database: the index folder remembers which register it belongs to.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use vanort_model::Revision;
use vanort_store::RegisterState;

use crate::error::RegisterError;
use crate::read_model::ReadModel;
use crate::register::Register;

/// The file in the index folder.
const FILE: &str = "REGISTER";

/// How many markers this process has written.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// Which register was served from an index folder last. Where the database is empty and this is not,
/// its volume may be missing: filling it with the shipped data would hide the loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marker {
    register_id: String,
    revision: Revision,
}

impl Marker {
    pub(crate) fn of(model: &ReadModel) -> Self {
        Self {
            register_id: model.register_id().to_owned(),
            revision: model.version().revision,
        }
    }

    /// Writes the marker into a folder, where it is not there already.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), RegisterError> {
        let path = folder.join(FILE);
        let failed = |source| RegisterError::Marker {
            path: path.clone(),
            source,
        };
        if Self::read(folder)?.as_ref() == Some(self) {
            return Ok(());
        }
        // A name of its own: others may be writing the same marker.
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        let next = folder.join(format!("{FILE}.{}-{number}", std::process::id()));
        let text = format!("{} {}\n", self.register_id, self.revision);
        fs::write(&next, text).map_err(failed)?;
        fs::rename(&next, &path).map_err(failed)
    }

    /// The marker of a folder; `None` where there is none, or what is there is no marker.
    fn read(folder: &Path) -> Result<Option<Self>, RegisterError> {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if is_missing(&error) => return Ok(None),
            Err(source) => return Err(RegisterError::Marker { path, source }),
        };
        let parts = text.trim_end().split_once(' ');
        Ok(parts.and_then(|(register_id, revision)| {
            Some(Self {
                register_id: register_id.to_owned(),
                revision: Revision(revision.parse().ok()?),
            })
        }))
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidData
    )
}

impl Register {
    /// Checks that an empty database is not one that was lost.
    ///
    /// # Errors
    /// [`RegisterError::LostDatabase`] when another register was served from the index folder.
    pub(crate) fn check_not_lost(&self, empty: &RegisterState) -> Result<(), RegisterError> {
        let folder: &PathBuf = &self.inner.index_dir;
        match Marker::read(folder)? {
            Some(marker)
                if marker.register_id != empty.register_id
                    && marker.revision != Revision::default() =>
            {
                Err(RegisterError::LostDatabase {
                    folder: folder.clone(),
                    revision: marker.revision,
                })
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_may_be_written_by_several_at_once() {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for revision in 1..=16 {
                let folder = folder.path();
                scope.spawn(move || {
                    let marker = Marker {
                        register_id: "a1b2".to_owned(),
                        revision: Revision(revision),
                    };
                    marker.write(folder).unwrap();
                });
            }
        });
        assert!(Marker::read(folder.path()).unwrap().is_some());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_marker_is_read_as_it_was_written_and_anything_else_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Marker::read(folder.path()).unwrap(), None);
        let marker = Marker {
            register_id: "a1b2".to_owned(),
            revision: Revision(7),
        };
        marker.write(folder.path()).unwrap();
        assert_eq!(Marker::read(folder.path()).unwrap(), Some(marker));
        for text in ["", "a1b2", "a1b2 x", "\u{fffd}"] {
            fs::write(folder.path().join(FILE), text).unwrap();
            assert_eq!(Marker::read(folder.path()).unwrap(), None, "{text}");
        }
    }
}
