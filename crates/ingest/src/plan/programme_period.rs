//! Periods in which a country is in a programme, and those that overlap.

use std::collections::{BTreeMap, BTreeSet};

use vanort_model::{
    CountryCode, FindingCode, PartialDate, ProgrammeCountry, ProgrammeCountryKey, Slug, Snapshot,
};

use crate::check::{Findings, ProgrammeCountryRow};
use crate::plan::programme_country::ProgrammeCountries;
use crate::resolve::CountryLookup;

/// The rows that were taken, by their periods.
type Rows<'p> = BTreeMap<&'p ProgrammeCountryKey, &'p ProgrammeCountryRow>;

/// The periods that the register has of a country in a programme, in the order of their beginnings.
pub(super) fn known_periods<'r>(
    register: &'r Snapshot,
    programme: &Slug,
    country: &CountryCode,
) -> impl Iterator<Item = &'r ProgrammeCountry> {
    let first = ProgrammeCountryKey {
        programme: programme.clone(),
        country: country.clone(),
        valid_from: None,
    };
    let from_first = register.programme_countries.range(first.clone()..);
    from_first
        .take_while(move |(key, _)| {
            (&key.programme, &key.country) == (&first.programme, &first.country)
        })
        .map(|(_, period)| period)
}

/// The period in words: "från 2021 till 2022".
pub(super) fn describe(period: &ProgrammeCountry) -> String {
    match (period.key.valid_from, period.valid_until) {
        (Some(from), Some(until)) => format!("från {from} till {until}"),
        (Some(from), None) => format!("från {from}"),
        (None, Some(until)) => format!("till {until}"),
        (None, None) => "utan datum".to_owned(),
    }
}

/// Tells of the rows that add a period in which, as the register will be, the country is in the
/// programme already. A date counts with all days that it may mean, one that is not known as far
/// away.
pub(super) fn tell_overlaps(
    taken: &[(&ProgrammeCountryRow, ProgrammeCountryKey)],
    drafts: &ProgrammeCountries<'_>,
    register: &Snapshot,
    countries: &CountryLookup,
    findings: &mut Findings,
) {
    let rows: Rows<'_> = (taken.iter())
        .filter(|(_, key)| drafts.known(key).is_none())
        .map(|(row, key)| (key, *row))
        .collect();
    let mut added: BTreeMap<(&Slug, &CountryCode), Vec<&ProgrammeCountry>> = BTreeMap::new();
    for period in rows.keys().filter_map(|key| drafts.drafted(key)) {
        let of_country = (&period.key.programme, &period.key.country);
        added.entry(of_country).or_default().push(period);
    }
    for ((programme, country), mut periods) in added {
        let known = known_periods(register, programme, country);
        periods.extend(known.filter_map(|it| drafts.get(&it.key)));
        periods.sort_by_key(|it| first_day(it));
        for (one, other) in overlaps(&periods, &rows) {
            let Some(row) = rows.get(&one.key) else {
                continue;
            };
            let other_is_new = rows.contains_key(&other.key);
            let name = countries.name(country);
            tell_overlap(row, (one, name), (other, other_is_new), findings);
        }
    }
}

/// The added periods that overlap another, each with the first such one. The periods are in the
/// order of their first days.
fn overlaps<'a>(
    periods: &[&'a ProgrammeCountry],
    rows: &Rows<'_>,
) -> Vec<(&'a ProgrammeCountry, &'a ProgrammeCountry)> {
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    // Of those that have begun, the one that ends last.
    let mut last: Option<&ProgrammeCountry> = None;
    for period in periods {
        if let Some(open) = last.filter(|open| first_day(period) <= last_day(open)) {
            let pair = if rows.contains_key(&period.key) {
                (*period, open)
            } else {
                (open, *period)
            };
            if rows.contains_key(&pair.0.key) && told.insert(&pair.0.key) {
                found.push(pair);
            }
        }
        if last.is_none_or(|open| last_day(open) < last_day(period)) {
            last = Some(*period);
        }
    }
    found
}

fn first_day(period: &ProgrammeCountry) -> i64 {
    (period.key.valid_from).map_or(i64::MIN, PartialDate::first_day)
}

fn last_day(period: &ProgrammeCountry) -> i64 {
    period.valid_until.map_or(i64::MAX, PartialDate::last_day)
}

fn tell_overlap(
    row: &ProgrammeCountryRow,
    (period, country): (&ProgrammeCountry, &str),
    (other, is_new): (&ProgrammeCountry, bool),
    findings: &mut Findings,
) {
    let message = format!(
        "perioden {} överlappar en annan för {country} i {}: {}.",
        describe(period),
        row.programme,
        describe(other)
    );
    let same = match other.key.valid_from {
        _ if is_new => "Ta bort en av raderna".to_owned(),
        Some(from) => format!("Skriv {from} i Gäller från om raden avser den perioden"),
        None => "Lämna Gäller från tom om raden avser den perioden".to_owned(),
    };
    let suggestion = format!("{same}, eller låt den tidigare sluta innan den senare börjar.");
    let code = FindingCode::InvalidValue;
    findings.warning(&row.at, "Gäller från", code, message, Some(suggestion));
}
