//! One page of a list on its way to becoming a connection.

use std::sync::Arc;

use vanort_register::{List, Slice, View, Viewed};

use crate::connection::arguments::PageArguments;
use crate::connection::cursor::{Paged, encode};
use crate::connection::types::PageInfo;
use crate::error::ApiError;

/// A page and the list that it is of. Cursors and the list's length are made when somebody selects
/// them, and only then.
pub(crate) struct Page<R: Paged> {
    pub(crate) list: Arc<List<R>>,
    pub(crate) slice: Slice<Arc<Viewed<R>>>,
}

impl<R: Paged> Page<R> {
    /// Reads the page that the arguments ask for.
    pub(crate) fn read(
        view: &View,
        list: List<R>,
        arguments: &PageArguments,
    ) -> Result<Self, ApiError> {
        let page = arguments.check(&list)?;
        Ok(Self {
            slice: view.page(&list, &page)?,
            list: Arc::new(list),
        })
    }

    pub(crate) fn page_info(&self, view: &View) -> PageInfo {
        let items = &self.slice.items;
        PageInfo {
            has_next_page: self.slice.has_next,
            has_previous_page: self.slice.has_previous,
            start_cursor: items.first().map(|it| cursor(&self.list, view, it)),
            end_cursor: items.last().map(|it| cursor(&self.list, view, it)),
        }
    }

    pub(crate) fn total_count(&self, view: &View) -> u64 {
        view.count(&self.list) as u64
    }
}

/// The cursor of an item of a list.
pub(crate) fn cursor<R: Paged>(list: &List<R>, view: &View, it: &Viewed<R>) -> String {
    encode::<R>(&list.order, &list.position(view, it))
}
