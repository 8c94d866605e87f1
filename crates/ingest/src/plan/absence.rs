//! Ties that a list should name and does not.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use vanort_model::{
    FindingCode, Observation, Severity, Slug, Snapshot, Twinning, TwinningKey, TwinningStatus,
};

use crate::check::{Findings, Head};
use crate::options::ImportOptions;
use crate::plan::authority::Authorities;
use crate::plan::observation::{Observations, Seen};
use crate::plan::place::Places;
use crate::plan::rejected::RejectedRows;
use crate::plan::survey::Surveys;
use crate::plan::tie_list::{List, gather_lists};

/// What a list says of the absence of a tie: the text of the observation.
const ABSENT: &str = "saknas i listan";

/// What ties are compared with.
#[derive(Debug)]
pub(super) struct Absences<'a, 'r> {
    pub(super) register: &'r Snapshot,
    pub(super) authorities: &'a Authorities<'r>,
    pub(super) places: &'a Places<'r>,
    pub(super) surveys: &'a Surveys<'r>,
    pub(super) options: &'a ImportOptions,
}

impl Absences<'_, '_> {
    /// Tells of the ties that the lists do not name, and drafts the ends of those that complete
    /// lists no longer name; takes back the absence of ties that their lists name again. Returns
    /// the number of missing ties by source.
    pub(super) fn draft(
        &self,
        seen: &[Seen<'_>],
        observations: &mut Observations<'_>,
        rejected: &BTreeMap<usize, RejectedRows>,
        findings: &mut Findings,
    ) -> BTreeMap<usize, u32> {
        let lists = gather_lists(seen);
        take_back(&lists, observations, self.register);
        let by_tie = self.observed();
        let newest = self.newest_named(seen);
        let mut missing: BTreeMap<usize, u32> = BTreeMap::new();
        for list in &lists {
            let none = RejectedRows::default();
            let rejected = rejected.get(&list.source).unwrap_or(&none);
            let sheets: BTreeSet<usize> = list.heads.keys().copied().collect();
            let rejected = rejected.in_sheets(&sheets);
            let absent: Vec<&Twinning> = (self.register.twinnings.values())
                .filter(|tie| tie.status != TwinningStatus::Ended)
                .filter(|tie| !list.named.contains(&tie.key))
                .filter(|tie| list.should_name(&tie.key, self.options.scope, by_tie.get(&tie.key)))
                .filter(|tie| {
                    let partner = self.places.get(&tie.key.partner);
                    partner.is_none_or(|place| !rejected.name(place))
                })
                .collect();
            let count = u32::try_from(absent.len()).unwrap_or(u32::MAX);
            *missing.entry(list.source).or_default() += count;
            let Some((_, head)) = list.heads.first_key_value() else {
                continue;
            };
            let ends = self.options.complete && rejected.is_empty();
            if self.options.complete && !ends && !absent.is_empty() {
                tell_refusal(head, rejected.len(), findings);
            }
            for tie in absent {
                let newer = newest.get(&tie.key).is_some_and(|named| {
                    let other = named.iter().any(|(source, _)| *source != list.source);
                    let year = self.year(list.survey);
                    other || named.iter().any(|(_, named)| *named > year)
                });
                let newer = newer
                    || by_tie.get(&tie.key).is_some_and(|seen| {
                        let year = self.year(list.survey);
                        let mut named = seen.iter().filter(|it| !it.is_absence());
                        named.any(|it| self.year(&it.survey) > year)
                    });
                if !ends || newer {
                    self.tell_missing(head, tie, newer, findings);
                    continue;
                }
                self.tell_ended(head, tie, findings);
                let sheet = list.sheet_of(by_tie.get(&tie.key));
                let absence = absence(list, head, sheet, &tie.key);
                observations.put_named(absence.key.clone(), absence);
            }
        }
        missing
    }

    fn year(&self, survey: &Slug) -> Option<i32> {
        self.surveys.get(survey).and_then(|survey| survey.year)
    }

    /// What the register's lists say of each tie.
    fn observed(&self) -> HashMap<&TwinningKey, Vec<&Observation>> {
        let mut by_tie: HashMap<&TwinningKey, Vec<&Observation>> = HashMap::new();
        for observation in self.register.observations.values() {
            let of_tie = by_tie.entry(&observation.twinning).or_default();
            of_tie.push(observation);
        }
        by_tie
    }

    /// The sources of this import that name each tie, with the years of their surveys.
    fn newest_named<'a>(
        &self,
        seen: &'a [Seen<'_>],
    ) -> HashMap<&'a TwinningKey, BTreeSet<(usize, Option<i32>)>> {
        let mut named: HashMap<&TwinningKey, BTreeSet<(usize, Option<i32>)>> = HashMap::new();
        for it in seen {
            let year = self.year(&it.survey);
            let of_tie = named.entry(&it.twinning).or_default();
            of_tie.insert((it.at.head.source, year));
        }
        named
    }

    fn describe(&self, tie: &TwinningKey) -> String {
        let authority = self.authorities.get(&tie.authority);
        let partner = self.places.get(&tie.partner);
        format!(
            "{} – {} ({})",
            authority.map_or(tie.authority.code(), |it| &it.name),
            partner.map_or(tie.partner.as_str(), |it| &it.name),
            tie.partner.country()
        )
    }

    fn tell_missing(&self, head: &Head, tie: &Twinning, newer: bool, findings: &mut Findings) {
        let newer = if newer {
            ", men en annan lista gör det"
        } else {
            ""
        };
        let tie = self.describe(&tie.key);
        let message = format!("listan nämner inte {tie}, som registret har{newer}.");
        let code = FindingCode::TieMissing;
        findings.of_sheet(Severity::Info, head, (None, None), code, message, None);
    }

    fn tell_ended(&self, head: &Head, tie: &Twinning, findings: &mut Findings) {
        let tie = self.describe(&tie.key);
        let message = format!("{tie} saknas i den fullständiga listan och markeras som avslutat.");
        let suggestion = Some("Lägg till raden igen om samarbetet finns kvar.".to_owned());
        let code = FindingCode::TieEnded;
        findings.of_sheet(
            Severity::Warning,
            head,
            (None, None),
            code,
            message,
            suggestion,
        );
    }
}

