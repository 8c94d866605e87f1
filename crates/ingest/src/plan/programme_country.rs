//! Countries in programmes.

use vanort_model::{
    CountryCode, FindingCode, PartialDate, ProgrammeCountry, ProgrammeCountryKey, Slug, Snapshot,
};

use crate::check::{Cell, Findings, ProgrammeCountryRow};
use crate::plan::draft::Drafts;
use crate::plan::named::NamedRecords;
use crate::plan::programme::programme_of_row;
use crate::plan::programme_period::{describe, known_periods, tell_overlaps};
use crate::plan::repetition::Repetition;
use crate::plan::tally::RowRef;
use crate::resolve::{CountryLookup, Suggestions};

/// The countries in programmes of an import.
pub(super) type ProgrammeCountries<'r> = Drafts<'r, ProgrammeCountryKey, ProgrammeCountry>;

/// Drafts the countries of the sheets Länder i program. The same country may be in a programme
/// several times, from different dates on.
pub(super) fn draft_programme_countries<'r>(
    rows: &[ProgrammeCountryRow],
    register: &'r Snapshot,
    names: &NamedRecords<'_>,
    (countries, suggestions): (&CountryLookup, &Suggestions),
    findings: &mut Findings,
) -> ProgrammeCountries<'r> {
    let mut drafts = Drafts::over(&register.programme_countries);
    let mut taken = Vec::new();
    let mut repetition = Repetition::default();
    for row in rows {
        let programme = programme_of_row(names, &row.at, &row.programme, findings);
        let cell = (&row.at, "Land");
        let country = countries.resolve_one(cell, &row.country, findings, suggestions);
        let (Some(programme), Some(country)) = (programme, country) else {
            continue;
        };
        let Some(key) = period_of_row(row, (programme, country), register, countries, findings)
        else {
            continue;
        };
        let known = drafts.known(&key);
        let record = ProgrammeCountry {
            key: key.clone(),
            valid_until: row.valid_until.or_kept(known.and_then(|it| it.valid_until)),
            source: row
                .source
                .or_known(known.map(|it| &it.source), || row.at.head.file.clone()),
        };
        if repetition.is_first(&row.at, "Land", &key, &record, findings) {
            drafts.put(key.clone(), RowRef::of(&row.at), record);
            taken.push((row, key));
        }
    }
    tell_overlaps(&taken, &drafts, register, countries, findings);
    drafts
}

/// The period that a row is about. A sheet without the column Gäller från means the one that the
/// register has; `None`, with a finding, when it has several, or when the row ends that one before
/// it begins.
fn period_of_row(
    row: &ProgrammeCountryRow,
    (programme, country): (Slug, CountryCode),
    register: &Snapshot,
    countries: &CountryLookup,
    findings: &mut Findings,
) -> Option<ProgrammeCountryKey> {
    let key = |valid_from: Option<PartialDate>| ProgrammeCountryKey {
        programme: programme.clone(),
        country: country.clone(),
        valid_from,
    };
    if !matches!(row.valid_from, Cell::Absent) {
        return Some(key(row.valid_from.filled().copied()));
    }
    let known: Vec<&ProgrammeCountry> = known_periods(register, &programme, &country).collect();
    match known.as_slice() {
        [] => Some(key(None)),
        [only] => {
            let from = only.key.valid_from;
            let until = row.valid_until.filled();
            match (from, until) {
                (Some(from), Some(until)) if until.last_day() < from.first_day() => {
                    let message =
                        format!("slutet {until} ligger före början {from}, som registret har.");
                    let code = FindingCode::InvalidValue;
                    findings.error(&row.at, "Gäller till", code, message, None);
                    None
                }
                _ => Some(only.key.clone()),
            }
        }
        several => {
            let periods: Vec<String> = several.iter().map(|it| describe(it)).collect();
            let message = format!(
                "registret har flera perioder för {} i {}: {}.",
                countries.name(&country),
                row.programme,
                periods.join("; ")
            );
            let suggestion =
                "Skriv i en kolumn Gäller från när den period börjar som raden avser.".to_owned();
            let code = FindingCode::MissingValue;
            findings.error(&row.at, "Land", code, message, Some(suggestion));
            None
        }
    }
}
