//! Every limit of the public surface, in one place.

/// What one request may ask for and how large it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Levels of nested selections. The introspection query of GraphQL's reference
    /// implementation, which tools send, has 15.
    pub max_depth: usize,
    /// Fields that a query may resolve, each list counted with the page size asked for. A page of
    /// 50 municipalities with 20 twinnings, their partners and countries costs about 9,000.
    pub max_complexity: usize,
    /// Bytes of a request's body.
    pub max_body_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_depth: 18,
            max_complexity: 25_000,
            max_body_bytes: 256 * 1024,
        }
    }
}

/// Items that a list returns when neither `first` nor `last` is given.
pub const DEFAULT_PAGE_SIZE: u32 = 20;

/// The most items that one page of a list may have.
pub const MAX_PAGE_SIZE: u32 = 100;

/// The most ids that `nodes` takes at once.
pub const MAX_NODE_IDS: usize = 100;

/// The cost of a list field: its children's cost for every item that the page may have, and 1 for
/// the page itself. A page size out of bounds is counted at the bound; the resolver refuses it.
pub(crate) fn page_cost(first: Option<i32>, last: Option<i32>, child_complexity: usize) -> usize {
    let size = first.or(last).map_or(DEFAULT_PAGE_SIZE, |size| {
        u32::try_from(size).unwrap_or(0).min(MAX_PAGE_SIZE)
    });
    child_complexity
        .saturating_mul(size as usize)
        .saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_costs_its_page_size_times_its_children() {
        assert_eq!(page_cost(Some(50), None, 3), 151);
        assert_eq!(page_cost(None, Some(5), 3), 16);
        assert_eq!(page_cost(None, None, 1), 21);
    }

    #[test]
    fn a_page_size_out_of_bounds_neither_overflows_nor_is_free() {
        assert_eq!(page_cost(Some(i32::MAX), None, 1), 101);
        assert_eq!(page_cost(Some(-1), None, 7), 1);
        assert_eq!(page_cost(Some(100), None, usize::MAX), usize::MAX);
    }
}
