//! Content digests: by them an update finds which documents have changed.

use std::num::NonZero;
use std::thread;

use sha2::{Digest as _, Sha256};

use crate::document::Document;
use crate::error::SearchError;

/// The length of a digest in bytes.
pub(crate) const DIGEST_BYTES: usize = 16;

/// The first half of the SHA-256 digest of a document with its key: documents of equal digests are
/// equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Digest(pub(crate) [u8; DIGEST_BYTES]);

impl Digest {
    fn of(document: &Document) -> Result<Self, serde_json::Error> {
        let sum = Sha256::digest(serde_json::to_vec(document)?);
        let mut half = [0; DIGEST_BYTES];
        half.iter_mut().zip(sum).for_each(|(to, from)| *to = from);
        Ok(Self(half))
    }
}

/// The documents of a register in the order of their keys, each with its digest.
#[derive(Debug)]
pub(crate) struct Digested {
    pub(crate) documents: Vec<(Digest, Document)>,
}

impl Digested {
    /// Puts documents into order and digests them.
    pub(crate) fn of(mut documents: Vec<Document>) -> Result<Self, SearchError> {
        documents.sort_by(|a, b| a.key.cmp(&b.key));
        let digests = in_parallel(&documents, Digest::of)?;
        Ok(Self {
            documents: digests.into_iter().zip(documents).collect(),
        })
    }

    /// Whether a key occurs more than once.
    pub(crate) fn repeats_keys(&self) -> bool {
        let mut pairs = self.documents.windows(2);
        pairs.any(|pair| matches!(pair, [(_, one), (_, next)] if one.key == next.key))
    }
}

/// What becomes of each item, in their order, computed on all processors.
pub(crate) fn in_parallel<T: Sync, U: Send, E: Send>(
    items: &[T],
    compute: impl Fn(&T) -> Result<U, E> + Sync,
) -> Result<Vec<U>, E> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(processors).max(1);
    thread::scope(|scope| {
        let compute = &compute;
        let shares: Vec<_> = (items.chunks(share))
            .map(|share| scope.spawn(move || share.iter().map(compute).collect::<Vec<_>>()))
            .collect();
        let computed = shares.into_iter().map(|share| match share.join() {
            Ok(computed) => computed,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        computed.flatten().collect()
    })
}
