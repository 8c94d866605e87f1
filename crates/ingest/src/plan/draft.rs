//! Records as they will be, beside the register as it is.

use std::collections::BTreeMap;

/// The records of one kind that an import drafts, each with the source that it comes from.
#[derive(Debug)]
pub(super) struct Drafts<'r, K, R> {
    register: &'r BTreeMap<K, R>,
    drafts: BTreeMap<K, Draft<R>>,
}

/// One record as it will be.
#[derive(Debug)]
struct Draft<R> {
    source: usize,
    record: R,
}

impl<'r, K: Ord + Clone, R: Clone + PartialEq> Drafts<'r, K, R> {
    /// No drafts yet, over what the register has.
    pub(super) fn over(register: &'r BTreeMap<K, R>) -> Self {
        Self {
            register,
            drafts: BTreeMap::new(),
        }
    }

    /// The record as the register has it.
    pub(super) fn known(&self, key: &K) -> Option<&'r R> {
        self.register.get(key)
    }

    /// The record as this import drafts it.
    pub(super) fn drafted(&self, key: &K) -> Option<&R> {
        self.drafts.get(key).map(|draft| &draft.record)
    }

    /// The record as it will be.
    pub(super) fn get(&self, key: &K) -> Option<&R> {
        self.drafted(key).or_else(|| self.register.get(key))
    }

    /// Drafts a record. It counts for the source that drafts it first.
    pub(super) fn put(&mut self, key: K, source: usize, record: R) {
        match self.drafts.get_mut(&key) {
            Some(draft) => draft.record = record,
            None => {
                self.drafts.insert(key, Draft { source, record });
            }
        }
    }

    /// A drafted record, to be changed.
    pub(super) fn drafted_mut(&mut self, key: &K) -> Option<&mut R> {
        self.drafts.get_mut(key).map(|draft| &mut draft.record)
    }

    /// All records as they will be.
    pub(super) fn all(&self) -> impl Iterator<Item = &R> {
        let kept = (self.register.iter())
            .filter(|(key, _)| !self.drafts.contains_key(key))
            .map(|(_, record)| record);
        kept.chain(self.drafts.values().map(|draft| &draft.record))
    }

    /// The drafted records with their sources, in the order of their keys.
    pub(super) fn drafts(&self) -> impl Iterator<Item = (&R, usize)> {
        (self.drafts.values()).map(|draft| (&draft.record, draft.source))
    }

    /// The source of a drafted record.
    pub(super) fn source(&self, key: &K) -> Option<usize> {
        self.drafts.get(key).map(|draft| draft.source)
    }

    /// The drafts in the order of their keys: the record before, the one after, the source.
    pub(super) fn outcome(self) -> impl Iterator<Item = (Option<R>, R, usize)> {
        let register = self.register;
        (self.drafts.into_iter())
            .map(|(key, draft)| (register.get(&key).cloned(), draft.record, draft.source))
    }
}
