//! One page of a list on its way to becoming a connection.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use vanort_register::Slice;

use crate::connection::cursor::ListKind;
use crate::error::ApiError;

/// Counts the whole list when somebody selects `totalCount`, and only then.
pub(crate) type TotalCount =
    Arc<dyn Fn() -> BoxFuture<'static, Result<u64, ApiError>> + Send + Sync>;

/// A page: its items with their cursors, what lies beyond it, and how to count the list.
pub(crate) struct Page<N> {
    pub(crate) items: Vec<(String, N)>,
    pub(crate) has_previous: bool,
    pub(crate) has_next: bool,
    pub(crate) total: TotalCount,
}

impl<N> Page<N> {
    /// Makes the nodes and cursors of a slice.
    pub(crate) fn new<T>(
        slice: Slice<T>,
        list: ListKind,
        node: impl Fn(T) -> N,
        total: TotalCount,
    ) -> Self {
        Self {
            items: slice
                .items
                .into_iter()
                .map(|(position, item)| (list.encode(&position), node(item)))
                .collect(),
            has_previous: slice.has_previous,
            has_next: slice.has_next,
            total,
        }
    }
}
