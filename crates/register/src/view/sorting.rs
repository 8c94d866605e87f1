//! A list's order at work: which records stand between two positions, and which of them first.

use std::cmp::Ordering;

use super::ids::Ids;
use super::list::Listed;
use super::order::{MOST_FIELDS, Terms};
use super::page::{End, ForeignPosition, Position, SortValue};
use super::view::View;

/// A record's place among the others: the rank in each field of the order, turned round where it
/// descends.
type SortRanks = [i64; MOST_FIELDS];

/// A position among the records of a view.
pub(super) struct Bound<K> {
    ranks: SortRanks,
    key: K,
}

/// The position after which a page begins, and the one before which it ends.
pub(super) type Bounds<K> = (Option<Bound<K>>, Option<Bound<K>>);

/// A list's order at work.
pub(super) struct Sorting<'v, R: Listed> {
    pub(super) view: &'v View,
    pub(super) terms: Terms<R::Sort>,
}

impl<R: Listed> Sorting<'_, R> {
    fn ranks(&self, id: u32) -> SortRanks {
        let mut ranks = SortRanks::default();
        for (rank, key) in ranks.iter_mut().zip(self.terms.keys()) {
            *rank = directed(R::rank(self.view, id, key.field), key.descending);
        }
        ranks
    }

    pub(super) fn bound(&self, position: &Position) -> Result<Bound<R::Key>, ForeignPosition> {
        let keys = self.terms.keys();
        let Some((SortValue::Text(key), values)) = position.0.split_last() else {
            return Err(ForeignPosition);
        };
        if values.len() != keys.len() {
            return Err(ForeignPosition);
        }
        let mut ranks = SortRanks::default();
        for ((rank, sorted), value) in ranks.iter_mut().zip(keys).zip(values) {
            let place = R::locate(self.view, sorted.field, value)?;
            *rank = directed(place, sorted.descending);
        }
        Ok(Bound {
            ranks,
            key: key.parse().map_err(|_| ForeignPosition)?,
        })
    }

    /// How a record stands to a position.
    fn compare(&self, id: u32, bound: &Bound<R::Key>) -> Ordering {
        self.ranks(id).cmp(&bound.ranks).then_with(|| {
            let key = R::table(self.view).get(id).map(|it| it.key());
            let by_key = key.cmp(&Some(&bound.key));
            if self.terms.descending {
                by_key.reverse()
            } else {
                by_key
            }
        })
    }

    /// The first records of a list in its default order, or turned round: counted from the end,
    /// the last first.
    pub(super) fn walk(
        &self,
        ids: Ids<'_>,
        (after, before): &Bounds<R::Key>,
        end: End,
        keep: impl Fn(&u32) -> bool,
        count: usize,
    ) -> Vec<u32> {
        let length = ids.len();
        let at = |place: usize| {
            if self.terms.descending {
                ids.get(length.checked_sub(place + 1)?)
            } else {
                ids.get(place)
            }
        };
        let stands = |place, bound| at(place).map(|id| self.compare(id, bound));
        let begin = after.as_ref().map_or(0, |after| {
            partition_point(length, |place| {
                stands(place, after) != Some(Ordering::Greater)
            })
        });
        let until = before.as_ref().map_or(length, |before| {
            partition_point(length, |place| {
                stands(place, before) == Some(Ordering::Less)
            })
        });
        let places = begin..until;
        match end {
            End::First => (places.filter_map(at).filter(keep).take(count)).collect(),
            End::Last => (places.rev().filter_map(at).filter(keep).take(count)).collect(),
        }
    }

    /// The first records of a list in any order: counted from the end, the last first.
    pub(super) fn select(
        &self,
        ids: Ids<'_>,
        (after, before): &Bounds<R::Key>,
        end: End,
        keep: impl Fn(&u32) -> bool,
        count: usize,
    ) -> Vec<u32> {
        let stands = |id: u32, bound: &Option<Bound<R::Key>>, wanted| {
            (bound.as_ref()).is_none_or(|bound| self.compare(id, bound) == wanted)
        };
        let within = ids.iter().filter(|id| {
            stands(*id, after, Ordering::Greater) && stands(*id, before, Ordering::Less)
        });
        // Records of equal ranks have equal names, and then the numbers follow the keys.
        let placed = within.filter(keep).map(|id| {
            let number = i64::from(id);
            let tie = if self.terms.descending {
                -number
            } else {
                number
            };
            (self.ranks(id), tie, id)
        });
        let placed: Vec<Placed> = placed.collect();
        match end {
            End::First => least(placed, count, Placed::cmp),
            End::Last => least(placed, count, |one, other| other.cmp(one)),
        }
    }
}

/// A record with its place: its ranks, what breaks ties, and its number.
type Placed = (SortRanks, i64, u32);

/// The numbers of the least records in rising order.
fn least(
    mut placed: Vec<Placed>,
    count: usize,
    compare: impl Fn(&Placed, &Placed) -> Ordering,
) -> Vec<u32> {
    if count < placed.len() {
        placed.select_nth_unstable_by(count, &compare);
        placed.truncate(count);
    }
    placed.sort_unstable_by(compare);
    placed.into_iter().map(|(_, _, id)| id).collect()
}

/// A rank in a direction: what is not known comes last in both.
fn directed(rank: Option<i64>, descending: bool) -> i64 {
    match rank {
        Some(rank) if descending => rank.saturating_neg(),
        Some(rank) => rank,
        None => i64::MAX,
    }
}

/// How many of the first places have a property that no place after them has.
fn partition_point(length: usize, has: impl Fn(usize) -> bool) -> usize {
    let (mut begin, mut end) = (0, length);
    while begin < end {
        let middle = begin.midpoint(end);
        if has(middle) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    begin
}
