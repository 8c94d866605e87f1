//! What an import changes: all rows of all sources against the register.

mod absence;
mod authority;
mod change;
mod conflict;
mod contact;
mod country;
mod county;
mod draft;
mod exported;
mod foreign_authority;
mod home;
mod named;
mod namesake;
mod network;
mod network_member;
mod note;
mod observation;
mod place;
mod place_added;
mod place_form;
mod place_id;
mod place_reader;
mod place_record;
mod place_text;
mod programme;
mod programme_country;
mod programme_period;
mod reading;
mod rejected;
mod repetition;
mod resource;
mod seat;
mod spelling;
mod successor;
mod support;
mod survey;
mod tally;
mod tie_list;
mod tie_sheet;
mod twinning;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use vanort_model::{Change, ImportReport, Record, Snapshot, TwinningKey};

use crate::check::{Checked, Findings, check_sources};
use crate::error::WorkbookError;
use crate::options::ImportOptions;
use crate::plan::absence::Absences;
use crate::plan::authority::AuthorityDrafting;
use crate::plan::change::Changes;
use crate::plan::home::HomeReader;
use crate::plan::observation::{Observed, TieDrafting};
use crate::plan::place::PlaceDrafting;
use crate::plan::place_reader::PlaceReader;
use crate::plan::place_record::refresh_places;
use crate::plan::rejected::RejectedRows;
use crate::plan::seat::Seats;
use crate::plan::support::SupportDrafting;
use crate::plan::survey::Surveys;
use crate::plan::twinning::draft_twinnings;
use crate::resolve::{
    AuthorityLookup, CountryLookup, CountyLookup, GazetteerNames, PlaceLookup, Suggestions,
};
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
    let mut planned = Planned::default();
    planned.plan(sources, &checked, register, options, &mut findings)?;
    let reports = (sources.iter().enumerate())
        .map(|(number, source)| planned.report(number, source, &checked, &findings))
        .collect();
    Ok(ImportPlan {
        changes: planned.outcome.changes,
        reports,
    })
}

/// The changes so far, and what is told of the sources.
#[derive(Debug, Default)]
struct Planned {
    outcome: Changes,
    /// How many ties each source is the first to observe.
    observed: BTreeMap<usize, u32>,
    /// How many ties each source should name and does not.
    missing: BTreeMap<usize, u32>,
    /// The names of the surveys that each source's rows belong to.
    surveys: BTreeMap<usize, BTreeSet<String>>,
}

impl Planned {
    fn plan(
        &mut self,
        sources: &[Source],
        checked: &Checked,
        register: &Snapshot,
        options: &ImportOptions,
        findings: &mut Findings,
    ) -> Result<(), WorkbookError> {
        let (rows, gazetteer) = (&checked.rows, &checked.gazetteer);
        let suggestions = Suggestions::accepting(&options.accepted);
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
        let mut authorities =
            AuthorityDrafting::new(register, &counties, findings).draft(rows, &seats, &mut places);
        let mut surveys = survey::draft_surveys(&rows.surveys, register, findings);
        let mut networks = network::draft_networks(&rows.networks, register, findings);
        let authority_lookup = AuthorityLookup::of(authorities.all(), |key| places.get(key));
        let lookup = if rows.twinnings.is_empty() {
            PlaceLookup::default()
        } else {
            PlaceLookup::of(places.all())
        };
        let mut observed = TieDrafting {
            homes: HomeReader {
                authorities: &authority_lookup,
                countries: &country_lookup,
                counties: &CountyLookup::of(counties.all()),
                suggestions: &suggestions,
            },
            places: PlaceReader {
                countries: &country_lookup,
                suggestions: &suggestions,
                gazetteer,
                gazetteer_names: GazetteerNames::of(gazetteer),
                lookup,
                places: &mut places,
                qualifiers: HashMap::new(),
                added: BTreeSet::new(),
            },
            authorities: &mut authorities,
            surveys: &mut surveys,
            networks: &mut networks,
            options,
            findings,
        }
        .observe(&rows.twinnings, register)?;
        refresh_places(&mut places, register, gazetteer);
        self.note_observed(&observed, &surveys, register);
        let rejected = (sources.iter().enumerate())
            .map(|(number, it)| {
                (
                    number,
                    RejectedRows::of(it, &findings.rejected_rows(number)),
                )
            })
            .collect();
        let absences = Absences {
            register,
            authorities: &authorities,
            places: &places,
            surveys: &surveys,
            options,
        };
        let Observed {
            observations, seen, ..
        } = &mut observed;
        self.missing = absences.draft(seen, observations, &rejected, findings);
        let twinnings = draft_twinnings(observations, seen, &surveys, register, findings);
        let support = SupportDrafting {
            register,
            authorities: &authority_lookup,
            countries: &country_lookup,
            places: &places,
            suggestions: &suggestions,
        }
        .draft(rows, &mut networks, findings);

        let outcome = &mut self.outcome;
        outcome.keep(counties, Record::County);
        outcome.keep(countries, Record::Country);
        outcome.keep_places(places);
        outcome.keep(authorities, Record::Authority);
        outcome.keep(surveys, Record::Survey);
        outcome.keep(networks, Record::Network);
        outcome.keep(twinnings, Record::Twinning);
        outcome.keep_observations(observed.observations);
        support.keep(outcome);
        Ok(())
    }

    /// Notes what the rows of Vänorter observe, by source.
    fn note_observed(
        &mut self,
        observed: &Observed<'_, '_>,
        surveys: &Surveys<'_>,
        register: &Snapshot,
    ) {
        let mut new: BTreeMap<usize, HashSet<&TwinningKey>> = BTreeMap::new();
        for seen in &observed.seen {
            let source = seen.at.head.source;
            if let Some(survey) = surveys.get(&seen.survey) {
                let names = self.surveys.entry(source).or_default();
                if !names.contains(&survey.name) {
                    names.insert(survey.name.clone());
                }
            }
            if !register.observations.contains_key(&seen.observation) {
                new.entry(source).or_default().insert(&seen.twinning);
            }
        }
        self.observed = (new.into_iter())
            .map(|(source, ties)| (source, u32::try_from(ties.len()).unwrap_or(u32::MAX)))
            .collect();
    }

    fn report(
        &self,
        number: usize,
        source: &Source,
        checked: &Checked,
        findings: &Findings,
    ) -> ImportReport {
        let rows_read = checked.rows_read.get(&number).copied().unwrap_or_default();
        let rejected = findings.rejected_rows(number);
        let mut counts = self.outcome.tally.count(number, rows_read, &rejected);
        counts.observed = self.observed.get(&number).copied().unwrap_or_default();
        counts.missing = self.missing.get(&number).copied().unwrap_or_default();
        let surveys = self.surveys.get(&number).into_iter().flatten();
        ImportReport {
            workbook: source.file.clone(),
            size_bytes: source.size_bytes,
            sha256: source.sha256.clone(),
            surveys: surveys.cloned().collect(),
            counts,
            findings: findings.of_source(number),
        }
    }
}
