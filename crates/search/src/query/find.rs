//! All matches of a query: closer ways to read it first, looser ones only where those find no name.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use tantivy::DocId;

use crate::analysis::{Slips, Spelling, joined};
use crate::area::Area;
use crate::document::DocumentKind;
use crate::error::SearchError;
use crate::index::SearchIndex;
use crate::limits::QUICK_DOCUMENTS;
use crate::query::SearchFilter;
use crate::query::candidates::{Candidates, Work};
use crate::query::parse::{ReadAs, Typed};
use crate::query::rank::{Comparison, Match};
use crate::record::Record;
use crate::slip::slips;

/// How much work finding may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// Every way to read the text, as many slips as a hit may have.
    Whole,
    /// What answers while somebody types: one slip at most, and none once that many documents
    /// were compared.
    Quick,
}

/// All matches of what was typed that the filter lets through.
pub(crate) fn find<'g>(
    index: &'g SearchIndex,
    typed: &Typed,
    filter: &SearchFilter,
    effort: Effort,
) -> Result<Found<'g>, SearchError> {
    let mut finder = Finder {
        index,
        candidates: Candidates::in_parts(index.parts()),
        filter,
        matches: HashMap::new(),
        compared: 0,
        any: false,
        found: 0,
        whole: false,
    };
    finder.closely(typed)?;
    let may_slip = match effort {
        Effort::Whole => true,
        Effort::Quick => !finder.any && finder.compared < QUICK_DOCUMENTS,
    };
    // A number that is not there is another number, not a slip.
    let is_number = typed.whole.folded.bytes().any(|byte| byte.is_ascii_digit());
    if !finder.whole && may_slip && !is_number {
        finder.nearly(typed, effort)?;
    }
    let did_you_mean = match effort {
        Effort::Whole if !finder.any => finder.nearest(&typed.whole)?,
        _ => None,
    };
    let work = Work {
        terms: finder.candidates.terms(),
        documents: finder.compared,
    };
    Ok(Found {
        matches: finder.matches.into_values().collect(),
        did_you_mean,
        work,
    })
}

/// An authority that was named, or the place that is the home of one.
struct Home<'g> {
    record: &'g Record,
    /// How it matched.
    named: Match<'g>,
    /// The documents of its partner towns.
    partners: Vec<DocId>,
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Found<'g> {
    /// In no order.
    pub(crate) matches: Vec<Match<'g>>,
    /// Where nothing was, whatever the filter says: the nearest name there is.
    pub(crate) did_you_mean: Option<&'g str>,
    pub(crate) work: Work,
}

/// In which order slips are looked for, until something is found.
const STEPS: [Slips; 4] = [
    Slips {
        most: 1,
        in_part: false,
    },
    Slips {
        most: 1,
        in_part: true,
    },
    Slips {
        most: 2,
        in_part: false,
    },
    Slips {
        most: 2,
        in_part: true,
    },
];

/// How many of the steps a quick look takes.
const QUICK_STEPS: usize = 2;

/// The best match of every document so far.
struct Finder<'g, 'r> {
    index: &'g SearchIndex,
    candidates: Candidates<'g>,
    filter: &'r SearchFilter,
    matches: HashMap<DocId, Match<'g>>,
    compared: u64,
    /// Whether anything was found, whatever the filter says of it.
    any: bool,
    /// How many matches were found, the same document again counted again.
    found: u64,
    /// Whether a whole name was found, whatever the filter says of it.
    whole: bool,
}

