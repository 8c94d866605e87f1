//! Countries.

use vanort_model::{Country, CountryCode, Name, NameKind, Snapshot};

use crate::check::{Cell, CountryRow, Findings};
use crate::plan::draft::Drafts;
use crate::plan::repetition::Repetition;
use crate::plan::tally::RowRef;

/// Drafts the countries of the sheets Länder.
pub(super) fn draft_countries<'r>(
    rows: &[CountryRow],
    register: &'r Snapshot,
    findings: &mut Findings,
) -> Drafts<'r, CountryCode, Country> {
    let mut countries = Drafts::over(&register.countries);
    let mut repetition = Repetition::default();
    for row in rows {
        let known = countries.get(&row.code);
        let name_en = row
            .name_en
            .or_known(known.map(|it| &it.name_en), || row.name_sv.clone());
        let country = Country {
            code: row.code.clone(),
            name_sv: row.name_sv.clone(),
            other_names: other_names(row, &name_en, known),
            name_en,
            source: row
                .source
                .or_known(known.map(|it| &it.source), || row.at.head.file.clone()),
        };
        if repetition.is_first(&row.at, "Landskod", &row.code, &country, findings) {
            countries.put(row.code.clone(), RowRef::of(&row.at), country);
        }
    }
    countries
}

/// Own names in the order given, even where Swedish or English has the same; then other and former
/// names, each text once.
fn other_names(row: &CountryRow, name_en: &str, known: Option<&Country>) -> Vec<Name> {
    let columns = [
        (&row.own_names, NameKind::Official),
        (&row.exonyms, NameKind::Exonym),
        (&row.former_names, NameKind::Former),
    ];
    let mut names: Vec<Name> = Vec::new();
    for (cell, kind) in columns {
        let told = match cell {
            Cell::Filled(told) => told.clone(),
            Cell::Empty => Vec::new(),
            Cell::Absent => {
                let known = known.iter().flat_map(|it| &it.other_names);
                known.filter(|name| name.kind == kind).cloned().collect()
            }
        };
        for name in told {
            let repeats = kind != NameKind::Official
                && (name.text == row.name_sv
                    || name.text == name_en
                    || names.iter().any(|earlier| earlier.text == name.text));
            if !repeats {
                names.push(name);
            }
        }
    }
    names
}
