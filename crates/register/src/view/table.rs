//! The records of one kind, in the order in which they are listed.

use std::sync::Arc;

use super::record::{Named, SortName, ViewRecord, Viewed};

/// The records of one kind, in the order in which they are listed: a record's number is its place.
#[derive(Debug)]
pub struct Table<R: ViewRecord> {
    entries: Vec<Arc<Viewed<R>>>,
    /// The numbers in the order of the natural keys.
    by_key: Vec<u32>,
    /// How many are listed; the others are only referred to, and come after them.
    listed: u32,
    /// Where each record's name stands among the names of those listed: even, equal names alike.
    /// Empty for records that have no names.
    ranks: Vec<i64>,
}

impl<R: ViewRecord> Table<R> {
    /// A table of records in the order given, of which the first `listed` are listed.
    pub(super) fn new<E>(
        records: Vec<Arc<R>>,
        listed: usize,
        mut links: impl FnMut(usize, &R) -> Result<R::Links, E>,
    ) -> Result<Self, E> {
        let mut entries = Vec::with_capacity(records.len());
        for ((number, record), id) in records.into_iter().enumerate().zip(0..) {
            let links = links(number, &record)?;
            entries.push(Arc::new(Viewed::new(record, id, links)));
        }
        let mut by_key: Vec<u32> = entries.iter().map(|it| it.id()).collect();
        let key = |id: &u32| entries.get(*id as usize).map(|it| it.key());
        by_key.sort_unstable_by(|one, other| key(one).cmp(&key(other)));
        Ok(Self {
            entries,
            by_key,
            listed: number(listed),
            ranks: Vec::new(),
        })
    }

    /// The record of a number.
    pub(super) fn get(&self, id: u32) -> Option<&Arc<Viewed<R>>> {
        self.entries.get(id as usize)
    }

    /// The record of a natural key.
    pub(super) fn find(&self, key: &R::Key) -> Option<&Arc<Viewed<R>>> {
        let place = (self.by_key).binary_search_by(|id| {
            (self.get(*id)).map_or(std::cmp::Ordering::Less, |it| it.key().cmp(key))
        });
        self.by_key.get(place.ok()?).and_then(|id| self.get(*id))
    }

    /// All records in the order of the natural keys, listed or not.
    pub(super) fn in_key_order(&self) -> impl Iterator<Item = &Arc<Viewed<R>>> {
        self.by_key.iter().filter_map(|id| self.get(*id))
    }

    /// The records that are listed, in the list's order.
    pub(super) fn listed(&self) -> &[Arc<Viewed<R>>] {
        self.entries.get(..self.listed as usize).unwrap_or_default()
    }

    /// How many records are listed.
    pub(super) fn listed_count(&self) -> u32 {
        self.listed
    }

    /// All records, those that are not listed last.
    pub(super) fn all(&self) -> &[Arc<Viewed<R>>] {
        &self.entries
    }
}

impl<R: Named> Table<R> {
    /// A table in the Swedish order of the names, namesakes in the order of their keys. Only the
    /// records that `is_listed` picks are listed.
    pub(super) fn by_name<E>(
        records: impl IntoIterator<Item = Arc<R>>,
        is_listed: impl Fn(&R) -> bool,
        mut links: impl FnMut(&R, SortName) -> Result<R::Links, E>,
    ) -> Result<Self, E> {
        let named = records.into_iter().map(|record| {
            let name = SortName::of(record.name());
            (!is_listed(&record), name, record)
        });
        let mut named: Vec<(bool, SortName, Arc<R>)> = named.collect();
        named.sort_unstable_by(
            |(unlisted, name, record), (other_unlisted, other_name, other)| {
                (unlisted, name.as_str(), record.key()).cmp(&(
                    other_unlisted,
                    other_name.as_str(),
                    other.key(),
                ))
            },
        );
        let listed = named.partition_point(|(unlisted, _, _)| !unlisted);
        let mut ranks = Vec::with_capacity(listed);
        let mut rank = 0;
        let mut before: Option<&str> = None;
        for (_, name, _) in named.iter().take(listed) {
            if before.is_some_and(|before| before != name.as_str()) {
                rank += 2;
            }
            before = Some(name.as_str());
            ranks.push(rank);
        }
        let (mut names, records): (Vec<_>, Vec<_>) = named
            .into_iter()
            .map(|(_, name, record)| (Some(name), record))
            .unzip();
        let mut table = Self::new(records, listed, |number, record| {
            let name = names.get_mut(number).and_then(Option::take);
            links(record, name.unwrap_or_else(|| SortName::of(record.name())))
        })?;
        table.ranks = ranks;
        Ok(table)
    }

    /// Where a record's name stands among the names of those listed.
    pub(super) fn rank(&self, id: u32) -> i64 {
        self.ranks.get(id as usize).copied().unwrap_or(i64::MAX)
    }

    /// Where a name stands among them, whether one is called so or not: between two of them it is
    /// odd.
    pub(super) fn locate(&self, sort_name: &str) -> i64 {
        let listed = self.listed();
        let place = listed.partition_point(|it| R::sort_name(&it.links).as_str() < sort_name);
        match listed.get(place) {
            Some(next) if R::sort_name(&next.links).as_str() == sort_name => self.rank(next.id()),
            Some(next) => self.rank(next.id()) - 1,
            None => self.ranks.last().map_or(1, |last| last + 1),
        }
    }
}

/// A record's number of a place in a list.
pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).expect("a register has fewer than four thousand million records")
}
