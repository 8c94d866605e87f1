//! A generation: one whole index, built once and never changed.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use tantivy::directory::{Directory as _, RamDirectory};
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, DocId, Index, ReloadPolicy, Searcher, TantivyDocument, TantivyError};
use vanort_model::CountryCode;

use crate::analysis::fingerprint;
use crate::area::Areas;
use crate::document::DocumentKind;
use crate::error::{SearchError, Unusable};
use crate::field::Fields;
use crate::folder::{Folder, GenerationName};
use crate::neighbours::Neighbours;
use crate::query::Candidates;
use crate::record::Record;
use crate::status::IndexStatus;

/// The file in which a generation describes itself; written last.
pub(crate) const DESCRIPTION: &str = "generation.json";

/// What a generation says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Description {
    /// The register that it was built from.
    pub(crate) register_id: String,
    #[serde(flatten)]
    pub(crate) status: IndexStatus,
    /// Its other files with their lengths in bytes.
    pub(crate) files: BTreeMap<String, u64>,
}

/// A generation that is open.
pub(crate) struct Generation {
    pub(crate) name: GenerationName,
    pub(crate) status: IndexStatus,
    pub(crate) searcher: Searcher,
    pub(crate) fields: Fields,
    pub(crate) areas: Areas,
    /// The terms of the names, whole, and of their words, by what slips leave of them.
    pub(crate) near_names: Neighbours,
    pub(crate) near_words: Neighbours,
    /// What is stored of each document, read when it is first needed.
    records: Vec<OnceLock<Record>>,
}

impl Generation {
    /// Opens a generation after checking that it is whole, of this program's analyser and of the
    /// register asked for.
    pub(crate) fn open(
        folder: &Folder,
        name: GenerationName,
        register_id: &str,
    ) -> Result<Self, Unusable> {
        let path = folder.path_of(&name);
        let description = read_description(&path)?;
        if description.register_id != register_id {
            return Err(Unusable::Register);
        }
        check_files(&path, &description.files)?;
        let status = description.status;
        let index = Index::open(read_into_memory(&path, &description.files)?)?;
        if let Some(damaged) = index.validate_checksum()?.into_iter().min() {
            return Err(Unusable::Checksum {
                path: path.join(damaged),
            });
        }
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
        if searcher.segment_readers().len() > 1 || searcher.num_docs() != status.documents {
            return Err(Unusable::Content);
        }
        let records = (0..searcher.num_docs()).map(|_| OnceLock::new()).collect();
        let mut generation = Self {
            name,
            status,
            searcher,
            fields,
            areas: Areas::default(),
            near_names: Neighbours::default(),
            near_words: Neighbours::default(),
            records,
        };
        generation.areas = generation
            .read_areas()
            .map_err(|error| Unusable::Areas(Box::new(error)))?;
        let fields = &generation.fields;
        let (names, words) = std::thread::scope(|scope| {
            let names = scope.spawn(|| generation.neighbours(fields.name));
            let words = generation.neighbours(fields.word);
            (names.join(), words)
        });
        // A thread that panicked has found what cannot be read.
        generation.near_names = names.map_err(|_| Unusable::Content)??;
        generation.near_words = words?;
        Ok(generation)
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

    fn neighbours(&self, field: Field) -> Result<Neighbours, TantivyError> {
        let Some(segment) = self.searcher.segment_readers().first() else {
            return Ok(Neighbours::default());
        };
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted.terms().stream()?;
        let terms = std::iter::from_fn(|| {
            let term = stream.next().map(|(term, _)| term);
            term.map(|term| String::from_utf8_lossy(term).into_owned())
        });
        Ok(Neighbours::of(terms))
    }

    fn read_areas(&self) -> Result<Areas, SearchError> {
        let candidates = Candidates::in_generation(self);
        let mut areas = Areas::default();
        let kind = DocumentKind::Country.as_str();
        for document in candidates.with_term(self.fields.kind, kind)? {
            areas.add_country(self.record(document)?);
        }
        for document in candidates.with_any(self.fields.county)? {
            let record = self.record(document)?;
            if let (Some(code), Some(name)) = (&record.county, &record.county_name) {
                areas.add_county(code, name);
            }
        }
        for segment in self.searcher.segment_readers() {
            let terms = segment.inverted_index(self.fields.country)?;
            let mut stream = terms.terms().stream().map_err(TantivyError::from)?;
            while stream.advance() {
                let code = std::str::from_utf8(stream.key()).map(CountryCode::parse);
                if let Ok(Ok(code)) = code {
                    areas.add_code(&code);
                }
            }
        }
        areas.complete();
        Ok(areas)
    }
}

impl fmt::Debug for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Generation")
            .field("name", &self.name)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

fn read_description(folder: &Path) -> Result<Description, Unusable> {
    #[derive(Deserialize)]
    struct OfAnalyser {
        analyser: String,
    }
    let path = folder.join(DESCRIPTION);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(source) => return Err(Unusable::File { path, source }),
    };
    // The analyser first: another version may describe itself in another form.
    let OfAnalyser { analyser } = serde_json::from_slice(&text).map_err(Unusable::Description)?;
    if analyser != fingerprint() {
        return Err(Unusable::Analyser { found: analyser });
    }
    serde_json::from_slice(&text).map_err(Unusable::Description)
}

/// Reads the files into memory, where nobody else can change them: a file that is cut short while
/// it is mapped ends the process.
fn read_into_memory(
    folder: &Path,
    files: &BTreeMap<String, u64>,
) -> Result<RamDirectory, Unusable> {
    let memory = RamDirectory::create();
    for name in files.keys() {
        let path = folder.join(name);
        let content = fs::read(&path);
        content
            .and_then(|content| memory.atomic_write(Path::new(name), &content))
            .map_err(|source| Unusable::File { path, source })?;
    }
    Ok(memory)
}

/// Checks that all files are there in full, before they are read.
fn check_files(folder: &Path, files: &BTreeMap<String, u64>) -> Result<(), Unusable> {
    for (name, &expected) in files {
        let path = folder.join(name);
        match fs::metadata(&path) {
            Ok(metadata) if metadata.len() == expected => {}
            Ok(metadata) => {
                return Err(Unusable::Size {
                    path,
                    found: metadata.len(),
                    expected,
                });
            }
            Err(source) => return Err(Unusable::File { path, source }),
        }
    }
    Ok(())
}
