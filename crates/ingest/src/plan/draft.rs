//! Records as they will be, beside the register as it is.

use std::collections::HashMap;
use std::hash::Hash;

use vanort_model::Records;

use crate::plan::tally::RowRef;

/// The records of one kind that an import drafts, each with the rows that speak of it.
#[derive(Debug)]
pub(super) struct Drafts<'r, K, R> {
    register: &'r Records<K, R>,
    drafts: HashMap<K, Draft<R>>,
}

/// One record as it will be, `None` when it is to go.
#[derive(Debug)]
struct Draft<R> {
    record: Option<R>,
    rows: Vec<RowRef>,
}

/// A drafted record that differs from the register's.
#[derive(Debug)]
pub(super) struct Difference<R> {
    pub(super) before: Option<R>,
    pub(super) after: Option<R>,
    pub(super) rows: Vec<RowRef>,
}

impl<'r, K: Ord + Hash + Clone, R: Clone + PartialEq> Drafts<'r, K, R> {
    /// No drafts yet, over what the register has.
    pub(super) fn over(register: &'r Records<K, R>) -> Self {
        Self {
            register,
            drafts: HashMap::new(),
        }
    }

    /// Makes room for so many drafts.
    pub(super) fn expect(&mut self, drafts: usize) {
        self.drafts.reserve(drafts);
    }

    /// The record as the register has it.
    pub(super) fn known(&self, key: &K) -> Option<&'r R> {
        self.register.get(key)
    }

    /// The record as this import drafts it.
    pub(super) fn drafted(&self, key: &K) -> Option<&R> {
        self.drafts.get(key)?.record.as_ref()
    }

    /// The record as it will be.
    pub(super) fn get(&self, key: &K) -> Option<&R> {
        match self.drafts.get(key) {
            Some(draft) => draft.record.as_ref(),
            None => self.register.get(key),
        }
    }

    /// Drafts a record that a row describes.
    pub(super) fn put(&mut self, key: K, row: RowRef, record: R) {
        self.draft(key, record).rows.push(row);
    }

    /// Drafts a record that rows speak of.
    pub(super) fn put_of_rows(&mut self, key: K, rows: Vec<RowRef>, record: R) {
        self.draft(key, record).rows = rows;
    }

    /// Drafts a record that a row only names.
    pub(super) fn put_named(&mut self, key: K, record: R) {
        self.draft(key, record);
    }

    fn draft(&mut self, key: K, record: R) -> &mut Draft<R> {
        let draft = self.drafts.entry(key).or_insert_with(|| Draft {
            record: None,
            rows: Vec::new(),
        });
        draft.record = Some(record);
        draft
    }

    /// Drafts that a record goes.
    pub(super) fn remove(&mut self, key: K) {
        let (record, rows) = (None, Vec::new());
        self.drafts.insert(key, Draft { record, rows });
    }

    /// Takes a draft back.
    pub(super) fn forget(&mut self, key: &K) {
        self.drafts.remove(key);
    }

    /// Tells that a row speaks of a drafted record, too.
    pub(super) fn touch(&mut self, key: &K, row: RowRef) {
        if let Some(draft) = self.drafts.get_mut(key) {
            draft.rows.push(row);
        }
    }

    /// A drafted record, to be changed.
    pub(super) fn drafted_mut(&mut self, key: &K) -> Option<&mut R> {
        self.drafts.get_mut(key)?.record.as_mut()
    }

    /// All records as they will be: those of the register, then the drafted ones, both in the
    /// order of their keys.
    pub(super) fn all(&self) -> impl Iterator<Item = &R> {
        let mut drafts: Vec<(&K, &R)> = self.drafts().collect();
        drafts.sort_unstable_by_key(|(key, _)| *key);
        (self.kept()).chain(drafts.into_iter().map(|(_, record)| record))
    }

    /// All records as they will be, in no order.
    pub(super) fn each(&self) -> impl Iterator<Item = &R> {
        self.kept().chain(self.drafts().map(|(_, record)| record))
    }

    /// The records of the register that are not drafted.
    fn kept(&self) -> impl Iterator<Item = &R> {
        (self.register.iter())
            .filter(|(key, _)| !self.drafts.contains_key(key))
            .map(|(_, record)| record)
    }

    /// The drafted records, in no order.
    pub(super) fn drafts(&self) -> impl Iterator<Item = (&K, &R)> {
        (self.drafts.iter()).filter_map(|(key, draft)| Some((key, draft.record.as_ref()?)))
    }

    /// The records of the register that are to go.
    pub(super) fn removed(&self) -> impl Iterator<Item = &'r R> {
        (self.drafts.iter())
            .filter(|(_, draft)| draft.record.is_none())
            .filter_map(|(key, _)| self.register.get(key))
    }

    /// The drafts that differ from the register, in the order of their keys.
    pub(super) fn differences(self) -> impl Iterator<Item = Difference<R>> {
        let register = self.register;
        let mut differing: Vec<Option<(K, Draft<R>)>> = (self.drafts.into_iter())
            .filter(|(key, draft)| register.get(key) != draft.record.as_ref())
            .map(Some)
            .collect();
        // Drafts are large: what is sorted are their numbers.
        let mut order: Vec<usize> = (0..differing.len()).collect();
        let key = |number: &usize| differing.get(*number)?.as_ref().map(|(key, _)| key);
        order.sort_unstable_by(|one, other| key(one).cmp(&key(other)));
        order.into_iter().filter_map(move |number| {
            let (key, draft) = differing.get_mut(number)?.take()?;
            Some(Difference {
                before: register.get(&key).cloned(),
                after: draft.record,
                rows: draft.rows,
            })
        })
    }
}
