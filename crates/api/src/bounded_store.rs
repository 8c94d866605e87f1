//! What is kept to be found again, in a bounded part of the memory.

use std::sync::{Mutex, MutexGuard, PoisonError};

use lru::LruCache;

/// Values by keys of bytes. When they take more memory than they may, those that nobody has asked
/// for the longest go.
pub(crate) struct BoundedStore<V> {
    kept: Mutex<Kept<V>>,
    max_bytes: usize,
}

struct Kept<V> {
    values: LruCache<Box<[u8]>, (V, usize)>,
    bytes: usize,
}

/// What a key and a value take beside their own bytes.
const OVERHEAD_BYTES: usize = 160;

impl<V: Clone> BoundedStore<V> {
    /// An empty store; one of no bytes keeps nothing.
    pub(crate) fn new(max_bytes: usize) -> Self {
        Self {
            kept: Mutex::new(Kept {
                values: LruCache::unbounded(),
                bytes: 0,
            }),
            max_bytes,
        }
    }

    /// Whether the store keeps anything at all.
    pub(crate) fn keeps(&self) -> bool {
        self.max_bytes > 0
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &[u8]) -> Option<V> {
        self.lock().values.get(key).map(|(value, _)| value.clone())
    }

    /// Keeps a value that takes some bytes beside its key's; one that would take an eighth of the
    /// store or more is not kept.
    pub(crate) fn put(&self, key: &[u8], value: V, bytes: usize) {
        let bytes = bytes
            .saturating_add(key.len())
            .saturating_add(OVERHEAD_BYTES);
        if bytes > self.max_bytes / 8 {
            return;
        }
        let mut kept = self.lock();
        kept.bytes += bytes;
        if let Some((_, replaced)) = kept.values.put(key.into(), (value, bytes)) {
            kept.bytes -= replaced;
        }
        while kept.bytes > self.max_bytes {
            let Some((_, (_, freed))) = kept.values.pop_lru() else {
                break;
            };
            kept.bytes -= freed;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept<V>> {
        // Nothing that can panic runs under the lock, so a poisoned state is still a whole one.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_asks_for_goes_first_and_the_bytes_stay_bounded() {
        let store = BoundedStore::new(10_000);
        for number in 0..100u32 {
            store.put(&number.to_be_bytes(), number, 1_000);
            assert_eq!(store.get(&0u32.to_be_bytes()), Some(0), "{number}");
        }
        let kept = store.lock();
        assert!(kept.bytes <= 10_000);
        assert_eq!(kept.values.len(), 8);
    }

    #[test]
    fn a_value_is_replaced_and_a_huge_one_not_kept() {
        let store = BoundedStore::new(10_000);
        store.put(b"a", 1, 100);
        store.put(b"a", 2, 200);
        assert_eq!(store.get(b"a"), Some(2));
        assert_eq!(store.lock().bytes, 200 + 1 + OVERHEAD_BYTES);
        store.put(b"b", 3, 5_000);
        assert_eq!(store.get(b"b"), None);
        let off = BoundedStore::new(0);
        off.put(b"", 1, 0);
        assert!(off.get(b"").is_none() && !off.keeps());
    }
}
