//! Twinnings, and the rows that name them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use vanort_model::{
    CountryCode, FindingCode, Observation, Place, PlaceKey, Slug, Snapshot, Twinning, TwinningKey,
};

use crate::check::{Findings, TwinningRow};
use crate::plan::draft::Drafts;
use crate::plan::network::{Networks, network_of_row};
use crate::plan::place::{Places, key_of_name};
use crate::plan::survey::{Surveys, survey_of_row};
use crate::resolve::{AuthorityLookup, CountryLookup, FoundPlace, PlaceLookup, Suggestions};

/// What the rows of Vänorter are looked up in, and what they add to.
#[derive(Debug)]
pub(super) struct TwinningDrafting<'a, 'r> {
    pub(super) authorities: &'a AuthorityLookup,
    pub(super) countries: &'a CountryLookup,
    pub(super) suggestions: &'a Suggestions,
    pub(super) place_lookup: PlaceLookup,
    pub(super) places: &'a mut Places<'r>,
    pub(super) surveys: &'a mut Surveys<'r>,
    pub(super) networks: &'a mut Networks<'r>,
    pub(super) findings: &'a mut Findings,
}

/// A list within a survey: survey, workbook, sheet.
type List = (Slug, String, String);

impl TwinningDrafting<'_, '_> {
    /// Drafts the observations of the sheets Vänorter, and adds the places, surveys and networks
    /// that only these rows name. Observations of rows that are gone from a sheet stay.
    pub(super) fn observe<'r>(
        &mut self,
        rows: &[TwinningRow],
        register: &'r Snapshot,
    ) -> Drafts<'r, String, Observation> {
        let mut observations = Drafts::over(&register.observations);
        let mut counted: BTreeMap<(List, TwinningKey), (u32, String)> = BTreeMap::new();
        for row in rows {
            let Some((twinning, survey, network)) = self.resolve(row) else {
                continue;
            };
            let head = &row.at.head;
            let list = (survey.clone(), head.file.clone(), head.sheet.clone());
            let (number, first) = counted
                .entry((list, twinning.clone()))
                .or_insert_with(|| (0, row.at.to_string()));
            *number += 1;
            if *number > 1 {
                let message = format!("samma samarbete står redan på {first}.");
                let suggestion = Some("Ta bort en av raderna.".to_owned());
                let code = FindingCode::DuplicateRow;
                self.findings
                    .warning(&row.at, "Vänort", code, message, suggestion);
            }
            let key = format!("{survey}/{}/{}/{twinning}/{number}", head.file, head.sheet);
            let observation = Observation {
                key: key.clone(),
                twinning,
                survey,
                workbook: head.file.clone(),
                sheet: head.sheet.clone(),
                row: row.at.row,
                text: row.text.clone(),
                status: row.status,
                since: row.since,
                until: row.until,
                themes: row.themes.clone(),
                network,
                note: row.note.clone(),
                source: row.source.clone(),
            };
            observations.put(key, head.source, observation);
        }
        observations
    }

    /// What a row names: the twinning, its survey and its network; `None`, with a finding, when
    /// the row cannot be taken.
    fn resolve(&mut self, row: &TwinningRow) -> Option<(TwinningKey, Slug, Option<Slug>)> {
        let country = row.country.as_ref().and_then(|country| {
            self.countries
                .resolve(&row.at, country, self.findings, self.suggestions)
        });
        let authority = row.authority.as_ref().and_then(|authority| {
            self.authorities
                .resolve(&row.at, authority, self.findings, self.suggestions)
        });
        let (country, authority) = (country?, authority?);
        let partner = self.partner(row, &country)?;
        let survey = survey_of_row(&row.at, row.survey.as_deref(), self.surveys, self.findings)?;
        let network = match &row.network {
            None => None,
            Some(name) => Some(network_of_row(&row.at, name, self.networks, self.findings)?),
        };
        let twinning = TwinningKey {
            authority,
            partner,
            kind: row.kind,
        };
        Some((twinning, survey, network))
    }

    /// The place at the other end; one that neither a sheet nor the register knows is added by
    /// its name alone.
    fn partner(&mut self, row: &TwinningRow, country: &CountryCode) -> Option<PlaceKey> {
        let name = &row.place;
        match self.place_lookup.find(country, name) {
            FoundPlace::One(key) => Some(key),
            FoundPlace::Several(keys) => {
                let known: Vec<String> = keys
                    .iter()
                    .filter_map(|key| self.places.get(key))
                    .map(|place| format!("{} ({})", place.name, place.key))
                    .collect();
                let message = format!(
                    "\"{name}\" i {} kan vara flera orter: {}.",
                    self.countries.name(country),
                    known.join(", ")
                );
                let suggestion = Some("Skriv ett namn som bara en av dem har.".to_owned());
                let code = FindingCode::AmbiguousPlace;
                self.findings
                    .error(&row.at, "Vänort", code, message, suggestion);
                None
            }
            FoundPlace::None => self.add_place(row, country),
        }
    }

    fn add_place(&mut self, row: &TwinningRow, country: &CountryCode) -> Option<PlaceKey> {
        let name = &row.place;
        let Some(key) = key_of_name(country, name, |key| self.places.get(key).is_some()) else {
            let message = format!("\"{name}\" har varken bokstäver eller siffror.");
            self.findings
                .error(&row.at, "Vänort", FindingCode::InvalidValue, message, None);
            return None;
        };
        let message = format!(
            "orten \"{name}\" i {} var okänd och lades till med bara sitt namn.",
            self.countries.name(country)
        );
        let near = self.place_lookup.names_in(country);
        let suggestion = self.suggestions.ask(name, near);
        self.findings.info(
            &row.at,
            "Vänort",
            FindingCode::PlaceAdded,
            message,
            suggestion,
        );
        let place = Place {
            key: key.clone(),
            name: name.clone(),
            country: country.clone(),
            names: Vec::new(),
            location: None,
            population: None,
            geonames_id: None,
            merged_into: None,
            merged_year: None,
            note: None,
            source: row
                .source
                .clone()
                .unwrap_or_else(|| row.at.head.file.clone()),
        };
        self.place_lookup.add(&place);
        self.places.put(key.clone(), row.at.head.source, place);
        Some(key)
    }
}