impl<'g> Finder<'g, '_> {
    /// What was typed without a slip.
    fn closely(&mut self, typed: &Typed) -> Result<(), SearchError> {
        self.by_name(&typed.whole, ReadAs::Name, None, None)?;
        for bare in &typed.bare {
            self.by_name(&bare.name, ReadAs::Form, bare.kind, None)?;
        }
        for (name, beside) in typed.both_ways() {
            let areas = self.index.areas().named(beside);
            self.in_areas(name, &areas, None)?;
            self.partners_in(name, &areas, ReadAs::Beside, None)?;
        }
        for (left, right) in &typed.halves {
            self.partners_named(left, right, ReadAs::Beside)?;
            self.partners_named(right, left, ReadAs::BesideTurned)?;
        }
        for (name, beside) in &typed.halves {
            // "no" is Norway, not the beginning of Norrbotten.
            if !self.index.areas().named(beside).is_empty() {
                continue;
            }
            let areas = self.index.areas().begun(beside);
            self.in_unfinished(name, &areas)?;
            self.partners_in(name, &areas, ReadAs::BesideUnfinished, None)?;
        }
        self.of_counties(&typed.whole)?;
        if self.matches.values().any(Match::is_sure) {
            // "Östhammar SK" is no beginning of "Östhammars kommun".
            self.matches
                .retain(|_, found| !found.is_respaced_beginning());
        }
        if !self.whole {
            for way in typed.whole.other_ways() {
                self.by_name(&way, ReadAs::Name, None, None)?;
            }
        }
        Ok(())
    }

    /// What was typed with slips, as few as there are.
    fn nearly(&mut self, typed: &Typed, effort: Effort) -> Result<(), SearchError> {
        let steps = match effort {
            // Where something begins as typed, more than a slip in a whole name would only be
            // beside the point.
            _ if self.any => 1,
            Effort::Whole => STEPS.len(),
            Effort::Quick => QUICK_STEPS,
        };
        let before = self.found;
        for slips in STEPS.into_iter().take(steps) {
            let slips = Some(slips);
            self.by_name(&typed.whole, ReadAs::Name, None, slips)?;
            for bare in &typed.bare {
                self.by_name(&bare.name, ReadAs::Form, bare.kind, slips)?;
            }
            for (name, beside) in typed.both_ways() {
                let areas = self.index.areas().named(beside);
                self.in_areas(name, &areas, slips)?;
                self.partners_in(name, &areas, ReadAs::Beside, slips)?;
            }
            if self.found > before {
                return Ok(());
            }
        }
        if !self.any && effort == Effort::Whole {
            for (name, beside) in typed.both_ways() {
                let areas = self.index.areas().misspelt(beside);
                self.in_areas(name, &areas, None)?;
                self.partners_in(name, &areas, ReadAs::Beside, None)?;
            }
        }
        Ok(())
    }

    fn by_name(
        &mut self,
        name: &Spelling,
        read_as: ReadAs,
        kind: Option<DocumentKind>,
        slips: Option<Slips>,
    ) -> Result<(), SearchError> {
        let comparison = Comparison {
            typed: name,
            read_as,
            kind,
            slips,
        };
        for document in self.fitting(name, slips)? {
            if let Some((record, found)) = self.compare(document, &comparison)?
                && asks_for(kind, record.kind)
            {
                self.add(document, record, found);
            }
        }
        Ok(())
    }

    /// Places in the areas, by a whole name or its beginning.
    fn in_areas(
        &mut self,
        name: &Spelling,
        areas: &BTreeSet<Area>,
        slips: Option<Slips>,
    ) -> Result<(), SearchError> {
        if areas.is_empty() {
            return Ok(());
        }
        let comparison = Comparison {
            typed: name,
            read_as: ReadAs::Beside,
            kind: None,
            slips,
        };
        for document in self.fitting(name, slips)? {
            let record = self.index.record(document)?;
            if record.kind == DocumentKind::Country || !areas.iter().any(|it| it.holds(record)) {
                continue;
            }
            if let Some((record, found)) = self.compare(document, &comparison)? {
                self.add(document, record, found);
            }
        }
        Ok(())
    }

    /// Places in areas of which the name is still being typed: only by a whole name, so that two
    /// beginnings do not find half the world.
    fn in_unfinished(
        &mut self,
        name: &Spelling,
        areas: &BTreeSet<Area>,
    ) -> Result<(), SearchError> {
        if areas.is_empty() {
            return Ok(());
        }
        let comparison = Comparison {
            typed: name,
            read_as: ReadAs::BesideUnfinished,
            kind: None,
            slips: None,
        };
        for document in self.candidates.with_name(name)? {
            let record = self.index.record(document)?;
            if record.kind == DocumentKind::Country || !areas.iter().any(|it| it.holds(record)) {
                continue;
            }
            if let Some((record, found)) = self.compare(document, &comparison)?
                && found.is_whole()
            {
                self.add(document, record, found.while_typing());
            }
        }
        Ok(())
    }

    /// Partner towns in the areas, of authorities that are named whole.
    fn partners_in(
        &mut self,
        name: &Spelling,
        areas: &BTreeSet<Area>,
        read_as: ReadAs,
        slips: Option<Slips>,
    ) -> Result<(), SearchError> {
        if areas.is_empty() {
            return Ok(());
        }
        for home in self.authorities_named(name, read_as, slips)? {
            for document in home.partners {
                let partner = self.index.record(document)?;
                if areas.iter().any(|it| it.holds(partner)) {
                    self.add(
                        document,
                        partner,
                        home.named.related(partner, home.record.name()),
                    );
                }
            }
        }
        Ok(())
    }

    /// Partner towns of that name, or with a name that begins so, of authorities that are named
    /// whole.
    fn partners_named(
        &mut self,
        name: &Spelling,
        partner: &Spelling,
        read_as: ReadAs,
    ) -> Result<(), SearchError> {
        let comparison = Comparison {
            typed: partner,
            read_as,
            kind: None,
            slips: None,
        };
        for home in self.authorities_named(name, read_as, None)? {
            for document in home.partners {
                if let Some((record, found)) = self.compare(document, &comparison)? {
                    self.add(document, record, found.related(record, home.record.name()));
                }
            }
        }
        Ok(())
    }

    /// The authorities of which the text is a whole name, each with how it matched and the
    /// documents of its partner towns.
    fn authorities_named(
        &mut self,
        name: &Spelling,
        read_as: ReadAs,
        slips: Option<Slips>,
    ) -> Result<Vec<Home<'g>>, SearchError> {
        let comparison = Comparison {
            typed: name,
            read_as,
            kind: None,
            slips,
        };
        let documents = match slips {
            Some(slips) => {
                let in_part = false;
                (self.candidates).nearly(name, Slips { in_part, ..slips })?
            }
            None => self.candidates.with_name(name)?,
        };
        let mut named = Vec::new();
        for document in documents {
            let ties = &self.index.record(document)?.tied_as;
            if ties.is_empty() {
                continue;
            }
            if let Some((record, found)) = self.compare(document, &comparison)?
                && !found.rank.fit.part
            {
                let field = self.index.fields().partner_of;
                let mut partners = Vec::new();
                for key in ties {
                    partners.extend(self.candidates.with_term(field, key)?);
                }
                named.push(Home {
                    record,
                    named: found,
                    partners,
                });
            }
        }
        // Of equal matches the first counts, whatever part of the index it is in.
        named.sort_by(|a, b| a.record.key.cmp(&b.record.key));
        Ok(named)
    }

    /// The municipalities of the counties of which the text is a name, unless a municipality is
    /// called so.
    fn of_counties(&mut self, name: &Spelling) -> Result<(), SearchError> {
        let is_municipality =
            |found: &Match<'_>| found.record.kind == DocumentKind::Municipality && found.is_whole();
        if self.matches.values().any(is_municipality) {
            return Ok(());
        }
        for county in self.index.areas().counties(name) {
            let Some(county_name) = self.index.areas().county_name(&county) else {
                continue;
            };
            let field = self.index.fields().county;
            for document in self.candidates.with_term(field, county.as_str())? {
                let record = self.index.record(document)?;
                self.whole = true;
                let found = Match::related_to_area(record, county_name);
                self.add(document, record, found);
            }
        }
        Ok(())
    }

    /// The name that is nearest to what was typed, with more slips than a hit may have.
    fn nearest(&mut self, typed: &Spelling) -> Result<Option<&'g str>, SearchError> {
        let written = joined(&typed.folded);
        let most = match written.len() {
            0..=2 => return Ok(None),
            3 => 1,
            _ => 2,
        };
        let mut nearest = None;
        for document in self.candidates.within(typed, most)? {
            self.compared += 1;
            let record = self.index.record(document)?;
            for name in &record.names {
                let own = joined(&name.spelling.folded);
                // Of a short name two slips leave nothing.
                let most = most.min((own.len() + 1) / 3);
                if let Some(slips) = slips(&written, &own, most) {
                    let rank = (
                        slips,
                        name.kind.is_some(),
                        Reverse(record.twinnings),
                        Reverse(record.population),
                        &record.key,
                    );
                    let found = (rank, name.text.as_str());
                    if nearest.as_ref().is_none_or(|nearest| found < *nearest) {
                        nearest = Some(found);
                    }
                }
            }
        }
        Ok(nearest.map(|(_, name)| name))
    }

    fn fitting(&self, name: &Spelling, slips: Option<Slips>) -> Result<Vec<DocId>, SearchError> {
        match slips {
            Some(slips) => self.candidates.nearly(name, slips),
            None => self.candidates.fitting(name),
        }
    }

    fn compare(
        &mut self,
        document: DocId,
        comparison: &Comparison<'_>,
    ) -> Result<Option<(&'g Record, Match<'g>)>, SearchError> {
        self.compared += 1;
        let record = self.index.record(document)?;
        Ok(comparison.best(record).map(|found| (record, found)))
    }

    fn add(&mut self, document: DocId, record: &Record, found: Match<'g>) {
        self.any = true;
        self.found += 1;
        self.whole |= found.is_whole() || found.is_sure();
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

/// Whether a form asks for documents of a kind: "kommun" may also be said of a partner town, but
/// "region" of no municipality.
fn asks_for(asked: Option<DocumentKind>, kind: DocumentKind) -> bool {
    match asked {
        None => true,
        Some(DocumentKind::Region) => {
            matches!(
                kind,
                DocumentKind::Region | DocumentKind::RegionalFederation
            )
        }
        Some(asked) => kind == asked || kind == DocumentKind::PartnerTown,
    }
}
