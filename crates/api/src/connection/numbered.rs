//! Pages of lists whose items have numbers, which are not part of the register's view: runs of
//! imports and what belongs to them, and jobs.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use vanort_model::ImportOutcome;
use vanort_register::{End, Register};

use crate::connection::arguments::PageArguments;
use crate::connection::types::PageInfo;
use crate::error::ApiError;

/// A page as it is asked for: at most `limit` items between two numbers, which rise along the list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NumberedRequest {
    pub(crate) limit: usize,
    pub(crate) end: End,
    pub(crate) after: Option<i64>,
    pub(crate) before: Option<i64>,
}

impl NumberedRequest {
    /// Checks the arguments against each other, the bounds and the list.
    pub(crate) fn of(arguments: &PageArguments, list: &str) -> Result<Self, ApiError> {
        let (limit, end) = arguments.size()?;
        let bound = |argument, cursor: &Option<String>| {
            (cursor.as_deref())
                .map(|cursor| decode(list, argument, cursor))
                .transpose()
        };
        Ok(Self {
            limit: limit as usize,
            end,
            after: bound("after", &arguments.after)?,
            before: bound("before", &arguments.before)?,
        })
    }

    /// One more than the page shows, which tells that there are more.
    pub(crate) fn looked_at(&self) -> u64 {
        self.limit as u64 + 1
    }

    /// What the page looks at, of a list that is in memory.
    pub(crate) fn select<T>(
        &self,
        list: impl DoubleEndedIterator<Item = (i64, T)>,
    ) -> Vec<(i64, T)> {
        let within = |(number, _): &(i64, T)| {
            self.after.is_none_or(|after| *number > after)
                && self.before.is_none_or(|before| *number < before)
        };
        match self.end {
            End::First => list.filter(within).take(self.limit + 1).collect(),
            End::Last => {
                let mut found: Vec<_> = list.rev().filter(within).take(self.limit + 1).collect();
                found.reverse();
                found
            }
        }
    }
}

/// How many items a whole list has.
#[derive(Debug, Clone)]
pub(crate) enum Total {
    /// So many.
    Known(u64),
    /// As many as there are runs that stand in one of these ways.
    ImportRuns(Option<Vec<ImportOutcome>>),
    /// As many as the workbook of this run changes.
    Changes(i64),
}

/// A page and the list that it is of.
pub(crate) struct NumberedPage<T> {
    pub(crate) list: Arc<str>,
    pub(crate) items: Vec<(i64, T)>,
    has_previous: bool,
    has_next: bool,
    total: Total,
}

impl<T> NumberedPage<T> {
    /// The page of what was looked at for it.
    pub(crate) fn new(
        list: &str,
        request: &NumberedRequest,
        mut items: Vec<(i64, T)>,
        total: Total,
    ) -> Self {
        let more = items.len() > request.limit;
        let (has_previous, has_next) = match request.end {
            End::First => {
                items.truncate(request.limit);
                (request.after.is_some(), more || request.before.is_some())
            }
            End::Last => {
                if more {
                    items.remove(0);
                }
                (more || request.after.is_some(), request.before.is_some())
            }
        };
        Self {
            list: list.into(),
            items,
            has_previous,
            has_next,
            total,
        }
    }

    pub(crate) fn page_info(&self) -> PageInfo {
        let cursor = |item: Option<&(i64, T)>| item.map(|(number, _)| encode(&self.list, *number));
        PageInfo {
            has_next_page: self.has_next,
            has_previous_page: self.has_previous,
            start_cursor: cursor(self.items.first()),
            end_cursor: cursor(self.items.last()),
        }
    }

    pub(crate) async fn total_count(&self, register: &Register) -> Result<u64, ApiError> {
        let reader = register.reader();
        Ok(match &self.total {
            Total::Known(total) => *total,
            Total::ImportRuns(outcomes) => reader.import_run_count(outcomes.as_deref()).await?,
            Total::Changes(run) => reader.difference_count(*run).await?,
        })
    }
}

/// The cursor of an item of a list.
pub(crate) fn encode(list: &str, number: i64) -> String {
    URL_SAFE_NO_PAD.encode(format!("{list}#{number}"))
}

fn decode(list: &str, argument: &str, cursor: &str) -> Result<i64, ApiError> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    let parts = (text.as_deref().and_then(|text| text.rsplit_once('#')))
        .and_then(|(of, number)| Some((of, number.parse().ok()?)));
    match parts {
        Some((of, number)) if of == list => Ok(number),
        Some(_) => Err(ApiError::BadUserInput(format!(
            "`{argument}` is a cursor of another list; pass one from this list"
        ))),
        None => Err(ApiError::BadUserInput(format!(
            "`{argument}` is not a cursor; pass one as it was returned by this list"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(arguments: &PageArguments) -> (Vec<i64>, bool, bool) {
        let request = NumberedRequest::of(arguments, "l").unwrap();
        let found = request.select((0..5).map(|number| (number, ())));
        let page = NumberedPage::new("l", &request, found, Total::Known(5));
        let numbers = page.items.iter().map(|(number, ())| *number).collect();
        (numbers, page.has_previous, page.has_next)
    }

    #[test]
    fn pages_go_both_ways_and_know_what_lies_beyond() {
        let first = |first, after: Option<i64>| PageArguments {
            first: Some(first),
            after: after.map(|number| encode("l", number)),
            ..PageArguments::default()
        };
        let last = |last, before: Option<i64>| PageArguments {
            last: Some(last),
            before: before.map(|number| encode("l", number)),
            ..PageArguments::default()
        };
        assert_eq!(page(&first(2, None)), (vec![0, 1], false, true));
        assert_eq!(page(&first(2, Some(1))), (vec![2, 3], true, true));
        assert_eq!(page(&first(2, Some(3))), (vec![4], true, false));
        assert_eq!(page(&first(0, None)), (vec![], false, true));
        assert_eq!(page(&last(2, None)), (vec![3, 4], true, false));
        assert_eq!(page(&last(9, Some(3))), (vec![0, 1, 2], false, true));
    }

    #[test]
    fn a_cursor_of_another_list_is_refused() {
        let told = |cursor: &str| {
            let arguments = PageArguments {
                after: Some(cursor.to_owned()),
                ..PageArguments::default()
            };
            NumberedRequest::of(&arguments, "findings 7")
                .unwrap_err()
                .to_string()
        };
        assert!(told(&encode("findings 8", 1)).contains("of another list"));
        for broken in ["", "x", "åäö", "bA"] {
            assert!(told(broken).contains("is not a cursor"), "{broken}");
        }
    }
}