/// Drafts the twinnings that new or changed observations name, and those of surveys of which the
/// year has changed, from all that was ever observed of them.
pub(super) fn draft_twinnings<'r>(
    observations: &Drafts<'r, String, Observation>,
    surveys: &Surveys<'_>,
    register: &'r Snapshot,
) -> Drafts<'r, TwinningKey, Twinning> {
    let moved: BTreeSet<&Slug> = surveys
        .all()
        .filter(|survey| {
            let known = register.surveys.get(&survey.key);
            known.is_some_and(|known| known.year != survey.year)
        })
        .map(|survey| &survey.key)
        .collect();
    let mut sources: BTreeMap<&TwinningKey, usize> = BTreeMap::new();
    for (observation, source) in observations.drafts() {
        sources.entry(&observation.twinning).or_insert(source);
    }
    let mut seen: BTreeMap<&TwinningKey, Vec<&Observation>> = BTreeMap::new();
    for observation in observations.all() {
        if moved.contains(&observation.survey) {
            let source = surveys.source(&observation.survey).unwrap_or_default();
            sources.entry(&observation.twinning).or_insert(source);
        }
        seen.entry(&observation.twinning)
            .or_default()
            .push(observation);
    }
    let mut twinnings = Drafts::over(&register.twinnings);
    for (key, source) in sources {
        let mut newest_first = seen.remove(key).unwrap_or_default();
        newest_first.sort_by_key(|it| {
            let year = surveys.get(&it.survey).and_then(|survey| survey.year);
            (Reverse(year), &it.workbook, &it.sheet, it.row, &it.key)
        });
        let twinning = Twinning::from_observations(key.clone(), &newest_first);
        twinnings.put(key.clone(), source, twinning);
    }
    twinnings
}
