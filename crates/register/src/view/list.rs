//! An ordered, filtered list of records, and its pages.

use std::cmp::Ordering;
use std::fmt::Debug;
use std::sync::Arc;

use super::evaluation::Evaluation;
use super::ids::Ids;
use super::order::{MOST_FIELDS, Order, SortField, Terms};
use super::page::{End, ForeignPosition, PageRequest, Position, Slice, SortValue};
use super::record::{ViewRecord, Viewed};
use super::view::View;

/// A list of records: whose, narrowed how, in which order.
#[derive(Debug, Clone)]
pub struct List<R: Listed> {
    /// Whose list it is.
    pub parent: R::Parent,
    /// What it is narrowed by; `None` for the whole list, which costs less than a filter that
    /// leaves everything.
    pub filter: Option<R::Filter>,
    /// What it is sorted by.
    pub order: Order<R::Sort>,
}

/// A kind of record that there are lists of.
pub trait Listed: ViewRecord {
    /// Whose list it can be.
    type Parent: Debug + Copy + Send + Sync;
    /// What it can be narrowed by.
    type Filter: Debug + Clone + Send + Sync;
    /// What it can be sorted by.
    type Sort: Debug + SortField + Send + Sync;

    /// The records of a parent.
    fn ids(view: &View, parent: Self::Parent) -> Ids<'_>;

    /// Whether a filter leaves a record in.
    fn matches(evaluation: &Evaluation<'_>, filter: &Self::Filter, id: u32) -> bool;

    /// Where a record stands by one field; `None` when the field is not known of it.
    fn rank(view: &View, id: u32, field: Self::Sort) -> Option<i64>;

    /// What a record has in one field, as a position keeps it.
    fn value(view: &View, it: &Viewed<Self>, field: Self::Sort) -> SortValue;

    /// Where a value that a position has kept stands, whether a record has it or not.
    ///
    /// # Errors
    /// When no record can have it.
    fn locate(
        view: &View,
        field: Self::Sort,
        value: &SortValue,
    ) -> Result<Option<i64>, ForeignPosition>;
}

impl<R: Listed> List<R> {
    /// The whole list of a parent in the default order.
    pub fn of(parent: R::Parent) -> Self {
        Self {
            parent,
            filter: None,
            order: Order::default(),
        }
    }

    /// Where an item stands in the list.
    #[must_use]
    pub fn position(&self, view: &View, it: &Viewed<R>) -> Position {
        let terms = self.order.terms();
        let values = terms.keys().iter().map(|key| R::value(view, it, key.field));
        let key = SortValue::Text(it.key().to_string());
        Position(values.chain(std::iter::once(key)).collect())
    }
}

impl View {
    /// A page of a list. In the default order without a filter it costs the page, whatever the
    /// list's length; in another order the whole list is looked through.
    ///
    /// # Errors
    /// When a bound is not a position of this list.
    pub fn page<R: Listed>(
        &self,
        list: &List<R>,
        page: &PageRequest,
    ) -> Result<Slice<Arc<Viewed<R>>>, ForeignPosition> {
        let sorting = Sorting::<R> {
            view: self,
            terms: list.order.terms(),
        };
        let bound = |position: &Option<Position>| {
            (position.as_ref())
                .map(|position| sorting.bound(position))
                .transpose()
        };
        let bounds = (bound(&page.after)?, bound(&page.before)?);
        let evaluation = Evaluation::new(self);
        let keep = |id: &u32| {
            (list.filter.as_ref()).is_none_or(|filter| R::matches(&evaluation, filter, *id))
        };
        let ids = R::ids(self, list.parent);
        let limit = page.limit as usize;
        // One more than the page shows that there are more.
        let mut found = if sorting.terms.is_default() {
            sorting.walk(ids, &bounds, page.end, keep, limit + 1)
        } else {
            sorting.select(ids, &bounds, page.end, keep, limit + 1)
        };
        let more = found.len() > limit;
        found.truncate(limit);
        // Where a bound was given, the item that it names lies beyond it.
        let (has_previous, has_next) = match page.end {
            End::First => (page.after.is_some(), more || page.before.is_some()),
            End::Last => {
                found.reverse();
                (more || page.after.is_some(), page.before.is_some())
            }
        };
        let records = R::table(self);
        Ok(Slice {
            items: (found.into_iter())
                .filter_map(|id| records.get(id).cloned())
                .collect(),
            has_previous,
            has_next,
        })
    }

    /// The length of a list. Without a filter it is known.
    #[must_use]
    pub fn count<R: Listed>(&self, list: &List<R>) -> usize {
        let ids = R::ids(self, list.parent);
        let Some(filter) = &list.filter else {
            return ids.len();
        };
        let evaluation = Evaluation::new(self);
        ids.iter()
            .filter(|id| R::matches(&evaluation, filter, *id))
            .count()
    }
}

/// A record's place among the others: the rank in each field of the order, turned round where it
/// descends.
type SortRanks = [i64; MOST_FIELDS];

/// A position among the records of a view.
struct Bound<K> {
    ranks: SortRanks,
    key: K,
}

/// The position after which a page begins, and the one before which it ends.
type Bounds<K> = (Option<Bound<K>>, Option<Bound<K>>);

/// A list's order at work.
struct Sorting<'v, R: Listed> {
    view: &'v View,
    terms: Terms<R::Sort>,
}

impl<R: Listed> Sorting<'_, R> {
    fn ranks(&self, id: u32) -> SortRanks {
        let mut ranks = SortRanks::default();
        for (rank, key) in ranks.iter_mut().zip(self.terms.keys()) {
            *rank = directed(R::rank(self.view, id, key.field), key.descending);
        }
        ranks
    }

    fn bound(&self, position: &Position) -> Result<Bound<R::Key>, ForeignPosition> {
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
    fn walk(
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
    fn select(
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

/// The number that a position has kept.
pub(super) fn number_of(value: &SortValue) -> Result<Option<i64>, ForeignPosition> {
    match value {
        SortValue::Int(number) => Ok(Some(*number)),
        SortValue::Unknown => Ok(None),
        SortValue::Text(_) => Err(ForeignPosition),
    }
}

/// The text that a position has kept.
pub(super) fn text_of(value: &SortValue) -> Result<Option<&str>, ForeignPosition> {
    match value {
        SortValue::Text(text) => Ok(Some(text)),
        SortValue::Unknown => Ok(None),
        SortValue::Int(_) => Err(ForeignPosition),
    }
}
