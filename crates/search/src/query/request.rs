//! What is asked.

use vanort_model::{CountryCode, CountyCode, Theme, TwinningStatus};

use crate::analysis::{fingerprint, stable_hash};
use crate::document::DocumentKind;
use crate::error::SearchError;
use crate::limits::MAX_QUERY_CHARS;
use crate::query::SearchCursor;
use crate::record::Record;

/// A search: a text, what to narrow it by, and which page of hits is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRequest {
    /// What somebody typed. At most [`MAX_QUERY_CHARS`] characters.
    pub text: String,
    /// What a hit must be besides.
    pub filter: SearchFilter,
    /// At most this many hits; may be 0.
    pub first: usize,
    /// Only hits after this one.
    pub after: Option<SearchCursor>,
    /// Whether all hits are counted by kind, country and county.
    pub facets: bool,
    /// Whether each hit tells what its place was decided by.
    pub explain: bool,
}

impl SearchRequest {
    /// Asks for the first hits of a text, whatever they are.
    pub fn new(text: impl Into<String>, first: usize) -> Self {
        Self {
            text: text.into(),
            filter: SearchFilter::default(),
            first,
            after: None,
            facets: false,
            explain: false,
        }
    }

    /// What a cursor of this search carries, so that it is told from another's.
    pub(crate) fn digest(&self) -> u32 {
        let searched = format!("{}\n{:?}\n{}", self.text, self.filter, fingerprint());
        let sum = stable_hash(&searched);
        // Both halves of it.
        u32::try_from((sum ^ (sum >> 32)) & 0xffff_ffff).unwrap_or_default()
    }

    /// Checks the limits.
    pub(crate) fn check(&self) -> Result<(), SearchError> {
        check_length(&self.text)
    }
}

/// Checks that a text is not too long to be searched for.
pub(crate) fn check_length(text: &str) -> Result<(), SearchError> {
    match text.chars().count() {
        length if length > MAX_QUERY_CHARS => Err(SearchError::too_long(length)),
        _ => Ok(()),
    }
}

/// What a hit must be. All fields given must hold; of a list of values one must, so that an empty
/// list lets nothing through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchFilter {
    /// It is of one of these kinds.
    pub kinds: Option<Vec<DocumentKind>>,
    /// It lies in, or is, one of these countries.
    pub countries: Option<Vec<CountryCode>>,
    /// It lies in one of these Swedish counties.
    pub counties: Option<Vec<CountyCode>>,
    /// It has a twinning in one of these states.
    pub statuses: Option<Vec<TwinningStatus>>,
    /// It has a twinning about one of these themes; with `statuses` the same twinning.
    pub themes: Option<Vec<Theme>>,
}

impl SearchFilter {
    /// Whether a document may be a hit.
    pub(crate) fn lets_through(&self, record: &Record) -> bool {
        let county = record.county.as_ref();
        holds(self.kinds.as_ref(), Some(&record.kind))
            && holds(self.countries.as_ref(), Some(&record.country))
            && holds(self.counties.as_ref(), county)
            && self.lets_ties_through(record)
    }

    fn lets_ties_through(&self, record: &Record) -> bool {
        let (statuses, themes) = (self.statuses.as_ref(), self.themes.as_ref());
        if statuses.is_none() && themes.is_none() {
            return true;
        }
        record.ties.iter().any(|tie| {
            holds(statuses, Some(&tie.status))
                && themes.is_none_or(|wanted| tie.themes.iter().any(|it| wanted.contains(it)))
        })
    }
}

/// Whether the value is among those asked for, if any are.
fn holds<T: PartialEq>(wanted: Option<&Vec<T>>, value: Option<&T>) -> bool {
    wanted.is_none_or(|wanted| value.is_some_and(|value| wanted.contains(value)))
}
