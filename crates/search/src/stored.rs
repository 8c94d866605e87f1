//! A generation on disk: the files of an index's parts, and a description that names them with
//! their lengths and checksums.
//!
//! The files of a part have names of their own and never change, so that generations share them by
//! hard links.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::DocId;
use tantivy::directory::{Directory as _, RamDirectory};

use crate::analysis::fingerprint;
use crate::digest::{DIGEST_BYTES, Digest};
use crate::error::{SearchError, Unusable};
use crate::folder::sync_folder;
use crate::index::SearchIndex;
use crate::part::{META, Part};
use crate::parts::Parts;
use crate::status::IndexStatus;

/// The file in which a generation describes itself; written last. Its last line is the checksum of
/// what stands before.
const DESCRIPTION: &str = "generation.json";

/// What a generation says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Description {
    /// The register that it was built from.
    register_id: String,
    #[serde(flatten)]
    pub(crate) status: IndexStatus,
    base: StoredPart,
    delta: Option<StoredPart>,
    /// The documents of the base that do not show.
    hidden: Vec<DocId>,
}

/// A part on disk.
#[derive(Debug, Serialize, Deserialize)]
struct StoredPart {
    id: String,
    files: BTreeMap<String, StoredFile>,
}

/// A file of a part.
#[derive(Debug, Serialize, Deserialize)]
struct StoredFile {
    /// Its length.
    bytes: u64,
    /// Its CRC-32 checksum. Tantivy's own do not cover all of a file.
    checksum: u32,
}

/// What the names of a part's own files end in, beside those of Tantivy.
const DIGESTS: &str = "digests";

impl Description {
    /// Reads the description of a generation of this program's analyser and of a register.
    pub(crate) fn read(generation: &Path, register_id: &str) -> Result<Self, Unusable> {
        #[derive(Deserialize)]
        struct OfAnalyser {
            analyser: String,
        }
        let path = generation.join(DESCRIPTION);
        let content = match fs::read(&path) {
            Ok(content) => content,
            Err(source) => return Err(Unusable::File { path, source }),
        };
        let end = content.iter().rposition(|byte| *byte == b'\n');
        let (text, sum) = content.split_at(end.unwrap_or(content.len()));
        // The analyser first: another version may describe itself in another form.
        let OfAnalyser { analyser } =
            serde_json::from_slice(text).map_err(Unusable::Description)?;
        if analyser != fingerprint() {
            return Err(Unusable::Analyser { found: analyser });
        }
        if sum != checksum_line(text).as_bytes() {
            return Err(Unusable::Checksum { path });
        }
        let description: Self = serde_json::from_slice(text).map_err(Unusable::Description)?;
        if description.register_id != register_id {
            return Err(Unusable::Register);
        }
        Ok(description)
    }

    /// Reads the index that a generation holds. Parts that `known` has are taken from it.
    pub(crate) fn load(
        self,
        generation: &Path,
        known: Option<&SearchIndex>,
    ) -> Result<SearchIndex, Unusable> {
        let known = known.map(SearchIndex::parts);
        let load = |part: &StoredPart| {
            let mut known = known.iter().flat_map(|parts| parts.each());
            match known.find(|known| known.id == part.id) {
                Some(known) => Ok(Arc::clone(known)),
                None => part.load(generation).map(Arc::new),
            }
        };
        let parts = Parts {
            base: load(&self.base)?,
            delta: self.delta.as_ref().map(load).transpose()?,
            hidden: Arc::new(self.hidden),
        };
        let fits = parts.hidden.is_sorted_by(|one, next| one < next)
            && (parts.hidden.last()).is_none_or(|last| *last < parts.base.count());
        if !fits || parts.documents() != self.status.documents {
            return Err(Unusable::Content);
        }
        SearchIndex::with_status(parts, self.status)
            .map_err(|error| Unusable::Areas(Box::new(error)))
    }
}

impl StoredPart {
    fn load(&self, generation: &Path) -> Result<Part, Unusable> {
        let memory = RamDirectory::create();
        let mut digests = Vec::new();
        for (name, stored) in &self.files {
            let path = generation.join(name);
            let content = match fs::read(&path) {
                Ok(content) => content,
                Err(source) => return Err(Unusable::File { path, source }),
            };
            if content.len() as u64 != stored.bytes {
                return Err(Unusable::Size {
                    path,
                    found: content.len() as u64,
                    expected: stored.bytes,
                });
            }
            if stored.checksum != crc32fast::hash(&content) {
                return Err(Unusable::Checksum { path });
            }
            if *name == own_file(&self.id, DIGESTS) {
                let (all, _) = content.as_chunks::<DIGEST_BYTES>();
                digests = all.iter().copied().map(Digest).collect();
                continue;
            }
            let is_meta = *name == own_file(&self.id, META);
            let in_memory = Path::new(if is_meta { META } else { name });
            memory
                .atomic_write(in_memory, &content)
                .map_err(|source| Unusable::File { path, source })?;
        }
        Part::open(self.id.clone(), &memory, digests)
    }
}

/// What a file of a part is called on disk, where several parts may lie in a folder.
fn stored_name(part: &Part, name: &str) -> String {
    if name == META {
        own_file(&part.id, META)
    } else {
        name.to_owned()
    }
}

fn own_file(id: &str, name: &str) -> String {
    format!("{id}.{name}")
}

fn checksum_line(text: &[u8]) -> String {
    format!("\n{:08x}", crc32fast::hash(text))
}

/// Writes an index into the empty folder of a generation and makes it durable. Files of its parts
/// that an earlier generation has are linked.
pub(crate) fn write_generation(
    folder: &Path,
    earlier: Option<&Path>,
    index: &SearchIndex,
    register_id: &str,
) -> Result<(), SearchError> {
    let parts = index.parts();
    let write = || {
        let write = |part: &Arc<Part>| write_part(folder, earlier, part);
        let description = Description {
            register_id: register_id.to_owned(),
            status: index.status().clone(),
            base: write(&parts.base)?,
            delta: parts.delta.as_ref().map(write).transpose()?,
            hidden: parts.hidden.to_vec(),
        };
        let mut text = serde_json::to_vec(&description)?;
        text.extend_from_slice(checksum_line(&text).as_bytes());
        write_file(&folder.join(DESCRIPTION), &text)?;
        sync_folder(folder)
    };
    write().map_err(SearchError::at(folder))
}

fn write_part(folder: &Path, earlier: Option<&Path>, part: &Part) -> io::Result<StoredPart> {
    let mut files = BTreeMap::new();
    let mut write = |name: String, content: &[u8]| {
        let bytes = content.len() as u64;
        let checksum = crc32fast::hash(content);
        let path = folder.join(&name);
        let is_linked = earlier.is_some_and(|earlier| {
            let earlier = earlier.join(&name);
            let is_whole = fs::metadata(&earlier).is_ok_and(|it| it.len() == bytes);
            is_whole && fs::hard_link(&earlier, &path).is_ok()
        });
        if !is_linked {
            write_file(&path, content)?;
        }
        files.insert(name, StoredFile { bytes, checksum });
        Ok::<(), io::Error>(())
    };
    for (name, content) in part.files() {
        write(stored_name(part, name), content)?;
    }
    let digests: Vec<u8> = part.digests.iter().flat_map(|digest| digest.0).collect();
    write(own_file(&part.id, DIGESTS), &digests)?;
    Ok(StoredPart {
        id: part.id.clone(),
        files,
    })
}

fn write_file(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(content)?;
    file.sync_all()
}
