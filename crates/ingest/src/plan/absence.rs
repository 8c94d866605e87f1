//! Ties that a list should name and does not.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use vanort_model::{
    AuthorityKey, CountryCode, FindingCode, Observation, Severity, Slug, Snapshot, Twinning,
    TwinningKey, TwinningKind, TwinningStatus,
};

use crate::check::{Findings, Head};
use crate::options::{ImportOptions, ListScope};
use crate::plan::authority::Authorities;
use crate::plan::observation::{Observations, Seen};
use crate::plan::place::Places;
use crate::plan::rejected::RejectedRows;
use crate::plan::survey::Surveys;

/// What a list says of the absence of a tie: the text of the observation.
const ABSENT: &str = "saknas i listan";

/// A list: the rows of one file that belong to one survey.
#[derive(Debug)]
struct List<'a> {
    source: usize,
    survey: &'a Slug,
    heads: BTreeMap<usize, &'a Arc<Head>>,
    named: HashSet<&'a TwinningKey>,
    authorities: BTreeSet<&'a AuthorityKey>,
    countries: BTreeSet<CountryCode>,
    kinds: BTreeSet<TwinningKind>,
    /// Whether every sheet is named after its country.
    by_country: bool,
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
    /// lists no longer name; takes back the absence of ties that their lists name again. Returns
    /// the number of missing ties by source.
    pub(super) fn draft(
        &self,
        seen: &[Seen<'_>],
        observations: &mut Observations<'_>,
        rejected: &BTreeMap<usize, RejectedRows>,
        findings: &mut Findings,
    ) -> BTreeMap<usize, u32> {
        let lists = self.gather(seen);
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
                .filter(|tie| self.should_name(list, tie, by_tie.get(&tie.key)))
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
                let newer = newer || by_tie.get(&tie.key).is_some_and(|seen| {
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

    /// The lists, in the order of their first rows.
    fn gather<'a>(&self, seen: &'a [Seen<'_>]) -> Vec<List<'a>> {
        let mut numbers: HashMap<(usize, &Slug), usize> = HashMap::new();
        let mut lists: Vec<List<'a>> = Vec::new();
        for it in seen {
            let head = &it.at.head;
            let number = *numbers.entry((head.source, &it.survey)).or_insert_with(|| {
                lists.push(List::new(head.source, &it.survey));
                lists.len() - 1
            });
            let Some(list) = lists.get_mut(number) else {
                continue;
            };
            list.heads.insert(head.index, head);
            list.by_country &= it.country_of_sheet;
            list.named.insert(&it.twinning);
            list.authorities.insert(&it.twinning.authority);
            list.kinds.insert(it.twinning.kind);
            list.countries.insert(it.twinning.partner.country());
        }
        lists
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

    /// Whether a list should name a tie: it lies within its scope, or an earlier edition of the
    /// list named it.
    fn should_name(
        &self,
        list: &List<'_>,
        tie: &Twinning,
        observed: Option<&Vec<&Observation>>,
    ) -> bool {
        let earlier = observed.into_iter().flatten().any(|it| {
            !it.is_absence() && it.survey == *list.survey && list.has_sheet(&it.workbook, &it.sheet)
        });
        let of_authority = list.authorities.contains(&tie.key.authority);
        let of_country = list.countries.contains(&tie.key.partner.country());
        let in_scope = match self.options.scope {
            Some(ListScope::Everything) => true,
            Some(ListScope::Authorities) => of_authority,
            Some(ListScope::Countries) => of_country,
            None if !list.by_country && list.countries.len() > 1 => of_authority,
            // One authority's ties with one country.
            None if list.authorities.len() == 1 => of_authority && of_country,
            None => of_country,
        };
        earlier || (in_scope && list.kinds.contains(&tie.key.kind))
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
        findings.of_sheet(Severity::Warning, head, (None, None), code, message, suggestion);
    }
}

impl<'a> List<'a> {
    fn new(source: usize, survey: &'a Slug) -> Self {
        Self {
            source,
            survey,
            heads: BTreeMap::new(),
            named: HashSet::new(),
            authorities: BTreeSet::new(),
            countries: BTreeSet::new(),
            kinds: BTreeSet::new(),
            by_country: true,
        }
    }

    fn has_sheet(&self, workbook: &str, sheet: &str) -> bool {
        (self.heads.values()).any(|head| head.file == workbook && head.sheet == sheet)
    }

    /// The sheet in which an earlier edition named a tie, else the first.
    fn sheet_of(&self, observed: Option<&Vec<&'a Observation>>) -> Option<&'a str> {
        let mut sheets = observed.into_iter().flatten().filter(|it| {
            it.survey == *self.survey && self.has_sheet(&it.workbook, &it.sheet)
        });
        sheets.next().map(|it| it.sheet.as_str())
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
    findings.of_sheet(Severity::Warning, head, (None, None), code, message, suggestion);
}
