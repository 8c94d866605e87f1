//! The parts of an index as one: a base, and a delta of what has changed since the base was built.
//! Documents have numbers through all parts: those of the delta come after those of the base.

use std::sync::Arc;

use tantivy::DocId;

use crate::error::SearchError;
use crate::part::Part;
use crate::record::Record;

/// At most two parts.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    pub(crate) base: Arc<Part>,
    /// The documents of the base that were changed or removed, in rising order: they never show.
    pub(crate) hidden: Arc<Vec<DocId>>,
    /// The documents that were changed or added.
    pub(crate) delta: Option<Arc<Part>>,
}

impl Parts {
    /// A base that nothing has changed in.
    pub(crate) fn whole(base: Arc<Part>) -> Self {
        Self {
            base,
            hidden: Arc::default(),
            delta: None,
        }
    }

    /// Both parts, the base first.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Arc<Part>> {
        [&self.base].into_iter().chain(&self.delta)
    }

    /// How many documents show.
    pub(crate) fn documents(&self) -> u64 {
        let all: usize = self.each().map(|part| part.digests.len()).sum();
        all.saturating_sub(self.hidden.len()) as u64
    }

    /// How large the files of all parts are together, in bytes.
    pub(crate) fn size_bytes(&self) -> u64 {
        let files = self.each().flat_map(|part| part.files().values());
        files.map(|content| content.len() as u64).sum()
    }

    /// What is stored of a document.
    pub(crate) fn record(&self, document: DocId) -> Result<&Record, SearchError> {
        match (document.checked_sub(self.base.count()), &self.delta) {
            (Some(number), Some(delta)) => delta.record(number),
            _ => self.base.record(document),
        }
    }

    /// Finds documents in each part; what is hidden is left out.
    pub(crate) fn find_in_each(
        &self,
        find: impl Fn(&Part) -> Result<Vec<DocId>, SearchError>,
    ) -> Result<Vec<DocId>, SearchError> {
        let mut found = find(&self.base)?;
        if !self.hidden.is_empty() {
            found.retain(|document| self.hidden.binary_search(document).is_err());
        }
        if let Some(delta) = &self.delta {
            let first = self.base.count();
            found.extend(find(delta)?.into_iter().map(|number| first + number));
        }
        Ok(found)
    }
}
