//! The index folder: generations side by side, a pointer to the current one, and a lock for those who
//! save.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tracing::debug;

use crate::error::SearchError;

/// The file that names the live generation.
const POINTER: &str = "CURRENT";
/// The file that who builds holds locked.
const LOCK: &str = "LOCK";
/// What the name of every generation begins with.
const PREFIX: &str = "gen-";

/// The name of a generation's folder: `gen-<number>-<process>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GenerationName {
    text: String,
    number: u64,
}

impl GenerationName {
    fn new(number: u64) -> Self {
        Self {
            text: format!("{PREFIX}{number}-{}", std::process::id()),
            number,
        }
    }

    /// Parses a folder's name; `None` when it is not a generation's, so never a path.
    fn parse(text: &str) -> Option<Self> {
        let (number, process) = text.strip_prefix(PREFIX)?.split_once('-')?;
        let is_number =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(number) || !is_number(process) {
            return None;
        }
        Some(Self {
            text: text.to_owned(),
            number: number.parse().ok()?,
        })
    }
}

impl fmt::Display for GenerationName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The folder that the index lives in.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(crate) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    /// Creates the folder where it is not there.
    pub(crate) fn create(&self) -> Result<(), SearchError> {
        fs::create_dir_all(&self.path).map_err(SearchError::at(&self.path))
    }

    /// Where a generation lies.
    pub(crate) fn path_of(&self, name: &GenerationName) -> PathBuf {
        self.path.join(&name.text)
    }

    /// The live generation; `None` when there is no pointer or it is not one of ours.
    pub(crate) fn current(&self) -> Result<Option<GenerationName>, SearchError> {
        let path = self.path.join(POINTER);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(GenerationName::parse(text.trim_end())),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound
                        | io::ErrorKind::InvalidData
                        | io::ErrorKind::IsADirectory
                ) =>
            {
                Ok(None)
            }
            Err(error) => Err(SearchError::at(path)(error)),
        }
    }

    /// Waits until no other thread or process builds, and keeps them waiting as long as the file
    /// is open. The system lets go of the lock of a process that dies.
    pub(crate) fn lock(&self) -> Result<File, SearchError> {
        let path = self.path.join(LOCK);
        let open = || {
            let file = File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path)?;
            file.lock()?;
            Ok(file)
        };
        open().map_err(SearchError::at(&path))
    }

    /// Makes the folder of a new generation. To be called under the lock.
    pub(crate) fn new_generation(&self) -> Result<GenerationName, SearchError> {
        let newest = self.generations()?.iter().map(|name| name.number).max();
        let name = GenerationName::new(newest.map_or(1, |number| number.saturating_add(1)));
        let path = self.path_of(&name);
        fs::create_dir(&path).map_err(SearchError::at(&path))?;
        Ok(name)
    }

    /// Makes a generation the live one, by one rename. To be called under the lock.
    pub(crate) fn point_to(&self, name: &GenerationName) -> Result<(), SearchError> {
        let pointer = self.path.join(POINTER);
        let next = self.path.join(format!("{POINTER}.next"));
        let write = || {
            let mut file = File::create(&next)?;
            writeln!(file, "{name}")?;
            file.sync_all()?;
            if pointer.is_dir() {
                fs::remove_dir_all(&pointer)?;
            }
            fs::rename(&next, &pointer)?;
            sync_folder(&self.path)
        };
        write().map_err(SearchError::at(&pointer))
    }

    /// Removes all generations but one: what has been replaced, and what killed builds left. To be
    /// called under the lock. Who still has one open keeps its files until it is closed.
    pub(crate) fn sweep(&self, keep: Option<&GenerationName>) -> Result<(), SearchError> {
        for name in self.generations()? {
            if Some(&name) != keep {
                self.remove(&name);
            }
        }
        Ok(())
    }

    /// Removes a generation; what cannot be removed now is left for the next sweep.
    pub(crate) fn remove(&self, name: &GenerationName) {
        if let Err(error) = fs::remove_dir_all(self.path_of(name)) {
            debug!(
                index.generation = %name,
                error = &error as &dyn std::error::Error,
                "a generation could not be removed yet"
            );
        }
    }

    fn generations(&self) -> Result<Vec<GenerationName>, SearchError> {
        let list = || {
            let mut names = Vec::new();
            for entry in fs::read_dir(&self.path)? {
                let entry = entry?;
                if entry.file_type()?.is_dir()
                    && let Some(name) = entry.file_name().to_str().and_then(GenerationName::parse)
                {
                    names.push(name);
                }
            }
            Ok(names)
        };
        list().map_err(SearchError::at(&self.path))
    }
}

/// Makes new and renamed entries of a folder durable.
#[cfg(unix)]
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Nothing to do: only on Unix can a folder be synchronised.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
pub(crate) fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_a_generation_is_one() {
        assert_eq!(GenerationName::parse("gen-12-7").unwrap().number, 12);
        for text in [
            "",
            "gen-",
            "gen-1",
            "gen-1-",
            "gen--1",
            "gen-1-../..",
            "gen-+1-2",
            "gen-1-2/x",
            "other",
        ] {
            assert_eq!(GenerationName::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_sweep_keeps_the_live_generation_and_what_is_not_ours() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::new(temporary.path());
        fs::create_dir(temporary.path().join("gen-mine")).unwrap();
        let old = folder.new_generation().unwrap();
        let live = folder.new_generation().unwrap();
        folder.point_to(&live).unwrap();
        assert_eq!(folder.current().unwrap().as_ref(), Some(&live));
        folder.sweep(Some(&live)).unwrap();
        assert!(!folder.path_of(&old).exists());
        assert!(folder.path_of(&live).exists());
        assert!(temporary.path().join("gen-mine").exists());
        assert_eq!(folder.new_generation().unwrap().number, live.number + 1);
    }

    #[test]
    fn a_pointer_that_is_a_folder_or_no_text_points_nowhere() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::new(temporary.path());
        let pointer = temporary.path().join(POINTER);
        fs::write(&pointer, [0xff, 0xfe]).unwrap();
        assert_eq!(folder.current().unwrap(), None);
        fs::remove_file(&pointer).unwrap();
        fs::create_dir(&pointer).unwrap();
        assert_eq!(folder.current().unwrap(), None);
        let name = folder.new_generation().unwrap();
        folder.point_to(&name).unwrap();
        assert_eq!(folder.current().unwrap(), Some(name));
    }
}
