//! The rows that name twinnings.

use std::collections::{BTreeSet, HashMap};

use vanort_model::{
    AuthorityKey, FindingCode, Observation, PlaceKey, Slug, Snapshot, Twinning, TwinningKey,
};

use crate::check::{Findings, Position, TwinningRow};
use crate::error::WorkbookError;
use crate::options::ImportOptions;
use crate::plan::authority::Authorities;
use crate::plan::draft::Drafts;
use crate::plan::exported::{Exported, ExportedReader, exported_tie};
use crate::plan::foreign_authority::home_column;
use crate::plan::home::HomeReader;
use crate::plan::network::{Networks, network_of_row};
use crate::plan::place_reader::PlaceReader;
use crate::plan::reading::{Reading, RowWords, refuse_own_place};
use crate::plan::survey::{Surveys, survey_of_row};
use crate::plan::tally::RowRef;
use crate::plan::tie_sheet::TieSheets;

/// The observations of an import.
pub(super) type Observations<'r> = Drafts<'r, String, Observation>;

/// What the rows of Vänorter are looked up in, and what they add to.
#[derive(Debug)]
pub(super) struct TieDrafting<'a, 'r> {
    pub(super) homes: HomeReader<'a>,
    pub(super) places: PlaceReader<'a, 'r>,
    pub(super) authorities: &'a mut Authorities<'r>,
    pub(super) surveys: &'a mut Surveys<'r>,
    pub(super) networks: &'a mut Networks<'r>,
    pub(super) options: &'a ImportOptions,
    pub(super) findings: &'a mut Findings,
}

/// What the rows of Vänorter say.
#[derive(Debug)]
pub(super) struct Observed<'c, 'r> {
    pub(super) observations: Observations<'r>,
    /// The ties of the rows that were taken, in the order of the rows.
    pub(super) seen: Vec<Seen<'c>>,
    /// An observation of each tie that the register has, where a list may have been exported.
    newest_known: HashMap<&'r TwinningKey, &'r Observation>,
}

/// A tie that a row names.
#[derive(Debug)]
pub(super) struct Seen<'c> {
    pub(super) at: &'c Position,
    /// Whether the row stands in a sheet that is named after its country.
    pub(super) country_of_sheet: bool,
    /// The key of the observation.
    pub(super) observation: String,
    pub(super) survey: Slug,
    pub(super) twinning: TwinningKey,
}

/// The ties of each list that rows have named so far, by the keys of their observations without the
/// number: how often, and where first.
type Counted<'c> = HashMap<String, (u32, &'c Position)>;

