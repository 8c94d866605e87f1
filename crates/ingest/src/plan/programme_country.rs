//! Countries in programmes.

use vanort_model::{ProgrammeCountry, ProgrammeCountryKey, Snapshot};

use crate::check::{Findings, ProgrammeCountryRow};
use crate::plan::draft::Drafts;
use crate::plan::named::NamedRecords;
use crate::plan::programme::programme_of_row;
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
    let mut repetition = Repetition::default();
    for row in rows {
        let programme = programme_of_row(names, &row.at, &row.programme, findings);
        let cell = (&row.at, "Land");
        let country = countries.resolve_one(cell, &row.country, findings, suggestions);
        let (Some(programme), Some(country)) = (programme, country) else {
            continue;
        };
        let key = ProgrammeCountryKey {
            programme,
            country,
            valid_from: row.valid_from.filled().copied(),
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
            drafts.put(key, RowRef::of(&row.at), record);
        }
    }
    drafts
}
