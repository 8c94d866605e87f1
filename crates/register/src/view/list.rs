//! An ordered, filtered list of records, and its pages.

use std::fmt::Debug;
use std::sync::Arc;

use super::evaluation::Evaluation;
use super::ids::Ids;
use super::order::{Order, SortField};
use super::page::{End, ForeignPosition, PageRequest, Position, Slice, SortValue};
use super::record::{ViewRecord, Viewed};
use super::sorting::Sorting;
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