impl<'r> TieDrafting<'_, 'r> {
    /// Drafts the observations of the sheets Vänorter, and adds the places, authorities, surveys
    /// and networks that only these rows name. Observations of rows that are gone from a sheet
    /// stay.
    ///
    /// # Errors
    /// When a sheet tells of no country or no authority.
    pub(super) fn observe<'c>(
        &mut self,
        rows: &'c [TwinningRow],
        register: &'r Snapshot,
    ) -> Result<Observed<'c, 'r>, WorkbookError> {
        let homes = &self.homes;
        let lookups = (homes.authorities, homes.countries, homes.counties);
        let sheets = TieSheets::read(rows, lookups, self.findings)?;
        let mut reading = Reading::default();
        // A row that carries its tie is about that one, whatever its names could mean besides.
        let is_exported = |row: &TwinningRow| exported_tie(row, register).is_some();
        let words = reading.gather(rows, is_exported, &self.homes, &sheets, self.findings);
        self.places.lookup.settle_names();
        reading.read(&mut self.places);

        let mut observed = Observed {
            observations: Drafts::over(&register.observations),
            seen: Vec::with_capacity(rows.len()),
            newest_known: HashMap::new(),
        };
        if rows.iter().any(is_exported) {
            let known = register.observations.values();
            observed.newest_known = known.map(|seen| (&seen.twinning, seen)).collect();
        }
        observed.observations.expect(rows.len());
        let mut surveys = HashMap::new();
        let mut counted = Counted::with_capacity(rows.len());
        for (row, words) in rows.iter().zip(words) {
            if let Some(tie) = exported_tie(row, register).filter(|_| !row.refused) {
                self.observe_exported(row, tie, register, &mut observed);
                continue;
            }
            let Some(words) = words else {
                continue;
            };
            let country_of_sheet = sheets.of_row(row).is_some_and(|it| it.country.is_some());
            let Some((authority, partners)) = self.ends(row, &words, &mut reading) else {
                continue;
            };
            let Some((survey, network)) = self.belonging(row, &mut surveys) else {
                continue;
            };
            self.add_authority(row, &authority, &words, &mut reading);
            for partner in partners {
                let twinning = TwinningKey {
                    authority: authority.clone(),
                    partner,
                    kind: row.kind,
                };
                let head = &row.at.head;
                let key = format!("{survey}/{}/{}/{twinning}/", head.file, head.sheet);
                let number = self.number(row, &key, &mut counted);
                let key = format!("{key}{number}");
                let ends = (&twinning, &survey, network.as_ref());
                let observation = observation(row, key.clone(), ends);
                let at = RowRef::of(&row.at);
                observed.observations.put(key.clone(), at, observation);
                observed.seen.push(Seen {
                    at: &row.at,
                    country_of_sheet,
                    observation: key,
                    survey: survey.clone(),
                    twinning,
                });
            }
        }
        self.name_authorities();
        self.forget_unused(&observed);
        Ok(observed)
    }

    /// Drafts what was mended in a row of an exported list; one that says nothing new only names
    /// its tie.
    fn observe_exported<'c>(
        &mut self,
        row: &'c TwinningRow,
        tie: &Twinning,
        register: &'r Snapshot,
        observed: &mut Observed<'c, 'r>,
    ) {
        let reader = ExportedReader {
            register,
            countries: self.homes.countries,
            options: self.options,
        };
        let Some(read) = reader.read(row, tie, self.surveys, self.findings) else {
            return;
        };
        let (observation, survey) = match read {
            Exported::Same => match observed.newest_known.get(&tie.key) {
                Some(known) => (known.key.clone(), known.survey.clone()),
                None => return,
            },
            Exported::Mended(observation) => {
                let told = (observation.key.clone(), observation.survey.clone());
                let at = RowRef::of(&row.at);
                observed.observations.put(told.0.clone(), at, *observation);
                told
            }
        };
        observed.seen.push(Seen {
            at: &row.at,
            country_of_sheet: false,
            observation,
            survey,
            twinning: tie.key.clone(),
        });
    }

    /// The authority and the partners of a row; `None`, with a finding, when the row cannot be
    /// taken.
    fn ends(
        &mut self,
        row: &TwinningRow,
        words: &RowWords,
        reading: &mut Reading<'_>,
    ) -> Option<(AuthorityKey, Vec<PlaceKey>)> {
        let meaning = reading.meaning(words.partners)?;
        meaning.tell(&row.at, ("Vänort", "Land"), self.findings);
        let partners = meaning.places.clone();
        for key in &meaning.changed {
            self.places.places.touch(key, RowRef::of(&row.at));
        }
        let authority = match &words.home {
            Ok(key) => key.clone(),
            Err(number) => {
                let meaning = reading.meaning(*number)?;
                let columns = (home_column(row), "Hemland");
                meaning.tell_but_added(&row.at, columns, self.findings);
                let place = meaning.places.first()?.clone();
                AuthorityKey::ForeignAuthority(place)
            }
        };
        let own = match &authority {
            AuthorityKey::ForeignAuthority(place) => Some(place),
            AuthorityKey::Municipality(_) => {
                let authority = self.authorities.get(&authority);
                authority.and_then(|it| it.seat_place.as_ref())
            }
            AuthorityKey::Region(_) | AuthorityKey::RegionalFederation(_) => None,
        };
        if own.is_some_and(|own| partners.contains(own)) {
            refuse_own_place(row, self.findings);
            return None;
        }
        (!partners.is_empty()).then_some((authority, partners))
    }

    /// The survey and the network of a row; the surveys are remembered by file and name.
    fn belonging<'c>(
        &mut self,
        row: &'c TwinningRow,
        known: &mut HashMap<(usize, Option<&'c str>), Slug>,
    ) -> Option<(Slug, Option<Slug>)> {
        let named = row.survey.as_deref();
        let survey = match known.get(&(row.at.head.source, named)) {
            Some(survey) => survey.clone(),
            None => survey_of_row(&row.at, named, self.options, self.surveys, self.findings)?,
        };
        known
            .entry((row.at.head.source, named))
            .or_insert_with(|| survey.clone());
        let network = match &row.network {
            None => None,
            Some(name) => Some(network_of_row(&row.at, name, self.networks, self.findings)?),
        };
        Some((survey, network))
    }

    /// How many rows of the list have named the tie, this one among them.
    fn number<'c>(&mut self, row: &'c TwinningRow, tie: &str, counted: &mut Counted<'c>) -> u32 {
        let Some((number, first)) = counted.get_mut(tie) else {
            counted.insert(tie.to_owned(), (1, &row.at));
            return 1;
        };
        *number += 1;
        let message = format!("samma samarbete står redan på {first}.");
        let suggestion = Some("Ta bort en av raderna.".to_owned());
        let code = FindingCode::DuplicateRow;
        (self.findings).warning(&row.at, "Vänort", code, message, suggestion);
        *number
    }

    /// Forgets the places that only rows which were not taken name.
    fn forget_unused(&mut self, observed: &Observed<'_, '_>) {
        let mut used: BTreeSet<&PlaceKey> = BTreeSet::new();
        for seen in &observed.seen {
            used.insert(&seen.twinning.partner);
            if let AuthorityKey::ForeignAuthority(place) = &seen.twinning.authority {
                used.insert(place);
            }
        }
        let successors: Vec<PlaceKey> = (self.places.places.drafts())
            .filter(|(key, _)| used.contains(key) || !self.places.added.contains(key))
            .filter_map(|(_, place)| place.merged_into.clone())
            .collect();
        used.extend(&successors);
        let unused: Vec<PlaceKey> = (self.places.added.iter())
            .filter(|key| !used.contains(key))
            .cloned()
            .collect();
        for key in unused {
            self.places.places.forget(&key);
        }
    }
}

fn observation(
    row: &TwinningRow,
    key: String,
    (twinning, survey, network): (&TwinningKey, &Slug, Option<&Slug>),
) -> Observation {
    let head = &row.at.head;
    Observation {
        key,
        twinning: twinning.clone(),
        survey: survey.clone(),
        workbook: head.file.clone(),
        sheet: head.sheet.clone(),
        row: row.at.row,
        text: row.text.clone(),
        status: row.status,
        since: row.since,
        until: row.until,
        themes: row.themes.clone(),
        network: network.cloned(),
        note: row.note.clone(),
        source: row.source.clone(),
    }
}