/// Takes back the absence of ties that their lists name again.
fn take_back(lists: &[List<'_>], observations: &mut Observations<'_>, register: &Snapshot) {
    for observation in register.observations.values() {
        let is_named = |list: &&List<'_>| {
            list.survey == &observation.survey
                && (list.heads.values()).any(|head| head.file == observation.workbook)
                && list.named.contains(&observation.twinning)
        };
        if observation.is_absence() && lists.iter().any(|list| is_named(&list)) {
            observations.remove(observation.key.clone());
        }
    }
}

fn absence(
    list: &List<'_>,
    head: &Head,
    sheet: Option<&str>,
    twinning: &TwinningKey,
) -> Observation {
    let (survey, file) = (list.survey, &head.file);
    let sheet = sheet.unwrap_or(&head.sheet);
    Observation {
        key: format!("{survey}/{file}/{sheet}/{twinning}/0"),
        twinning: twinning.clone(),
        survey: survey.clone(),
        workbook: file.clone(),
        sheet: sheet.to_owned(),
        row: 0,
        text: ABSENT.to_owned(),
        status: Some(TwinningStatus::Ended),
        since: None,
        until: None,
        themes: Vec::new(),
        network: None,
        note: None,
        source: None,
    }
}

fn tell_refusal(head: &Head, rejected: usize, findings: &mut Findings) {
    let message = format!(
        "{rejected} rader i listan togs inte in, så inga samarbeten markeras som avslutade."
    );
    let suggestion = Some("Rätta raderna och läs in listan igen.".to_owned());
    let code = FindingCode::TieMissing;
    findings.of_sheet(
        Severity::Warning,
        head,
        (None, None),
        code,
        message,
        suggestion,
    );
}
