//! Ranges.

use async_graphql::InputObject;
use vanort_register::Range;

/// Years from and to, both included. A twinning without a known year does not match.
#[derive(InputObject, Clone)]
pub(crate) struct YearRange {
    /// The first year that matches; no lower bound when left out. Example: `1939`.
    from: Option<i32>,
    /// The last year that matches; no upper bound when left out. Example: `1959`.
    to: Option<i32>,
}

/// Numbers from and to, both included. What has no known number does not match.
#[derive(InputObject, Clone)]
pub(crate) struct IntRange {
    /// The least number that matches; no lower bound when left out. Example: `10000`.
    from: Option<i64>,
    /// The greatest number that matches; no upper bound when left out. Example: `50000`.
    to: Option<i64>,
}

impl From<YearRange> for Range<i32> {
    fn from(YearRange { from, to }: YearRange) -> Self {
        Self { from, to }
    }
}

impl From<IntRange> for Range<i64> {
    fn from(IntRange { from, to }: IntRange) -> Self {
        Self { from, to }
    }
}
