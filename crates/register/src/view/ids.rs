//! Numbers of records: those of a list, and sets of them.

use std::marker::PhantomData;

/// The numbers of a list's records in rising order, which is the list's default order.
#[derive(Debug, Clone, Copy)]
pub enum Ids<'v> {
    /// All numbers from the first to before the second.
    Range(u32, u32),
    /// These.
    These(&'v [u32]),
}

impl<'v> Ids<'v> {
    pub(super) fn len(self) -> usize {
        match self {
            Self::Range(begin, end) => end.saturating_sub(begin) as usize,
            Self::These(ids) => ids.len(),
        }
    }

    /// The number at a place of the list.
    pub(super) fn get(self, place: usize) -> Option<u32> {
        match self {
            Self::Range(begin, end) => {
                let id = u32::try_from(place).ok()?.checked_add(begin)?;
                (id < end).then_some(id)
            }
            Self::These(ids) => ids.get(place).copied(),
        }
    }

    pub(super) fn iter(self) -> impl DoubleEndedIterator<Item = u32> + use<'v> {
        (0..self.len()).filter_map(move |place| self.get(place))
    }
}

/// A set of records of one view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdSet<R> {
    /// A bit for each number.
    words: Vec<u64>,
    record: PhantomData<fn() -> R>,
}

impl<R> IdSet<R> {
    /// Whether a record is in it.
    pub(super) fn contains(&self, id: u32) -> bool {
        let word = self.words.get((id / u64::BITS) as usize);
        word.is_some_and(|word| word >> (id % u64::BITS) & 1 == 1)
    }
}

impl<R> FromIterator<u32> for IdSet<R> {
    fn from_iter<I: IntoIterator<Item = u32>>(ids: I) -> Self {
        let mut words: Vec<u64> = Vec::new();
        for id in ids {
            let place = (id / u64::BITS) as usize;
            if place >= words.len() {
                words.resize(place + 1, 0);
            }
            if let Some(word) = words.get_mut(place) {
                *word |= 1 << (id % u64::BITS);
            }
        }
        Self {
            words,
            record: PhantomData,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_what_was_put_in_and_nothing_else() {
        let set: IdSet<()> = [0, 63, 64, 700].into_iter().collect();
        for id in 0..1_000 {
            assert_eq!(set.contains(id), [0, 63, 64, 700].contains(&id), "{id}");
        }
        assert!(!set.contains(u32::MAX));
    }

    #[test]
    fn a_range_and_its_numbers_are_the_same_list() {
        let (range, these) = (Ids::Range(3, 6), Ids::These(&[3, 4, 5]));
        for ids in [range, these] {
            assert_eq!(ids.len(), 3);
            assert_eq!(ids.iter().collect::<Vec<_>>(), [3, 4, 5]);
            assert_eq!(ids.iter().rev().collect::<Vec<_>>(), [5, 4, 3]);
            assert_eq!((ids.get(2), ids.get(3)), (Some(5), None));
        }
    }
}
