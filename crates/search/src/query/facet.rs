//! How many hits there are of each kind, country and county.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use vanort_model::{CountryCode, CountyCode};

use crate::document::DocumentKind;
use crate::query::rank::Match;

/// The hits of a search counted by what they are, over all pages and within its filter. Each list
/// has the most frequent first, and only what there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By kind; the counts add up to all hits.
    pub kinds: Vec<(DocumentKind, u64)>,
    /// By the country that they lie in, or are; the counts add up to all hits.
    pub countries: Vec<(CountryCode, u64)>,
    /// By Swedish county; hits outside Sweden have none.
    pub counties: Vec<(CountyCode, u64)>,
}

impl Facets {
    pub(crate) fn of(matches: &[Match<'_>]) -> Self {
        let records = || matches.iter().map(|found| found.record);
        Self {
            kinds: counted(records().map(|it| &it.kind)),
            countries: counted(records().map(|it| &it.country)),
            counties: counted(records().filter_map(|it| it.county.as_ref())),
        }
    }
}

fn counted<'m, T: Hash + Ord + Clone + 'm>(values: impl Iterator<Item = &'m T>) -> Vec<(T, u64)> {
    let mut counts: HashMap<&T, u64> = HashMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<(T, u64)> = (counts.into_iter())
        .map(|(value, count)| (value.clone(), count))
        .collect();
    counts.sort_unstable_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    counts
}
