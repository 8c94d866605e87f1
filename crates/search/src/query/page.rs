//! What is answered: all matches in order, a page of them as hits.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use tantivy::DocId;
use vanort_model::Revision;

use crate::document::DocumentKind;
use crate::error::SearchError;
use crate::generation::Generation;
use crate::query::parse::{InCountries, Reading, readings};
use crate::query::rank::{Match, ReadingRank};
use crate::query::{MatchReason, SearchCursor, SearchFilter, SearchRequest};
use crate::record::Record;

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
    /// The revision that the index was built from.
    pub revision: Revision,
}

/// A document that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The document's key.
    pub key: String,
    /// The document's kind.
    pub kind: DocumentKind,
    /// Falls from hit to hit; the number itself means nothing.
    pub score: f32,
    /// The name that matched, as the register writes it; for a related hit the authority's.
    pub matched_name: String,
    /// How it matched.
    pub match_reason: MatchReason,
    /// The hit's place, to page on from.
    pub cursor: SearchCursor,
}

/// Searches a generation.
pub(crate) fn search(
    generation: &Generation,
    request: &SearchRequest,
) -> Result<SearchPage, SearchError> {
    let revision = generation.status.revision;
    if let Some(cursor) = request.after.filter(|after| after.revision != revision) {
        return Err(SearchError::StaleCursor {
            cursor: cursor.revision,
            index: revision,
        });
    }
    let matches = all_matches(generation, request)?;
    let rank_after = request.after.map_or(0, |after| after.rank);
    let start = usize::try_from(rank_after).map_or(matches.len(), |rank| rank.min(matches.len()));
    let end = start.saturating_add(request.first).min(matches.len());
    let hits = matches
        .iter()
        .zip(1..)
        .skip(start)
        .take(end - start)
        .map(|((key, it), rank)| Hit {
            key: (*key).to_owned(),
            kind: it.kind,
            score: score(it, rank),
            matched_name: it.name.to_owned(),
            match_reason: it.reason,
            cursor: SearchCursor { revision, rank },
        })
        .collect();
    Ok(SearchPage {
        hits,
        total: matches.len() as u64,
        has_next: end < matches.len(),
        has_previous: start > 0,
        revision,
    })
}

#[expect(
    clippy::cast_precision_loss,
    reason = "far down the list neighbours may share a score"
)]
fn score(found: &Match<'_>, rank: u64) -> f32 {
    found.rank.tier.score() + 1.0 / (rank as f32 + 1.0)
}

/// All matches with their documents' keys, in order.
fn all_matches<'g>(
    generation: &'g Generation,
    request: &SearchRequest,
) -> Result<Vec<(&'g str, Match<'g>)>, SearchError> {
    let mut found = Found {
        generation,
        filter: &request.filter,
        matches: BTreeMap::new(),
    };
    for reading in readings(&request.text, &generation.countries) {
        match &reading.place {
            None => found.by_name(&reading)?,
            Some(place) => {
                found.in_country(&reading, place)?;
                found.partners(&reading, place)?;
            }
        }
    }
    let mut matches = Vec::with_capacity(found.matches.len());
    for (document, it) in found.matches {
        matches.push((generation.record(document)?.key.as_str(), it));
    }
    matches.sort_by(|(_, a), (_, b)| a.cmp(b));
    Ok(matches)
}

/// The best match of every document so far.
struct Found<'g, 'r> {
    generation: &'g Generation,
    filter: &'r SearchFilter,
    matches: BTreeMap<DocId, Match<'g>>,
}

impl<'g> Found<'g, '_> {
    fn by_name(&mut self, reading: &Reading) -> Result<(), SearchError> {
        for document in self.generation.with_words(&reading.name)? {
            let record = self.generation.record(document)?;
            if let Some(found) = Match::best(record, &reading.name, ReadingRank::Name) {
                self.add(document, record, found);
            }
        }
        Ok(())
    }

    /// Places in the country, by a whole name or its beginning; beside an unfinished country only
    /// by a whole name, so that two beginnings do not find half the world.
    fn in_country(&mut self, reading: &Reading, place: &InCountries) -> Result<(), SearchError> {
        let candidates = if place.unfinished {
            self.generation.with_name(&reading.name)?
        } else {
            self.generation.with_words(&reading.name)?
        };
        for document in candidates {
            let record = self.generation.record(document)?;
            if record.kind == DocumentKind::Country || !place.countries.contains(&record.country) {
                continue;
            }
            let Some(found) = Match::best(record, &reading.name, place.rank()) else {
                continue;
            };
            if !place.unfinished {
                self.add(document, record, found);
            } else if found.is_whole() {
                self.add(document, record, found.while_typing());
            }
        }
        Ok(())
    }

    /// Partner towns in the country, of authorities that are named whole.
    fn partners(&mut self, reading: &Reading, place: &InCountries) -> Result<(), SearchError> {
        for document in self.generation.with_name(&reading.name)? {
            let authority = self.generation.record(document)?;
            if !authority.kind.is_authority() {
                continue;
            }
            let Some(named) = Match::best(authority, &reading.name, place.rank()) else {
                continue;
            };
            let field = self.generation.fields.partner_of;
            for document in self.generation.with_term(field, &authority.key)? {
                let partner = self.generation.record(document)?;
                if place.countries.contains(&partner.country) {
                    self.add(document, partner, named.related(authority, partner));
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, document: DocId, record: &Record, found: Match<'g>) {
        if !self.filter.lets_through(record) {
            return;
        }
        match self.matches.entry(document) {
            Entry::Vacant(entry) => {
                entry.insert(found);
            }
            Entry::Occupied(mut entry) => {
                if found < *entry.get() {
                    entry.insert(found);
                }
            }
        }
    }
}

impl InCountries {
    fn rank(&self) -> ReadingRank {
        if self.unfinished {
            ReadingRank::InUnfinishedCountry
        } else {
            ReadingRank::InCountry
        }
    }
}
