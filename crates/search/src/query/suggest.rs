//! What is offered while somebody types.

use crate::document::DocumentKind;
use crate::error::SearchError;
use crate::generation::Generation;
use crate::highlight::{HighlightPart, highlight, highlight_all};
use crate::query::find::{Effort, find};
use crate::query::page::{best, highlight_of};
use crate::query::parse::Typed;
use crate::query::request::check_length;
use crate::query::{MatchReason, SearchFilter};

/// Other names of so few letters are codes and abbreviations, such as those of airports.
const ABBREVIATION: usize = 3;

/// One thing that somebody who is typing may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The name to offer: the one that was begun, or its own of what only belongs with it or was
    /// begun by an abbreviation.
    pub text: String,
    /// What kind of thing it is.
    pub kind: DocumentKind,
    /// The same text with what was typed marked.
    pub highlight: Vec<HighlightPart>,
    /// What the document said that a hit shows.
    pub content: String,
}

/// The first suggestions for what was typed so far. Each document is offered once.
pub(crate) fn suggest(
    generation: &Generation,
    prefix: &str,
    first: usize,
) -> Result<Vec<Suggestion>, SearchError> {
    check_length(prefix)?;
    let Some(typed) = Typed::of(prefix) else {
        return Ok(Vec::new());
    };
    let mut found = find(generation, &typed, &SearchFilter::default(), Effort::Quick)?;
    let count = first.min(found.matches.len());
    let suggestions = best(&mut found.matches, count).iter().map(|it| {
        let own = it.record.name();
        let (text, highlight) = if it.rank.reason == MatchReason::Related {
            (own, highlight_all(own))
        } else if it.name != own && it.name.chars().count() <= ABBREVIATION {
            // Nobody wants to be offered GOT for Göteborg.
            (own, highlight(own, &typed.whole))
        } else {
            (it.name, highlight_of(it, Some(&typed)))
        };
        Suggestion {
            text: text.to_owned(),
            kind: it.record.kind,
            highlight,
            content: it.record.content.clone(),
        }
    });
    Ok(suggestions.collect())
}
