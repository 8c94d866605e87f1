//! Pages of an ordered list, forward and backward, by position instead of offset.

use serde::{Deserialize, Serialize};

/// One value of a list's sort order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SortValue {
    /// A number, such as a year.
    Int(i64),
    /// A text, such as a collation key or a natural key.
    Text(String),
    /// Not known: it comes last, whatever the direction.
    Unknown,
}

/// Where an item stands in an ordered list: its values of the list's sort order, the natural key
/// last, so that no two items share a position.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Position(pub Vec<SortValue>);

/// A position that is none of the list's: of other values than it is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the position is not one of this list")]
pub struct ForeignPosition;

/// Which end of the list a page is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// The first items after the lower bound.
    First,
    /// The last items before the upper bound; still returned in the list's order.
    Last,
}

/// A page of a list: at most `limit` items between two positions, neither of them included.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PageRequest {
    /// The greatest number of items.
    pub limit: u32,
    /// The end that they are counted from.
    pub end: End,
    /// Only items after this position.
    pub after: Option<Position>,
    /// Only items before this position.
    pub before: Option<Position>,
}

impl PageRequest {
    /// The first items of a list.
    #[must_use]
    pub fn first(limit: u32) -> Self {
        Self {
            limit,
            end: End::First,
            after: None,
            before: None,
        }
    }
}

/// The items of one page in the list's order. Each has a position, which
/// [`List::position`](crate::List::position) tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice<T> {
    /// The items.
    pub items: Vec<T>,
    /// Whether the list has items before the page.
    pub has_previous: bool,
    /// Whether the list has items after the page.
    pub has_next: bool,
}
