//! One file, read: its fingerprint and its raw rows.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::error::WorkbookError;
use crate::limits::WorkbookLimits;
use crate::read::{
    Gazetteer, RawSheet, RawWorkbook, Remark, holds_workbook, is_gazetteer, read_delimited,
    read_gazetteer, read_workbook,
};

/// One file, read but not yet checked.
#[derive(Debug, Clone)]
pub struct Source {
    pub(crate) file: String,
    pub(crate) stem: String,
    pub(crate) size_bytes: u64,
    pub(crate) sha256: String,
    pub(crate) content: Content,
    /// Whether it is a text and no workbook, so that nobody sees a sheet in it.
    pub(crate) is_text: bool,
    /// What the file carries that was left alone.
    pub(crate) remarks: BTreeSet<Remark>,
}

/// What a file holds.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// The sheets of a workbook, or the one of a list in text.
    Workbook(Vec<RawSheet>),
    Gazetteer(Gazetteer),
}

impl Source {
    /// The file's name, without its folder.
    #[must_use]
    pub fn file_name(&self) -> &str {
        &self.file
    }
}

/// What a file is called. A workbook under any of these names is read as the workbook that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extension {
    /// `.xlsx`, `.xlsm`, `.xlsb`, `.xls` and `.ods`.
    Workbook,
    /// `.csv`: a list in text.
    Text,
    /// `.tsv`: a gazetteer, or a list in text.
    Tabs,
}

impl Extension {
    fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Some(Self::Workbook),
            "csv" => Some(Self::Text),
            "tsv" => Some(Self::Tabs),
            _ => None,
        }
    }
}

/// Reads a file whole, within the limits: a workbook (`.xlsx`, `.xlsm`, `.xlsb`, `.xls`, `.ods`), a
/// list in text (`.csv`, `.tsv`) or a gazetteer (`.tsv`). Which format a workbook has is told by
/// its bytes, for names may lie. Formulas are taken by the values that were saved with them;
/// macros are not run and other files not opened.
///
/// # Errors
/// When the file is missing, cannot be read, is larger than a limit, or is not what its extension
/// says.
pub fn read_source(path: &Path, limits: &WorkbookLimits) -> Result<Source, WorkbookError> {
    let file = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    // A name that is wrong in both ways is first of all missing.
    let bytes = read_bytes(path, &file, limits)?;
    read_content(file, &bytes, limits)
}

/// Reads a file that is in memory already, as [`read_source`] reads one of a folder. Of a name with
/// folders before it the last part counts.
///
/// # Errors
/// When it is larger than a limit, or is not what its extension says.
pub fn read_source_bytes(
    name: &str,
    bytes: &[u8],
    limits: &WorkbookLimits,
) -> Result<Source, WorkbookError> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    let size_bytes = bytes.len() as u64;
    if size_bytes > limits.max_bytes {
        return Err(WorkbookError::TooLarge {
            file,
            size_bytes,
            max_bytes: limits.max_bytes,
        });
    }
    read_content(file, bytes, limits)
}

fn read_content(
    file: String,
    bytes: &[u8],
    limits: &WorkbookLimits,
) -> Result<Source, WorkbookError> {
    let path = Path::new(&file);
    let extension = Extension::of(path);
    let stem = path
        .file_stem()
        .map_or_else(|| file.clone(), |stem| stem.to_string_lossy().into_owned());
    let mut remarks = BTreeSet::new();
    let mut is_text = false;
    let content = match extension {
        None => return Err(WorkbookError::UnknownExtension { file }),
        Some(Extension::Text | Extension::Tabs) if !holds_workbook(bytes) => {
            is_text = true;
            if extension == Some(Extension::Tabs) && is_gazetteer(bytes) {
                Content::Gazetteer(read_gazetteer(&file, bytes, limits)?)
            } else {
                Content::Workbook(vec![read_delimited(&file, &stem, bytes, limits)?])
            }
        }
        Some(_) => {
            let workbook: RawWorkbook = read_workbook(&file, bytes, limits)?;
            remarks = workbook.remarks;
            Content::Workbook(workbook.sheets)
        }
    };
    Ok(Source {
        stem,
        size_bytes: bytes.len() as u64,
        sha256: hexadecimal(&Sha256::digest(bytes)),
        content,
        is_text,
        remarks,
        file,
    })
}

fn read_bytes(path: &Path, file: &str, limits: &WorkbookLimits) -> Result<Vec<u8>, WorkbookError> {
    let unreadable = |source: std::io::Error| {
        let file = path.display().to_string();
        if source.kind() == ErrorKind::NotFound {
            WorkbookError::FileMissing { file }
        } else {
            WorkbookError::Unreadable { file, source }
        }
    };
    let too_large = |size_bytes: u64| WorkbookError::TooLarge {
        file: file.to_owned(),
        size_bytes,
        max_bytes: limits.max_bytes,
    };
    // Before it is opened: what is no file, such as a pipe, may never let itself be opened.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(WorkbookError::NotAFile {
            file: path.display().to_string(),
        });
    }
    let opened = File::open(path).map_err(unreadable)?;
    let size_bytes = opened.metadata().map_err(unreadable)?.len();
    if size_bytes > limits.max_bytes {
        return Err(too_large(size_bytes));
    }
    let mut bytes = Vec::new();
    // The file may grow while it is read.
    opened
        .take(limits.max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    let read_bytes = bytes.len() as u64;
    if read_bytes > limits.max_bytes {
        return Err(too_large(read_bytes));
    }
    Ok(bytes)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Lists the workbooks, lists in text and gazetteers of a folder, sorted by name. Hidden files and
/// the lock files that Excel and LibreOffice leave beside an open workbook (`~$vanorter.xlsx`,
/// `.~lock.vanorter.ods#`) are left out.
///
/// # Errors
/// When the folder is missing or cannot be listed, or holds no such file.
pub fn list_data_files(folder: &Path) -> Result<Vec<PathBuf>, WorkbookError> {
    let missing = |source| WorkbookError::FolderMissing {
        folder: folder.display().to_string(),
        source,
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(missing)? {
        let path = entry.map_err(missing)?.path();
        let passed_over = path.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            name.starts_with('.') || name.starts_with("~$")
        });
        if !passed_over && Extension::of(&path).is_some() && path.is_file() {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(WorkbookError::FolderEmpty {
            folder: folder.display().to_string(),
        });
    }
    files.sort_unstable();
    Ok(files)
}
