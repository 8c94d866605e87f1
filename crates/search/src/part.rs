//! An index part: one Tantivy segment in memory, built once and never changed.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tantivy::directory::{Directory as _, OwnedBytes, RamDirectory};
use tantivy::schema::{Field, Value};
use tantivy::{
    DocAddress, DocId, Index, InvertedIndexReader, ReloadPolicy, Searcher, TantivyDocument,
    TantivyError,
};

use crate::digest::Digest;
use crate::error::{SearchError, Unusable};
use crate::field::Fields;
use crate::neighbours::Neighbours;
use crate::record::Record;

/// The file in which Tantivy describes an index.
pub(crate) const META: &str = "meta.json";

/// An index part that can be searched.
pub(crate) struct Part {
    /// Random: parts of the same identifier are the same part, on disk and in memory.
    pub(crate) id: String,
    pub(crate) fields: Fields,
    /// The terms of the names, whole, and of their words, by what edits leave of them.
    pub(crate) near_names: Neighbours,
    pub(crate) near_words: Neighbours,
    /// What its documents were built from, by their numbers.
    pub(crate) digests: Vec<Digest>,
    searcher: Searcher,
    /// Tantivy's files by their names.
    files: BTreeMap<String, OwnedBytes>,
    /// What is stored of each document, read when it is first needed.
    records: Vec<OnceLock<Record>>,
}

impl Part {
    /// Opens a part of files that are whole.
    pub(crate) fn open(
        id: String,
        directory: &RamDirectory,
        digests: Vec<Digest>,
    ) -> Result<Self, Unusable> {
        let index = Index::open(directory.clone())?;
        let fields = Fields::new();
        if index.schema() != fields.schema {
            return Err(Unusable::Content);
        }
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let searcher = tantivy::IndexReader::searcher(&reader);
        // The numbers of documents are ordinals only as long as there is a single segment.
        if searcher.segment_readers().len() > 1 || searcher.num_docs() != digests.len() as u64 {
            return Err(Unusable::Content);
        }
        let (near_names, near_words) = std::thread::scope(|scope| {
            let names = scope.spawn(|| neighbours(&searcher, fields.name));
            let words = neighbours(&searcher, fields.word);
            (names.join(), words)
        });
        Ok(Self {
            id,
            // A thread that panicked has found what cannot be read.
            near_names: near_names.map_err(|_| Unusable::Content)??,
            near_words: near_words?,
            fields,
            files: files(&index, directory)?,
            records: digests.iter().map(|_| OnceLock::new()).collect(),
            digests,
            searcher,
        })
    }

    /// How many documents it has.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.records.len()).unwrap_or(u32::MAX)
    }

    /// Tantivy's files by their names.
    pub(crate) fn files(&self) -> &BTreeMap<String, OwnedBytes> {
        &self.files
    }

    /// What is stored of a document.
    pub(crate) fn record(&self, document: DocId) -> Result<&Record, SearchError> {
        let missing = || SearchError::NoRecord { number: document };
        let slot = self.records.get(document as usize).ok_or_else(missing)?;
        if let Some(record) = slot.get() {
            return Ok(record);
        }
        let stored: TantivyDocument = self.searcher.doc(DocAddress::new(0, document))?;
        let bytes = stored
            .get_first(self.fields.record)
            .and_then(|value| value.as_bytes())
            .ok_or_else(missing)?;
        let record = serde_json::from_slice(bytes)?;
        Ok(slot.get_or_init(|| record))
    }

    /// The terms of a field; `None` in a part without documents.
    pub(crate) fn inverted(
        &self,
        field: Field,
    ) -> Result<Option<Arc<InvertedIndexReader>>, TantivyError> {
        let segment = self.searcher.segment_readers().first();
        segment.map(|it| it.inverted_index(field)).transpose()
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("id", &self.id)
            .field("documents", &self.records.len())
            .finish_non_exhaustive()
    }
}

fn neighbours(searcher: &Searcher, field: Field) -> Result<Neighbours, TantivyError> {
    let Some(segment) = searcher.segment_readers().first() else {
        return Ok(Neighbours::default());
    };
    let inverted = segment.inverted_index(field)?;
    let mut stream = inverted.terms().stream()?;
    let mut neighbours = Neighbours::default();
    while let Some((term, _)) = stream.next() {
        neighbours.push(&String::from_utf8_lossy(term));
    }
    Ok(neighbours.complete())
}

/// The files of an index, sharing the memory of the directory.
fn files(
    index: &Index,
    directory: &RamDirectory,
) -> Result<BTreeMap<String, OwnedBytes>, Unusable> {
    let mut files = BTreeMap::new();
    let segment_files = index.load_metas()?.list_segment_files();
    for path in segment_files.into_iter().chain([PathBuf::from(META)]) {
        // Tantivy also names the files that it has not written.
        if !directory.exists(&path).map_err(TantivyError::from)? {
            continue;
        }
        let content = read(directory, &path)?;
        files.insert(path.to_string_lossy().into_owned(), content);
    }
    Ok(files)
}

fn read(directory: &RamDirectory, path: &Path) -> Result<OwnedBytes, Unusable> {
    let file = directory.open_read(path).map_err(TantivyError::from)?;
    let content = file.read_bytes();
    content.map_err(|source| Unusable::File {
        path: path.to_owned(),
        source,
    })
}
