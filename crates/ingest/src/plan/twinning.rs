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
    let mut drafted: HashMap<&TwinningKey, Tie<'_>> = HashMap::with_capacity(seen.len());
    for seen in seen {
        let tie = drafted.entry(&seen.twinning).or_default();
        tie.rows.push((seen.observation.as_str(), seen.at));
    }
    let absences = observations.drafts().map(|(_, it)| it);
    for absence in absences.filter(|it| it.is_absence()) {
        drafted.entry(&absence.twinning).or_default();
    }
    for observation in observations.removed() {
        drafted.entry(&observation.twinning).or_default();
    }
    if !moved.is_empty() {
        let of_moved = observations.each().filter(|it| moved.contains(&it.survey));
        for observation in of_moved {
            drafted.entry(&observation.twinning).or_default();
        }
    }
    for observation in observations.each() {
        if let Some(tie) = drafted.get_mut(&observation.twinning) {
            tie.newest_first.push(observation);
        }
    }
    let mut twinnings = Drafts::over(&register.twinnings);
    twinnings.expect(drafted.len());
    for (key, mut tie) in drafted {
        // Within a year corrections come first, then absence, so that a complete list ends what it
        // does not name.
        tie.newest_first.sort_by_key(|it| {
            let row = (&it.workbook, &it.sheet, it.row, &it.key);
            let year = Reverse(year_of(&it.survey));
            (year, !it.is_correction(), !it.is_absence(), row)
        });
        tell_disagreements(&tie, year_of, findings);
        let twinning = Twinning::from_observations(key.clone(), &tie.newest_first);
        let rows = tie.rows.iter().map(|(_, at)| RowRef::of(at)).collect();
        twinnings.put_of_rows(key.clone(), rows, twinning);
    }
    twinnings
}

/// What is known of one tie.
#[derive(Debug, Default)]
struct Tie<'o> {
    /// The rows of this import that name it, with the keys of their observations.
    rows: Vec<(&'o str, &'o Position)>,
    /// All that was ever observed of it.
    newest_first: Vec<&'o Observation>,
}

/// Tells, at the rows of this import, where other lists of the same year say something else.
fn tell_disagreements(
    tie: &Tie<'_>,
    year_of: impl Fn(&Slug) -> Option<i32>,
    findings: &mut Findings,
) {
    if tie.newest_first.len() < 2 {
        return;
    }
    let rows: HashMap<&str, &Position> = tie.rows.iter().copied().collect();
    let mut by_year: BTreeMap<Option<i32>, Vec<&Observation>> = BTreeMap::new();
    let of_lists = |it: &&&Observation| !it.is_absence() && !it.is_correction();
    for observation in tie.newest_first.iter().filter(of_lists) {
        let year = year_of(&observation.survey);
        by_year.entry(year).or_default().push(observation);
    }
    for of_year in by_year.values() {
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
