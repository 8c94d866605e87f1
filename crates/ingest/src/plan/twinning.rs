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
    let mut drafted: BTreeSet<&TwinningKey> = BTreeSet::new();
    drafted.extend(observations.drafts().map(|(_, it)| &it.twinning));
    drafted.extend(observations.removed().map(|it| &it.twinning));
    if !moved.is_empty() {
        let of_moved = observations.all().filter(|it| moved.contains(&it.survey));
        drafted.extend(of_moved.map(|it| &it.twinning));
    }
    let mut all: HashMap<&TwinningKey, Vec<&Observation>> = HashMap::new();
    for observation in observations.all() {
        if drafted.contains(&observation.twinning) {
            let of_twinning = all.entry(&observation.twinning).or_default();
            of_twinning.push(observation);
        }
    }
    let rows: HashMap<&str, &Position> = (seen.iter())
        .map(|seen| (seen.observation.as_str(), seen.at))
        .collect();
    let mut twinnings = Drafts::over(&register.twinnings);
    for key in drafted {
        let mut newest_first = all.remove(key).unwrap_or_default();
        // Within a year corrections come first, then absence, so that a complete list ends what it
        // does not name.
        newest_first.sort_by_key(|it| {
            let row = (&it.workbook, &it.sheet, it.row, &it.key);
            let year = Reverse(year_of(&it.survey));
            (year, !it.is_correction(), !it.is_absence(), row)
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
    let mut by_year: BTreeMap<Option<i32>, Vec<&Observation>> = BTreeMap::new();
    for observation in newest_first
        .iter()
        .filter(|it| !it.is_absence() && !it.is_correction())
    {
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
