//! The folder that an index is saved in: loaded from, saved to, shared by processes.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tracing::info;
use vanort_model::Version;

use crate::error::{SearchError, Unusable};
use crate::folder::{Folder, GenerationName};
use crate::index::SearchIndex;
use crate::limits::OPEN_ATTEMPTS;
use crate::stored::{Description, write_generation};

/// The folder in which the index of a register is saved, so that it need not be built at every
/// start. Saving makes a new generation beside the current one and swaps it in by one rename.
#[derive(Debug)]
pub struct IndexFolder {
    folder: Folder,
    /// The register that the index is of.
    register_id: String,
    /// The generation that was current when this handle was opened, last loaded or last saved.
    seen: Mutex<Option<GenerationName>>,
}

/// What became of an index that was to be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is in the folder.
    Written,
    /// Another process has saved this version, or one of a higher revision, since this process
    /// opened, loaded or saved the index; that has been left in place.
    Overtaken(Version),
}

impl IndexFolder {
    /// Opens the folder for the index of a register. It need not exist: saving creates it.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open(path: &Path, register_id: &str) -> Result<Self, SearchError> {
        let folder = Folder::new(path);
        let seen = folder.current()?;
        Ok(Self {
            folder,
            register_id: register_id.to_owned(),
            seen: Mutex::new(seen),
        })
    }

    /// The version of the saved index, read from its description only; `None` when there is no
    /// index of this register and analyser.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn current(&self) -> Result<Option<Version>, SearchError> {
        let read = |name: &GenerationName| {
            let description = Description::read(&self.folder.path_of(name), &self.register_id);
            Ok(description.map(|it| it.status.version))
        };
        Ok(self.with_current(read)?.map(|(_, version)| version))
    }

    /// Loads the saved index after checking that it is whole; `None` when there is none, it is
    /// damaged, or it is of another register or analyser. Parts that `known` has in memory are
    /// taken from it.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn load(&self, known: Option<&SearchIndex>) -> Result<Option<SearchIndex>, SearchError> {
        // What cannot be used may be replaced by any index.
        *self.seen() = self.folder.current()?;
        let load = |name: &GenerationName| {
            let path = self.folder.path_of(name);
            let description = Description::read(&path, &self.register_id);
            Ok(description.and_then(|it| it.load(&path, known)))
        };
        Ok(self.with_current(load)?.map(|(name, index)| {
            *self.seen() = Some(name);
            index
        }))
    }

    /// Reads the current generation, again if it was replaced meanwhile.
    fn with_current<T>(
        &self,
        read: impl Fn(&GenerationName) -> Result<Result<T, Unusable>, SearchError>,
    ) -> Result<Option<(GenerationName, T)>, SearchError> {
        for _ in 0..OPEN_ATTEMPTS {
            let Some(name) = self.folder.current()? else {
                return Ok(None);
            };
            match read(&name)? {
                Ok(value) => return Ok(Some((name, value))),
                // A generation that was replaced while it was being read may be half removed.
                Err(_) if self.folder.current()?.as_ref() != Some(&name) => {}
                Err(error) => {
                    info!(
                        index.generation = %name,
                        error = &error as &dyn std::error::Error,
                        "the index on disk cannot be used"
                    );
                    return Ok(None);
                }
            }
        }
        Ok(None)
    }

    /// Saves an index as a new generation. Processes that save wait for each other; what another
    /// has saved meanwhile is not replaced by the same version or an older one. After
    /// [`Saved::Overtaken`], [`Self::load`] returns that index; from then on it may be replaced.
    ///
    /// # Errors
    /// When the folder cannot be written; the saved index stays as it was.
    pub fn save(&self, index: &SearchIndex) -> Result<Saved, SearchError> {
        let folder = &self.folder;
        folder.create()?;
        let _one_at_a_time = folder.lock()?;
        let current = folder.current()?;
        if let Some(version) = self.overtaken(current.as_ref(), index.version()) {
            return Ok(Saved::Overtaken(version));
        }
        folder.sweep(current.as_ref())?;
        let name = folder.new_generation()?;
        let earlier = current.as_ref().map(|it| folder.path_of(it));
        let path = folder.path_of(&name);
        let written = write_generation(&path, earlier.as_deref(), index, &self.register_id)
            .and_then(|()| folder.point_to(&name));
        match written {
            Ok(()) => {
                *self.seen() = Some(name.clone());
                folder.sweep(Some(&name))?;
                Ok(Saved::Written)
            }
            Err(error) => {
                // Unless the failure came after the pointer was set to it.
                if folder.current()?.as_ref() != Some(&name) {
                    folder.remove(&name);
                }
                Err(error)
            }
        }
    }

    /// The version that another process has saved, if it is not to be replaced by this one.
    fn overtaken(&self, current: Option<&GenerationName>, version: Version) -> Option<Version> {
        let current = current.filter(|current| self.seen().as_ref() != Some(*current))?;
        let path = self.folder.path_of(current);
        let saved = Description::read(&path, &self.register_id)
            .ok()?
            .status
            .version;
        (saved == version || saved.revision > version.revision).then_some(saved)
    }

    fn seen(&self) -> MutexGuard<'_, Option<GenerationName>> {
        // Each change of it is one assignment, so a panic elsewhere has left nothing half done.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
