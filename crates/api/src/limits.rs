//! Every limit of the public surface, in one place; but for the 300 values that a list in a filter
//! may have, which the macros of the input types take only as a literal.

/// What one request may ask for and how large it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Levels of nested selections. The introspection query of GraphQL's reference
    /// implementation, which tools send, has 15.
    pub max_depth: usize,
    /// Fields that a query may resolve, each list counted with the page size asked for. `{
    /// municipalities(first: 50) { nodes { name twinnings(first: 20) { nodes { partner { name
    /// country { name } } } } } } }` costs 50 × (1 + 20 × 5 + 10 + 1) + 110 = 5,710.
    pub max_complexity: usize,
    /// Fields that a query may name, those of a fragment counted wherever it is spread.
    pub max_fields: usize,
    /// Bytes of a request's body.
    pub max_body_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_depth: 18,
            max_complexity: 25_000,
            max_fields: 5_000,
            max_body_bytes: 256 * 1024,
        }
    }
}

/// Items that a list returns when neither `first` nor `last` is given.
pub const DEFAULT_PAGE_SIZE: u32 = 20;

/// The most items that one page of a list may have.
pub const MAX_PAGE_SIZE: u32 = 100;

/// Suggestions that are offered when `first` is not given.
pub const DEFAULT_SUGGESTIONS: usize = 8;

/// The most suggestions that are offered at once.
pub const MAX_SUGGESTIONS: usize = 20;

/// The most ids that `nodes` takes at once.
pub const MAX_NODE_IDS: usize = 100;

/// How deep filters may stand in each other: a list's own is 1, one of its `and` 2, and so on.
pub(crate) const MAX_FILTER_DEPTH: usize = 8;

/// How many filters a list's filter may hold, with those in them.
pub(crate) const MAX_FILTERS: usize = 100;

/// How many fields a list may be sorted by.
pub(crate) const MAX_ORDER_FIELDS: usize = 4;

/// Brackets of a document that may stand within each other: the deepest query has 18 levels of
/// selections, and a value in it a few more.
pub(crate) const MAX_BRACKET_DEPTH: usize = 64;

/// How many fields one look at the schema counts as, so that one document takes at most a few.
pub(crate) const INTROSPECTION_COST: usize = 1_000;

/// What a list of the root or a search costs by itself, however short its page: under a filter or
/// in another order all of it is looked through.
const ROOT_LIST_COST: usize = 100;

/// What a list in an object costs by itself: it is looked through too, but shorter.
const LIST_COST: usize = 10;

/// What each filter in a list's filter costs: it may look at every twinning of the register.
pub(crate) const FILTER_COST: usize = 50;

/// The cost of a list field: its children's cost for every item that the page may have, but at
/// least for one, and that of the list itself. A page size out of bounds is counted at the bound;
/// the resolver refuses it.
pub(crate) fn page_cost(first: Option<i32>, last: Option<i32>, child_complexity: usize) -> usize {
    let size = first.or(last).map_or(DEFAULT_PAGE_SIZE, |size| {
        u32::try_from(size).unwrap_or(0).clamp(1, MAX_PAGE_SIZE)
    });
    child_complexity
        .saturating_mul(size as usize)
        .saturating_add(LIST_COST)
}

/// The cost of a list of the root, or of a search.
pub(crate) fn root_page_cost(
    first: Option<i32>,
    last: Option<i32>,
    child_complexity: usize,
) -> usize {
    page_cost(first, last, child_complexity).saturating_add(ROOT_LIST_COST)
}

/// The cost of suggestions: less than a search, as their work has a budget of its own.
pub(crate) fn suggestion_cost(first: Option<i32>, child_complexity: usize) -> usize {
    let first = first.and_then(|first| usize::try_from(first).ok());
    let size = first
        .unwrap_or(DEFAULT_SUGGESTIONS)
        .clamp(1, MAX_SUGGESTIONS);
    child_complexity
        .saturating_mul(size)
        .saturating_add(LIST_COST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_costs_its_page_size_times_its_children() {
        assert_eq!(page_cost(Some(50), None, 3), 160);
        assert_eq!(page_cost(None, Some(5), 3), 25);
        assert_eq!(page_cost(None, None, 1), 30);
    }

    #[test]
    fn a_page_size_out_of_bounds_neither_overflows_nor_is_free() {
        assert_eq!(page_cost(Some(i32::MAX), None, 1), 110);
        assert_eq!(page_cost(Some(-1), None, 7), 17);
        assert_eq!(page_cost(Some(100), None, usize::MAX), usize::MAX);
    }
}
