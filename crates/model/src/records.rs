//! An ordered map of shared records by natural key.

use std::borrow::Borrow;
use std::collections::{BTreeMap, btree_map};
use std::ops::{Index, RangeBounds};
use std::sync::Arc;

/// Records of one kind in the order of their natural keys. The records are shared: a copy of the map
/// costs its keys, not its records, so that the next version of a register shares with the one
/// before whatever did not change.
#[derive(Debug, Clone, PartialEq)]
pub struct Records<K, R> {
    by_key: BTreeMap<K, Arc<R>>,
}

impl<K, R> Default for Records<K, R> {
    fn default() -> Self {
        Self {
            by_key: BTreeMap::new(),
        }
    }
}

impl<K: Ord, R: Clone> Records<K, R> {
    /// The record of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&R>
    where
        K: Borrow<Q>,
    {
        self.by_key.get(key).map(|record| &**record)
    }

    /// Whether there is a record of a key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.by_key.contains_key(key)
    }

    /// The keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.by_key.keys()
    }

    /// The records in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &R> {
        self.by_key.values().map(|record| &**record)
    }

    /// The records in the order of their keys, to be shared.
    pub fn shared(&self) -> impl Iterator<Item = &Arc<R>> {
        self.by_key.values()
    }

    /// The keys and records in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &R)> {
        self.into_iter()
    }

    /// The keys and records of a range of keys.
    pub fn range<Q: Ord + ?Sized>(
        &self,
        range: impl RangeBounds<Q>,
    ) -> impl Iterator<Item = (&K, &R)>
    where
        K: Borrow<Q>,
    {
        let range = self.by_key.range(range);
        range.map(|(key, record)| (key, &**record))
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    /// Whether there is no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Puts a record under a key and returns the one that it replaces.
    pub fn insert(&mut self, key: K, record: R) -> Option<R> {
        let replaced = self.by_key.insert(key, Arc::new(record));
        replaced.map(Arc::unwrap_or_clone)
    }

    /// Removes and returns the record of a key.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<R>
    where
        K: Borrow<Q>,
    {
        self.by_key.remove(key).map(Arc::unwrap_or_clone)
    }
}

/// An iterator over keys and records.
pub type Iter<'r, K, R> =
    std::iter::Map<btree_map::Iter<'r, K, Arc<R>>, fn((&'r K, &'r Arc<R>)) -> (&'r K, &'r R)>;

impl<'r, K, R> IntoIterator for &'r Records<K, R> {
    type Item = (&'r K, &'r R);
    type IntoIter = Iter<'r, K, R>;

    fn into_iter(self) -> Iter<'r, K, R> {
        self.by_key.iter().map(|(key, record)| (key, &**record))
    }
}

/// As of a map: panics without a record of the key.
impl<K: Ord + Borrow<Q>, Q: Ord + ?Sized, R: Clone> Index<&Q> for Records<K, R> {
    type Output = R;

    fn index(&self, key: &Q) -> &R {
        self.get(key).expect("there is a record of this key")
    }
}
