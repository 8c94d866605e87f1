//! Lists that are sorted by name and by nothing else.

use serde::{Deserialize, Serialize};

use super::order::SortField;

/// What a list is sorted by that is sorted by name alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameSort {
    /// The name in Swedish order.
    #[default]
    Name,
}

impl SortField for NameSort {
    const DEFAULT_ORDER: &'static [Self] = &[Self::Name];

    fn ties(self) -> &'static [Self] {
        &[]
    }
}

/// The part of [`Listed`](super::list::Listed) that is the same for every list sorted by name.
macro_rules! sorted_by_name {
    () => {
        type Sort = $crate::view::by_name::NameSort;

        fn rank(view: &View, id: u32, _: Self::Sort) -> Option<i64> {
            Some(Self::table(view).rank(id))
        }

        fn value(_: &View, it: &Viewed<Self>, _: Self::Sort) -> SortValue {
            SortValue::Text(Self::sort_name(&it.links).as_str().to_owned())
        }

        fn locate(
            view: &View,
            _: Self::Sort,
            value: &SortValue,
        ) -> Result<Option<i64>, ForeignPosition> {
            Ok(text_of(value)?.map(|name| Self::table(view).locate(name)))
        }
    };
}

pub(super) use sorted_by_name;
