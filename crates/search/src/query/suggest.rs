//! What is offered while somebody types.

use vanort_model::CountryCode;

use crate::document::DocumentKind;
use crate::error::SearchError;
use crate::highlight::{HighlightPart, highlight, highlight_all};
use crate::index::SearchIndex;
use crate::query::find::{Effort, find};
use crate::query::page::{best, highlight_of};
use crate::query::parse::Typed;
use crate::query::rank::Match;
use crate::query::request::check_length;
use crate::query::{MatchReason, SearchFilter};

/// Other names of so few letters are codes and abbreviations.
const ABBREVIATION: usize = 3;

/// One thing that somebody who is typing may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The name to offer: the one that was begun, or its own where that is none to be offered.
    pub text: String,
    /// What kind of thing it is.
    pub kind: DocumentKind,
    /// The same text with what was typed marked.
    pub highlight: Vec<HighlightPart>,
    /// The document's key.
    pub key: String,
    /// The document's primary name.
    pub name: String,
    /// The country that it lies in, or is.
    pub country: CountryCode,
}

/// The first suggestions for what was typed so far. Each document is offered once.
pub(crate) fn suggest(
    index: &SearchIndex,
    prefix: &str,
    first: usize,
) -> Result<Vec<Suggestion>, SearchError> {
    check_length(prefix)?;
    let Some(typed) = Typed::of(prefix) else {
        return Ok(Vec::new());
    };
    let mut found = find(index, &typed, &SearchFilter::default(), Effort::Quick)?;
    let count = first.min(found.matches.len());
    let suggestions = best(&mut found.matches, count).iter().map(|it| {
        let own = it.record.name();
        let (text, highlight) = if it.rank.reason == MatchReason::Related {
            (own, highlight_all(own))
        } else if is_poor(it) {
            (own, highlight(own, &typed.whole))
        } else {
            (it.name, highlight_of(it, Some(&typed)))
        };
        Suggestion {
            text: text.to_owned(),
            kind: it.record.kind,
            highlight,
            key: it.key().to_owned(),
            name: own.to_owned(),
            country: it.record.country.clone(),
        }
    });
    Ok(suggestions.collect())
}

/// Whether the name that was begun is none to be offered: an abbreviation, such as GOT for Göteborg,
/// or the town that a region is run from.
fn is_poor(it: &Match<'_>) -> bool {
    let is_region = matches!(
        it.record.kind,
        DocumentKind::Region | DocumentKind::RegionalFederation
    );
    it.name != it.record.name() && (is_region || it.name.chars().count() <= ABBREVIATION)
}
