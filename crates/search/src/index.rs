//! The index at one version of the register: built, updated and searched.

use std::collections::HashSet;
use std::sync::Arc;

use tantivy::DocId;
use time::OffsetDateTime;
use vanort_model::{CountryCode, Version};

use crate::analysis::fingerprint;
use crate::area::Areas;
use crate::build::build_part;
use crate::digest::{Digest, Digested};
use crate::document::Document;
use crate::error::SearchError;
use crate::field::Fields;
use crate::limits::{DELTA_SHARE, MIN_DELTA};
use crate::parts::Parts;
use crate::query::{self, SearchPage, SearchRequest, Suggestion};
use crate::record::Record;
use crate::status::{IndexState, IndexStatus};

/// An immutable index of a register at one version, in memory. Cheap to clone.
#[derive(Debug, Clone)]
pub struct SearchIndex {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    status: IndexStatus,
    parts: Parts,
    areas: Areas,
}

impl SearchIndex {
    /// Builds an index whole.
    ///
    /// `progress` is called with the number of documents that are done, the last time with that of
    /// all.
    ///
    /// # Errors
    /// When Tantivy fails.
    pub fn build(
        documents: Vec<Document>,
        version: Version,
        progress: &dyn Fn(u64),
    ) -> Result<Self, SearchError> {
        Self::build_whole(&Digested::of(documents)?, version, progress)
    }

    fn build_whole(
        documents: &Digested,
        version: Version,
        progress: &dyn Fn(u64),
    ) -> Result<Self, SearchError> {
        let base = build_part(&documents.documents, progress)?;
        Self::of(Parts::whole(Arc::new(base)), version)
    }

    /// The index of all the documents of another version: it shares what has not changed with this
    /// one, and builds anew only what has, or everything when that is much. It answers as an index
    /// that was built whole does.
    ///
    /// `progress` is called as by [`Self::build`].
    ///
    /// # Errors
    /// When Tantivy fails; this index is as it was.
    pub fn update(
        &self,
        documents: Vec<Document>,
        version: Version,
        progress: &dyn Fn(u64),
    ) -> Result<Self, SearchError> {
        let documents = Digested::of(documents)?;
        match self.updated_parts(&documents, progress)? {
            Some(parts) => Self::of(parts, version),
            None => Self::build_whole(&documents, version, progress),
        }
    }

    /// The parts of an index of the documents that has the same base; `None` when too much has
    /// changed, or when documents share a key.
    fn updated_parts(
        &self,
        documents: &Digested,
        progress: &dyn Fn(u64),
    ) -> Result<Option<Parts>, SearchError> {
        let Parts {
            base,
            hidden,
            delta,
        } = self.parts();
        let digests = || documents.documents.iter().map(|(digest, _)| digest);
        let wanted: HashSet<&Digest> = digests().collect();
        let known: HashSet<&Digest> = base.digests.iter().collect();
        if documents.repeats_keys() || known.len() < base.digests.len() {
            return Ok(None);
        }
        let now_hidden: Vec<DocId> = (0..)
            .zip(&base.digests)
            .filter(|(_, digest)| !wanted.contains(digest))
            .map(|(number, _)| number)
            .collect();
        let changed = digests().filter(|it| !known.contains(it)).count();
        let most = (base.digests.len() / DELTA_SHARE).max(MIN_DELTA);
        if changed + now_hidden.len() > most {
            return Ok(None);
        }
        let unchanged = documents.documents.len() - changed;
        let same_delta = delta.as_ref().filter(|delta| {
            let in_delta = digests().filter(|it| !known.contains(it));
            delta.digests.iter().eq(in_delta)
        });
        let now_delta = match same_delta {
            Some(delta) => Some(Arc::clone(delta)),
            None if changed == 0 => None,
            None => {
                let changed: Vec<_> = (documents.documents.iter())
                    .filter(|(digest, _)| !known.contains(digest))
                    .cloned()
                    .collect();
                let progress = |done| progress(unchanged as u64 + done);
                Some(Arc::new(build_part(&changed, &progress)?))
            }
        };
        progress(documents.documents.len() as u64);
        let now_hidden = if now_hidden == **hidden {
            Arc::clone(hidden)
        } else {
            Arc::new(now_hidden)
        };
        Ok(Some(Parts {
            base: Arc::clone(base),
            hidden: now_hidden,
            delta: now_delta,
        }))
    }

    /// The index that parts make.
    fn of(parts: Parts, version: Version) -> Result<Self, SearchError> {
        let status = IndexStatus {
            version,
            documents: parts.documents(),
            built_at: OffsetDateTime::now_utc(),
            size_bytes: parts.size_bytes(),
            analyser: fingerprint().to_owned(),
        };
        Self::with_status(parts, status)
    }

    /// The index that parts make, which says this of itself.
    pub(crate) fn with_status(parts: Parts, status: IndexStatus) -> Result<Self, SearchError> {
        let areas = Areas::of(&parts)?;
        let inner = Arc::new(Inner {
            status,
            parts,
            areas,
        });
        Ok(Self { inner })
    }

    /// What the index says of itself.
    #[must_use]
    pub fn status(&self) -> &IndexStatus {
        &self.inner.status
    }

    /// The version of the register that it was built from.
    #[must_use]
    pub fn version(&self) -> Version {
        self.inner.status.version
    }

    /// How the index compares with a version of the register.
    #[must_use]
    pub fn state(&self, register: Version) -> IndexState {
        IndexState::of(Some(self.status()), register)
    }

    /// The primary name of a country.
    #[must_use]
    pub fn country_name(&self, code: &CountryCode) -> Option<&str> {
        self.inner.areas.country_name(code)
    }

    /// Searches the index.
    ///
    /// # Errors
    /// When the text is too long, or the cursor is of another version or search.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchPage, SearchError> {
        request.check()?;
        query::search(self, request)
    }

    /// Suggests what somebody who is typing may mean, the likeliest first: by whole names, their
    /// beginnings and an edit distance of at most one, within a budget of compared documents.
    ///
    /// # Errors
    /// When the text is too long.
    pub fn suggest(&self, prefix: &str, first: usize) -> Result<Vec<Suggestion>, SearchError> {
        query::suggest(self, prefix, first)
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.inner.parts
    }

    pub(crate) fn areas(&self) -> &Areas {
        &self.inner.areas
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.inner.parts.base.fields
    }

    /// What is stored of a document.
    pub(crate) fn record(&self, document: DocId) -> Result<&Record, SearchError> {
        self.inner.parts.record(document)
    }
}
