//! The four paging arguments, checked.

use vanort_register::{End, List, PageRequest, SubmissionRequest};

use crate::connection::cursor::{Paged, decode};
use crate::connection::submission::{Submitted, decode_position};
use crate::error::ApiError;
use crate::limits::{DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE};

/// The paging arguments of a connection as a client sent them.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageArguments {
    pub(crate) first: Option<i32>,
    pub(crate) after: Option<String>,
    pub(crate) last: Option<i32>,
    pub(crate) before: Option<String>,
}

impl PageArguments {
    /// Checks `first` alone, for a list that is paged forward only.
    pub(crate) fn first(first: Option<i32>) -> Result<u32, ApiError> {
        first.map_or(Ok(DEFAULT_PAGE_SIZE), |first| page_size("first", first))
    }

    /// Checks the arguments against each other, the bounds and the list.
    pub(crate) fn check<R: Paged>(&self, list: &List<R>) -> Result<PageRequest, ApiError> {
        let (limit, end) = self.size()?;
        let bound = |argument, cursor: &Option<String>| {
            cursor
                .as_deref()
                .map(|cursor| decode::<R>(&list.order, argument, cursor))
                .transpose()
        };
        Ok(PageRequest {
            limit,
            end,
            after: bound("after", &self.after)?,
            before: bound("before", &self.before)?,
        })
    }

    /// Checks the arguments for a list of what people send in.
    pub(crate) fn check_submitted<T: Submitted>(&self) -> Result<SubmissionRequest, ApiError> {
        let (limit, end) = self.size()?;
        let bound = |argument, cursor: &Option<String>| {
            (cursor.as_deref())
                .map(|cursor| decode_position::<T>(argument, cursor))
                .transpose()
        };
        Ok(SubmissionRequest {
            limit,
            is_from_end: end == End::Last,
            after: bound("after", &self.after)?,
            before: bound("before", &self.before)?,
        })
    }

    /// The page's size, and the end that it is counted from.
    pub(crate) fn size(&self) -> Result<(u32, End), ApiError> {
        Ok(match (self.first, self.last) {
            (Some(_), Some(_)) => {
                return Err(ApiError::BadUserInput(
                    "`first` and `last` exclude each other; pass one of them".to_owned(),
                ));
            }
            (None, Some(last)) => (page_size("last", last)?, End::Last),
            (Some(first), None) => (page_size("first", first)?, End::First),
            (None, None) => (DEFAULT_PAGE_SIZE, End::First),
        })
    }
}

/// Checks a page size; the message names the bound.
fn page_size(argument: &str, size: i32) -> Result<u32, ApiError> {
    u32::try_from(size)
        .ok()
        .filter(|size| *size <= MAX_PAGE_SIZE)
        .ok_or_else(|| {
            ApiError::BadUserInput(format!(
                "`{argument}` is {size}; it may be from 0 to {MAX_PAGE_SIZE}"
            ))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use vanort_model::Place;
    use vanort_register::PlaceParent;

    fn check(first: Option<i32>, last: Option<i32>) -> Result<PageRequest, ApiError> {
        PageArguments {
            first,
            last,
            ..PageArguments::default()
        }
        .check(&List::<Place>::of(PlaceParent::Register))
    }

    #[test]
    fn a_page_size_out_of_bounds_is_refused_and_the_bound_named() {
        for size in [-1, 101, i32::MAX, i32::MIN] {
            let message = check(Some(size), None).unwrap_err().to_string();
            assert_eq!(
                message,
                format!("`first` is {size}; it may be from 0 to 100")
            );
        }
        assert_eq!(check(None, Some(100)).unwrap().limit, 100);
        assert_eq!(check(None, None).unwrap().limit, 20);
    }

    #[test]
    fn first_and_last_together_are_refused() {
        assert!(check(Some(1), Some(1)).is_err());
    }
}
