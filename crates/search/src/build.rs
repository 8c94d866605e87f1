//! Building an index part in memory.

use tantivy::directory::RamDirectory;
use tantivy::index::SegmentId;
use tantivy::{Index, TantivyDocument};

use crate::digest::{Digest, in_parallel};
use crate::document::Document;
use crate::error::SearchError;
use crate::field::Fields;
use crate::limits::{DELTA_WRITER_BYTES, PROGRESS_STEP, SMALL_PART, WRITER_MEMORY_BYTES};
use crate::part::Part;

/// Builds an index part of documents in the order of their keys, which become their numbers, so
/// that the same register gives the same index.
pub(crate) fn build_part(
    documents: &[(Digest, Document)],
    progress: &dyn Fn(u64),
) -> Result<Part, SearchError> {
    let fields = Fields::new();
    let directory = RamDirectory::create();
    let memory_bytes = if documents.len() <= SMALL_PART {
        DELTA_WRITER_BYTES
    } else {
        WRITER_MEMORY_BYTES
    };
    let mut writer = Index::builder()
        .schema(fields.schema.clone())
        .single_segment_index_writer::<TantivyDocument>(directory.clone(), memory_bytes)?;
    let mut done = 0;
    for document in in_parallel(documents, |(_, document)| fields.document(document))? {
        writer.add_document(document)?;
        done += 1;
        if done % PROGRESS_STEP == 0 {
            progress(done);
        }
    }
    writer.finalize()?;
    let id = SegmentId::generate_random().uuid_string();
    let digests = documents.iter().map(|(digest, _)| *digest).collect();
    let part = Part::open(id, &directory, digests)?;
    progress(done);
    Ok(part)
}
