//! What is answered: all matches in order, a page of them as hits.

use vanort_model::{CountryCode, Version};

use crate::document::DocumentKind;
use crate::error::SearchError;
use crate::highlight::{HighlightPart, highlight, highlight_all};
use crate::index::SearchIndex;
use crate::query::explain::{Ground, explain};
use crate::query::facet::Facets;
use crate::query::find::{Effort, Found, find};
use crate::query::parse::Typed;
use crate::query::rank::Match;
use crate::query::{MatchReason, SearchCursor, SearchRequest, Work};

/// A page of hits.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchPage {
    /// The hits of this page, the best first; may be empty.
    pub hits: Vec<Hit>,
    /// How many hits there are in all.
    pub total: u64,
    /// Whether hits follow.
    pub has_next: bool,
    /// Whether hits went before.
    pub has_previous: bool,
    /// The version of the register that the index was built from.
    pub version: Version,
    /// The hits counted by kind, country and county, if that was asked for.
    pub facets: Option<Facets>,
    /// Where there is no hit, whatever the filter says: the nearest name there is.
    pub did_you_mean: Option<String>,
    /// The work that the search was.
    pub work: Work,
}

/// A document that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The document's key.
    pub key: String,
    /// The document's kind.
    pub kind: DocumentKind,
    /// The document's primary name.
    pub name: String,
    /// The country that it lies in, or is.
    pub country: CountryCode,
    /// Falls from hit to hit; the number itself means nothing.
    pub score: f32,
    /// The name that matched, as the register writes it; for a related hit the authority's.
    pub matched_name: String,
    /// How it matched.
    pub match_reason: MatchReason,
    /// The name that matched, with what was typed marked.
    pub highlight: Vec<HighlightPart>,
    /// What its place among the hits was decided by, in this order, if that was asked for.
    pub explanation: Option<Vec<Ground>>,
    /// The hit's place, to page on from.
    pub cursor: SearchCursor,
}

/// Searches an index.
pub(crate) fn search(
    index: &SearchIndex,
    request: &SearchRequest,
) -> Result<SearchPage, SearchError> {
    let version = index.version();
    if let Some(cursor) = request.after.filter(|after| after.version != version) {
        return Err(SearchError::StaleCursor {
            cursor: cursor.version,
            index: version,
        });
    }
    let digest = request.digest();
    if request.after.is_some_and(|after| after.search != digest) {
        return Err(SearchError::ForeignCursor);
    }
    let typed = Typed::of(&request.text);
    let found = match &typed {
        Some(typed) => find(index, typed, &request.filter, Effort::Whole)?,
        None => Found::default(),
    };
    let mut matches = found.matches;
    let facets = request.facets.then(|| Facets::of(&matches));
    let rank_after = request.after.map_or(0, |after| after.rank);
    let start = usize::try_from(rank_after).map_or(matches.len(), |rank| rank.min(matches.len()));
    let end = start.saturating_add(request.first).min(matches.len());
    let hits = (best(&mut matches, end).iter().zip(1..))
        .skip(start)
        .map(|(it, rank)| Hit {
            key: it.key().to_owned(),
            kind: it.record.kind,
            name: it.record.name().to_owned(),
            country: it.record.country.clone(),
            score: score(it, rank),
            matched_name: it.name.to_owned(),
            match_reason: it.rank.reason,
            highlight: highlight_of(it, typed.as_ref()),
            explanation: request.explain.then(|| explain(it)),
            cursor: SearchCursor {
                version,
                search: digest,
                rank,
            },
        })
        .collect();
    Ok(SearchPage {
        hits,
        total: matches.len() as u64,
        has_next: end < matches.len(),
        has_previous: start > 0,
        facets,
        did_you_mean: found.did_you_mean.map(str::to_owned),
        version,
        work: found.work,
    })
}

/// The first matches in order; only they are put in order.
pub(crate) fn best<'m, 'g>(matches: &'m mut [Match<'g>], count: usize) -> &'m [Match<'g>] {
    if count < matches.len() {
        matches.select_nth_unstable(count);
    }
    let shown = matches.get_mut(..count).unwrap_or_default();
    shown.sort_unstable();
    shown
}

/// The name that matched with what was typed marked; what is related is told by a name that was
/// typed whole.
pub(crate) fn highlight_of(found: &Match<'_>, typed: Option<&Typed>) -> Vec<HighlightPart> {
    match typed {
        Some(typed) if found.rank.reason != MatchReason::Related => {
            highlight(found.name, &typed.whole)
        }
        _ => highlight_all(found.name),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "far down the list neighbours may share a score"
)]
fn score(found: &Match<'_>, rank: u64) -> f32 {
    found.rank.reason.score() + 1.0 / (rank as f32 + 1.0)
}
