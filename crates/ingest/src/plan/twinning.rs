//! Twinnings, put together from all that was ever observed of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use vanort_model::{FindingCode, Observation, Slug, Snapshot, Twinning, TwinningKey};

use crate::check::{Findings, Position};
use crate::plan::conflict::disagreement;
use crate::plan::draft::Drafts;
use crate::plan::observation::{Observations, Seen};
use crate::plan::survey::Surveys;
use crate::plan::tally::RowRef;

/// Drafts the twinnings that new, changed or removed observations name, and those of surveys of
/// which the year has changed; and tells where lists disagree.
pub(super) fn draft_twinnings<'r>(
    observations: &Observations<'r>,
    seen: &[Seen<'_>],
    surveys: &Surveys<'_>,
    register: &'r Snapshot,
    findings: &mut Findings,
) -> Drafts<'r, TwinningKey, Twinning> {
    let year_of = |survey: &Slug| surveys.get(survey).and_then(|survey| survey.year);
    let moved: BTreeSet<&Slug> = surveys
        .all()
        .filter(|survey| {
            let known = register.surveys.get(&survey.key);
            known.is_some_and(|known| known.year != survey.year)
        })
        .map(|survey| &survey.key)
        .collect();
    let mut drafted: HashMap<&TwinningKey, Vec<&Observation>> = HashMap::new();
    for (_, observation) in observations.drafts() {
        drafted.entry(&observation.twinning).or_default();
    }
    for observation in observations.removed() {
        drafted.entry(&observation.twinning).or_default();
    }
    if !moved.is_empty() {
        let of_moved = observations.all().filter(|it| moved.contains(&it.survey));
        for observation in of_moved {
            drafted.entry(&observation.twinning).or_default();
        }
    }
    for observation in observations.all() {
        if let Some(of_twinning) = drafted.get_mut(&observation.twinning) {
            of_twinning.push(observation);
        }
    }
    let mut rows: HashMap<&str, &Position> = HashMap::new();
    let several = |seen: &&Seen<'_>| drafted.get(&seen.twinning).is_some_and(|it| it.len() > 1);
    for seen in seen.iter().filter(several) {
        rows.insert(&seen.observation, seen.at);
    }
    let mut twinnings = Drafts::over(&register.twinnings);
    for (key, mut newest_first) in drafted {
        // Absence first within a year, so that a complete list ends what it does not name.
        newest_first.sort_by_key(|it| {
            let row = (&it.workbook, &it.sheet, it.row, &it.key);
            (Reverse(year_of(&it.survey)), !it.is_absence(), row)
        });
        tell_disagreements(&newest_first, year_of, &rows, findings);
        let twinning = Twinning::from_observations(key.clone(), &newest_first);
        twinnings.put_named(key.clone(), twinning);
    }
    for seen in seen {
        twinnings.touch(&seen.twinning, RowRef::of(seen.at));
    }
    twinnings
}

/// Tells, at the rows of this import, where other lists of the same year say something else.
fn tell_disagreements(
    newest_first: &[&Observation],
    year_of: impl Fn(&Slug) -> Option<i32>,
    rows: &HashMap<&str, &Position>,
    findings: &mut Findings,
) {
    if newest_first.len() < 2 {
        return;
    }
    let mut by_year: BTreeMap<Option<i32>, Vec<&Observation>> = BTreeMap::new();
    for observation in newest_first.iter().filter(|it| !it.is_absence()) {
        let year = year_of(&observation.survey);
        by_year.entry(year).or_default().push(observation);
    }
    for of_year in by_year.values().filter(|of_year| of_year.len() > 1) {
        for (index, observation) in of_year.iter().enumerate() {
            let Some(disagreement) = disagreement(of_year, index) else {
                continue;
            };
            // The row of this import: the one that says otherwise, else the one that counts.
            let row = rows.get(observation.key.as_str());
            let Some(at) = row.or_else(|| rows.get(disagreement.counts.key.as_str())) else {
                continue;
            };
            let code = FindingCode::ConflictingObservation;
            let suggestion = Some("Rätta den lista som har fel.".to_owned());
            findings.warning(at, "Vänort", code, disagreement.message, suggestion);
        }
    }
}
