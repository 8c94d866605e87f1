//! Writing a new generation.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::num::NonZero;
use std::path::Path;
use std::thread;

use tantivy::directory::MmapDirectory;
use tantivy::{Index, TantivyDocument, TantivyError};
use time::OffsetDateTime;
use vanort_model::Revision;

use crate::analysis::fingerprint;
use crate::document::Document;
use crate::error::SearchError;
use crate::field::Fields;
use crate::folder::sync_folder;
use crate::generation::{DESCRIPTION, Description};
use crate::limits::{PROGRESS_STEP, WRITER_MEMORY_BYTES};
use crate::status::IndexStatus;

/// Writes a generation into an empty folder and makes it durable. The documents get the numbers of
/// their keys' order, so that the same register gives the same index.
pub(crate) fn write_generation(
    folder: &Path,
    mut documents: Vec<Document>,
    register_id: &str,
    revision: Revision,
    progress: &dyn Fn(u64),
) -> Result<(), SearchError> {
    documents.sort_by(|a, b| a.key.cmp(&b.key));
    let fields = Fields::new();
    let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
    let mut writer = Index::builder()
        .schema(fields.schema.clone())
        .single_segment_index_writer::<TantivyDocument>(directory, WRITER_MEMORY_BYTES)?;
    let mut done = 0;
    for document in analysed(&documents, &fields) {
        writer.add_document(document?)?;
        done += 1;
        if done % PROGRESS_STEP == 0 {
            progress(done);
        }
    }
    writer.finalize()?;
    describe(folder, done, register_id, revision).map_err(SearchError::at(folder))?;
    progress(done);
    Ok(())
}

/// The documents as Tantivy takes them, in their order, analysed on all processors.
fn analysed(
    documents: &[Document],
    fields: &Fields,
) -> Vec<Result<TantivyDocument, serde_json::Error>> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let share = documents.len().div_ceil(processors).max(1);
    thread::scope(|scope| {
        let analyse = |share: &[Document]| {
            let analysed = share.iter().map(|document| fields.document(document));
            analysed.collect::<Vec<_>>()
        };
        let shares: Vec<_> = (documents.chunks(share))
            .map(|share| scope.spawn(move || analyse(share)))
            .collect();
        let analysed = shares.into_iter().map(|share| match share.join() {
            Ok(analysed) => analysed,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        analysed.flatten().collect()
    })
}

/// Makes the files durable and writes the description, last.
fn describe(
    folder: &Path,
    documents: u64,
    register_id: &str,
    revision: Revision,
) -> io::Result<()> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "lock")
        {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let file = File::open(&path)?;
        file.sync_all()?;
        files.insert(name, file.metadata()?.len());
    }
    let description = Description {
        register_id: register_id.to_owned(),
        status: IndexStatus {
            revision,
            documents,
            built_at: OffsetDateTime::now_utc(),
            size_bytes: files.values().sum(),
            analyser: fingerprint().to_owned(),
        },
        files,
    };
    let mut file = File::create(folder.join(DESCRIPTION))?;
    file.write_all(&serde_json::to_vec_pretty(&description)?)?;
    file.sync_all()?;
    sync_folder(folder)
}
