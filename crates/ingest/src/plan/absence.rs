//! Ties that a list should name and does not.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use vanort_model::{
    FindingCode, Observation, Severity, Slug, Snapshot, Twinning, TwinningKey, TwinningStatus,
};

use crate::check::{Findings, Head, ORIGINAL_ROW};
use crate::options::ImportOptions;
use crate::plan::authority::Authorities;
use crate::plan::observation::{Observations, Seen};
use crate::plan::place::Places;
use crate::plan::rejected::RejectedRows;
use crate::plan::survey::Surveys;
use crate::plan::tie_list::{List, gather_lists, note_earlier};

/// What a list says of the absence of a tie: the text of the observation.
const ABSENT: &str = "saknas i listan";

/// A row that names a tie.
#[derive(Debug)]
struct Named {
    /// The source within this import; `None` for what the register remembers.
    source: Option<usize>,
    /// The year of its survey.
    year: Option<i32>,
}

impl Named {
    /// Whether it keeps a list of this year from ending the tie: another list of the same import
    /// names it, or a newer survey does.
    fn outweighs(&self, list: &List<'_>, year: Option<i32>) -> bool {
        self.source.is_some_and(|source| source != list.source) || self.year > year
    }
}

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
    /// lists no longer name; takes back the absence of ties that their lists name again. The rest
    /// of another list is by its nature not complete: nothing is missing from it. Returns the
    /// number of missing ties by source.
    pub(super) fn draft(
        &self,
        seen: &[Seen<'_>],
        observations: &mut Observations<'_>,
        rejected: &BTreeMap<usize, RejectedRows>,
        findings: &mut Findings,
    ) -> BTreeMap<usize, u32> {
        if self.register.twinnings.is_empty() {
            return BTreeMap::new();
        }
        let mut lists = gather_lists(seen);
        take_back(&lists, observations, self.register);
        note_earlier(&mut lists, self.register);
        let elsewhere = self.named_elsewhere(seen);
        let mut missing: BTreeMap<usize, u32> = BTreeMap::new();
        let mut told_of_rest = BTreeSet::new();
        for list in &lists {
            if let Some(head) = list.rest() {
                if self.options.complete && told_of_rest.insert(list.source) {
                    tell_rest(head, findings);
                }
                continue;
            }
            let Some((_, head)) = list.heads.first_key_value() else {
                continue;
            };
            let none = RejectedRows::default();
            let rejected = rejected.get(&list.source).unwrap_or(&none);
            let rejected = rejected.in_sheets(&list.heads.keys().copied().collect());
            let absent = self.absent_from(list, &rejected);
            let count = u32::try_from(absent.len()).unwrap_or(u32::MAX);
            *missing.entry(list.source).or_default() += count;
            let ends = self.options.complete && rejected.is_empty();
            if self.options.complete && !ends {
                tell_refusal(head, rejected.len(), findings);
            }
            let year = self.year(list.survey);
            for tie in absent {
                let named = elsewhere.get(&tie.key).into_iter().flatten();
                let newer = named.into_iter().any(|it| it.outweighs(list, year));
                if !ends || newer {
                    self.tell_missing(head, tie, newer, findings);
                    continue;
                }
                self.tell_ended(head, tie, findings);
                let absence = absence(list, head, &tie.key);
                observations.put_named(absence.key.clone(), absence);
            }
        }
        missing
    }

    fn year(&self, survey: &Slug) -> Option<i32> {
        self.surveys.get(survey).and_then(|survey| survey.year)
    }

    /// The ties that a list should name and does not, although they have not ended.
    fn absent_from(&self, list: &List<'_>, rejected: &RejectedRows) -> Vec<&Twinning> {
        let scope = self.options.scope;
        (self.register.twinnings.values())
            .filter(|tie| tie.status != TwinningStatus::Ended)
            .filter(|tie| !list.named.contains(&tie.key) && list.should_name(&tie.key, scope))
            .filter(|tie| {
                let partner = self.places.get(&tie.key.partner);
                partner.is_none_or(|place| !rejected.name(place))
            })
            .collect()
    }

    /// What else names each tie: gathered only where something may end.
    fn named_elsewhere<'a>(&'a self, seen: &'a [Seen<'_>]) -> HashMap<&'a TwinningKey, Vec<Named>> {
        let mut named: HashMap<&TwinningKey, Vec<Named>> = HashMap::new();
        if !self.options.complete {
            return named;
        }
        for it in seen {
            let (source, year) = (Some(it.at.head.source), self.year(&it.survey));
            let of_tie = named.entry(&it.twinning).or_default();
            of_tie.push(Named { source, year });
        }
        for it in self.register.observations.values() {
            if !it.is_absence() {
                let (source, year) = (None, self.year(&it.survey));
                let of_tie = named.entry(&it.twinning).or_default();
                of_tie.push(Named { source, year });
            }
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

fn absence(list: &List<'_>, head: &Head, twinning: &TwinningKey) -> Observation {
    let (survey, file) = (list.survey, &head.file);
    // In the sheet where an earlier edition named it.
    let sheet = list.earlier.get(twinning).copied().unwrap_or(&head.sheet);
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

fn tell_rest(head: &Head, findings: &mut Findings) {
    let message = format!(
        "kolumnen {ORIGINAL_ROW} visar att bladet är resten av en annan lista, så inga samarbeten \
         markeras som avslutade."
    );
    let suggestion =
        Some("Läs in hela listan med raderna rättade om samarbeten ska avslutas.".to_owned());
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
