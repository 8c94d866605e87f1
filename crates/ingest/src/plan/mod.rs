//! What an import changes: all rows of all sources against the register.

mod authority;
mod country;
mod county;
mod draft;
mod network;
mod place;
mod place_record;
mod repetition;
mod seat;
mod survey;
mod twinning;

use std::collections::BTreeMap;

use vanort_model::{Change, ImportCounts, ImportReport, Place, PlaceKey, Record, Snapshot};

use crate::check::{CheckedRows, Findings, Gazetteers, check_sources};
use crate::error::WorkbookError;
use crate::options::ImportOptions;
use crate::plan::authority::AuthorityDrafting;
use crate::plan::draft::Drafts;
use crate::plan::place::PlaceDrafting;
use crate::plan::place_record::refresh_places;
use crate::plan::seat::Seats;
use crate::plan::twinning::{TwinningDrafting, draft_twinnings};
use crate::resolve::{AuthorityLookup, CountryLookup, PlaceLookup, Suggestions};
use crate::source::Source;

/// What an import would change, and what it found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportPlan {
    /// The records that are new or different, each after those that it refers to.
    pub changes: Vec<Change>,
    /// One report a source, in the order of the sources.
    pub reports: Vec<ImportReport>,
}

/// Plans the import of all sources together into the register. The order of the sources does not
/// matter: each may name what only another describes. Nothing of the register is ever left out
/// because a source does not name it, and a source that says nothing new changes nothing.
///
/// # Errors
/// When a workbook has no sheet that the register reads, or a sheet lacks a column that it must
/// have.
pub fn plan_import(
    sources: &[Source],
    register: &Snapshot,
    options: &ImportOptions,
) -> Result<ImportPlan, WorkbookError> {
    // In the same order, however the files were given.
    let mut ordered: Vec<(usize, &Source)> = sources.iter().enumerate().collect();
    ordered.sort_by_key(|(_, source)| (&source.file, &source.sha256));
    let mut findings = Findings::default();
    let checked = check_sources(ordered.into_iter(), options, &mut findings)?;
    let mut planned = Planned::new(sources.len());
    planned.plan(&checked.rows, &checked.gazetteer, register, &mut findings);
    let reports = (sources.iter().zip(planned.counts).enumerate())
        .map(|(number, (source, mut counts))| {
            counts.rows_read = checked.rows_read.get(&number).copied().unwrap_or_default();
            counts.rejected = findings.rejected(number);
            ImportReport {
                workbook: source.file.clone(),
                size_bytes: source.size_bytes,
                sha256: source.sha256.clone(),
                surveys: Vec::new(),
                counts,
                findings: findings.of_source(number),
            }
        })
        .collect();
    Ok(ImportPlan {
        changes: planned.changes,
        reports,
    })
}

/// The changes so far, counted by source.
#[derive(Debug)]
struct Planned {
    changes: Vec<Change>,
    counts: Vec<ImportCounts>,
}

impl Planned {
    fn new(sources: usize) -> Self {
        Self {
            changes: Vec::new(),
            counts: vec![ImportCounts::default(); sources],
        }
    }

    fn plan(
        &mut self,
        rows: &CheckedRows,
        gazetteer: &Gazetteers,
        register: &Snapshot,
        findings: &mut Findings,
    ) {
        let suggestions = Suggestions::default();
        let counties = county::draft_counties(&rows.counties, register, findings);
        let countries = country::draft_countries(&rows.countries, register, findings);
        let country_lookup = CountryLookup::of(countries.all());
        let places = PlaceDrafting {
            register,
            gazetteer,
            countries: &country_lookup,
            suggestions: &suggestions,
        };
        let mut places = places.draft(&rows.places, register, findings);
        let seats = Seats::new(gazetteer, &country_lookup, &places);
        let authorities =
            AuthorityDrafting::new(register, &counties, findings).draft(rows, &seats, &mut places);
        let mut surveys = survey::draft_surveys(&rows.surveys, register, findings);
        let mut networks = network::draft_networks(&rows.networks, register, findings);
        let observations = TwinningDrafting {
            authorities: &AuthorityLookup::of(authorities.all()),
            countries: &country_lookup,
            suggestions: &suggestions,
            place_lookup: PlaceLookup::of(places.all()),
            places: &mut places,
            surveys: &mut surveys,
            networks: &mut networks,
            findings,
        }
        .observe(&rows.twinnings, register);
        refresh_places(&mut places, register, gazetteer);
        let twinnings = draft_twinnings(&observations, &surveys, register);

        self.compare(counties, Record::County);
        self.compare(countries, Record::Country);
        self.compare_places(places);
        self.compare(authorities, Record::Authority);
        self.compare(surveys, Record::Survey);
        self.compare(networks, Record::Network);
        self.compare(twinnings, Record::Twinning);
        self.compare(observations, Record::Observation);
    }

    /// Counts the drafts of one kind and keeps those that differ from the register.
    fn compare<K: Ord + Clone, R: Clone + PartialEq>(
        &mut self,
        drafts: Drafts<'_, K, R>,
        record: fn(R) -> Record,
    ) {
        for (before, after, source) in drafts.outcome() {
            let same = before.as_ref() == Some(&after);
            if let Some(counts) = self.counts.get_mut(source) {
                match before {
                    None => counts.created += 1,
                    Some(_) if same => counts.unchanged += 1,
                    Some(_) => counts.updated += 1,
                }
            }
            if !same {
                self.changes.push(Change {
                    before: before.map(record),
                    after: Some(record(after)),
                });
            }
        }
    }

    /// As [`Planned::compare`], and puts every place after the one that it has become part of.
    fn compare_places(&mut self, places: Drafts<'_, PlaceKey, Place>) {
        let depth = |place: &Place| {
            let next = |place: &&Place| {
                let successor = place.merged_into.as_ref()?;
                places.get(successor)
            };
            // No chain of successors leads back, so each ends; the number only guards a register
            // that says otherwise.
            std::iter::successors(Some(place), next).take(100).count()
        };
        let depths: BTreeMap<PlaceKey, usize> = places
            .all()
            .map(|place| (place.key.clone(), depth(place)))
            .collect();
        let begin = self.changes.len();
        self.compare(places, Record::Place);
        if let Some(changes) = self.changes.get_mut(begin..) {
            changes.sort_by_key(|change| match &change.after {
                Some(Record::Place(place)) => depths.get(&place.key).copied(),
                _ => None,
            });
        }
    }
}
