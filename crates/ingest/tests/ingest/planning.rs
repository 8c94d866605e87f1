//! What an import makes of the register.

use vanort_ingest::{ImportOptions, plan_import};
use vanort_model::{NameKind, Severity, Snapshot, TwinningStatus};

use crate::bench::{
    COUNTRIES, Sheet, apply, findings, gazetteer, import, list, read, small_register, workbook,
};

const TIES: Sheet<'_> = (
    "Vänorter",
    &[
        &[
            "Kommunkod",
            "Kommun",
            "Vänort",
            "Land",
            "Status",
            "Startår",
            "Område",
            "Källa",
            "Kartläggning",
        ],
        &[
            "1380",
            "Halmstad",
            "Hangö",
            "Finland",
            "aktiv",
            "#1950",
            "kultur; skola",
            "k",
            "SKL 2011",
        ],
        &[
            "0643", "Habo", "Bergen", "Norge", "", "", "", "k", "SKL 2011",
        ],
    ],
);
const SURVEYS: Sheet<'_> = (
    "Kartläggningar",
    &[
        &["Kartläggning", "År"],
        &["SKL 2011", "#2011"],
        &["SKL 2018", "#2018"],
    ],
);
const HALMSTAD_HANGÖ: &str = "municipality:1380>FI-hango>twinning";

fn tied() -> Snapshot {
    import(small_register(), &[list(&[TIES, SURVEYS])]).0
}

#[test]
fn an_observation_keeps_the_row_as_written() {
    let register = tied();
    let key = format!("skl-2011/lista.xlsx/Vänorter/{HALMSTAD_HANGÖ}/1");
    let seen = &register.observations[&key];
    assert_eq!(seen.text, "1380 | Halmstad | Hangö | Finland");
    assert_eq!(
        (seen.row, seen.since, seen.source.as_deref()),
        (2, Some(1950), Some("k"))
    );
    let twinning = &register.twinnings[&HALMSTAD_HANGÖ.parse().unwrap()];
    assert_eq!(
        (twinning.status, twinning.themes.len()),
        (TwinningStatus::Active, 2)
    );
}

#[test]
fn the_newest_survey_decides_and_older_rows_fill_in() {
    let newer: Sheet<'_> = (
        "Vänorter",
        &[
            &["Kommun", "Vänort", "Land", "Status", "Kartläggning"],
            &["Halmstad", "Hangö", "Finland", "vilande", "SKL 2018"],
        ],
    );
    let older: Sheet<'_> = (
        "Vänorter",
        &[
            &[
                "Kommun",
                "Vänort",
                "Land",
                "Status",
                "Startår",
                "Anmärkning",
                "Kartläggning",
            ],
            &[
                "Halmstad", "Hangö", "Finland", "avslutad", "#1900", "gammal", "Utan år",
            ],
        ],
    );
    let source = |name, sheet| read(name, &workbook(&[sheet])).unwrap();
    let (register, _) = import(tied(), &[source("a.xlsx", newer)]);
    let (register, _) = import(register, &[source("b.xlsx", older)]);
    let twinning = &register.twinnings[&HALMSTAD_HANGÖ.parse().unwrap()];
    assert_eq!(twinning.status, TwinningStatus::Dormant);
    assert_eq!(twinning.since, Some(1950));
    assert_eq!(twinning.note.as_deref(), Some("gammal"));
    // A survey that turns out to be the newest decides from then on.
    let dated: Sheet<'_> = (
        "Kartläggningar",
        &[&["Kartläggning", "År"], &["Utan år", "#2020"]],
    );
    let (register, plan) = import(register, &[list(&[dated])]);
    // One row: the survey and, with it, the twinning.
    assert_eq!(plan.reports[0].counts.updated, 1);
    let twinning = &register.twinnings[&HALMSTAD_HANGÖ.parse().unwrap()];
    assert_eq!(
        (twinning.status, twinning.since),
        (TwinningStatus::Ended, Some(1900))
    );
}

#[test]
fn a_row_that_moves_is_the_same_and_one_that_goes_is_kept() {
    let register = tied();
    let moved: Sheet<'_> = ("Vänorter", &[TIES.1[0], &[], TIES.1[1]]);
    let (after, plan) = import(register.clone(), &[list(&[moved, SURVEYS])]);
    assert_eq!(plan.changes.len(), 1, "{:#?}", plan.changes);
    let counts = plan.reports[0].counts;
    assert_eq!(
        (counts.updated, counts.unchanged, counts.missing),
        (0, 3, 1)
    );
    assert_eq!(after.observations.len(), register.observations.len());
    assert_eq!(after.twinnings, register.twinnings);
}

#[test]
fn a_known_place_keeps_its_key_and_what_a_sheet_does_not_tell() {
    let register = tied();
    let places: Sheet<'_> = (
        "Orter",
        &[
            &["Ort", "Land", "GeoNames-id", "Lokalt namn", "Anmärkning"],
            &[
                "Hangö",
                "Finland",
                "#658199",
                "fi: Hanko; sv: Hangö",
                "kust",
            ],
        ],
    );
    let known = gazetteer(&[(658_199, "Hanko", "Hangö,Ganko,hangko,EFHA", "FI")]);
    let (register, plan) = import(register, &[list(&[places]), known]);
    assert_eq!(
        (
            plan.reports[0].counts.created,
            plan.reports[0].counts.updated
        ),
        (0, 1)
    );
    let place = &register.places[&"FI-hango".parse().unwrap()];
    assert_eq!(place.geonames_id, Some(658_199));
    let names: Vec<_> = place
        .names
        .iter()
        .map(|it| (it.text.as_str(), it.kind))
        .collect();
    assert_eq!(
        names,
        [
            ("Hanko", NameKind::Official),
            ("Ganko", NameKind::Exonym),
            ("hangko", NameKind::Transliteration),
            ("EFHA", NameKind::Transliteration),
        ]
    );
    // Without its gazetteer the place keeps what that told, and its remark without that column.
    let fewer: Sheet<'_> = (
        "Orter",
        &[
            &["Ort", "Land", "Andra namn"],
            &["Hangö", "Finland", "Hangöudd"],
        ],
    );
    let (register, plan) = import(register, &[list(&[fewer])]);
    assert!(plan.reports[0].findings.is_empty());
    let place = &register.places[&"FI-hango".parse().unwrap()];
    assert!(place.location.is_some() && place.population == Some(5000));
    assert_eq!(
        (place.names.len(), place.note.as_deref()),
        (5, Some("kust"))
    );
    assert!(
        plan_import(&[list(&[fewer])], &register, &ImportOptions::default())
            .unwrap()
            .changes
            .is_empty()
    );
}

#[test]
fn a_new_place_with_coordinates_is_keyed_by_its_id() {
    let places: Sheet<'_> = (
        "Orter",
        &[
            &["Ort", "Land", "GeoNames-id"],
            &["Hangö", "Finland", "658199"],
        ],
    );
    let known = gazetteer(&[(658_199, "Hanko", "", "FI")]);
    let (register, plan) = import(small_register(), &[known, list(&[places, TIES, SURVEYS])]);
    assert!(register.places.contains_key(&"FI-658199".parse().unwrap()));
    assert!(
        register
            .twinnings
            .contains_key(&"municipality:1380>FI-658199>twinning".parse().unwrap())
    );
    assert_eq!(
        plan.reports[1].findings.len(),
        1,
        "only Bergen is added by name"
    );
    // Renamed, it is still the same place.
    let renamed: Sheet<'_> = (
        "Orter",
        &[
            &["Ort", "Land", "GeoNames-id"],
            &["Hanko", "Finland", "658199"],
        ],
    );
    let (after, plan) = import(register.clone(), &[list(&[renamed])]);
    assert_eq!(after.places.len(), register.places.len());
    assert!(
        plan.reports[0].findings.is_empty(),
        "{:#?}",
        plan.reports[0].findings
    );
}

#[test]
fn a_seat_is_a_place_and_a_region_sits_in_it() {
    let register = small_register();
    let seat = Some("SE-2708365".parse().unwrap());
    let halmstad = &register.authorities[&"municipality:1380".parse().unwrap()];
    assert_eq!(
        (
            halmstad.seat_place.clone(),
            halmstad.county.as_ref().unwrap().as_str()
        ),
        (seat.clone(), "13")
    );
    assert_eq!(
        register.authorities[&"region:13".parse().unwrap()].seat_place,
        seat
    );
    let federation = &register.authorities[&"federation:regionforbundet-halland".parse().unwrap()];
    assert_eq!(federation.successor, Some("region:13".parse().unwrap()));
    assert_eq!(federation.valid_until, Some(2010));
}

#[test]
fn a_column_that_is_missing_keeps_and_an_empty_cell_clears() {
    let register = small_register();
    let fewer: Sheet<'_> = (
        "Kommuner",
        &[&["Kommunkod", "Kommun"], &["1380", "Halmstad"]],
    );
    let plan = plan_import(&[list(&[fewer])], &register, &ImportOptions::default()).unwrap();
    assert!(plan.changes.is_empty(), "{:#?}", plan.changes);
    let empty: Sheet<'_> = (
        "Kommuner",
        &[
            &["Kommunkod", "Kommun", "Centralort", "GeoNames-id"],
            &["1380", "Halmstad", "", ""],
        ],
    );
    let (register, _) = import(register, &[list(&[empty])]);
    let halmstad = &register.authorities[&"municipality:1380".parse().unwrap()];
    assert_eq!((&halmstad.seat, &halmstad.seat_place), (&None, &None));
    assert_eq!(halmstad.official_name, "Halmstads kommun");
}

#[test]
fn a_bad_row_leaves_the_good_ones_and_is_counted() {
    let rows: Sheet<'_> = (
        "Vänorter",
        &[
            &["Kommun", "Vänort", "Land"],
            &["Halmstad", "Hangö", "Finnland"],
            &[],
            &["Halmstad", "Bergen", "Norge"],
            &["", "", ""],
            &["Habo", "", ""],
        ],
    );
    let (register, plan) = import(small_register(), &[list(&[rows])]);
    let counts = plan.reports[0].counts;
    assert_eq!((counts.rows_read, counts.rejected), (3, 2));
    // One row, whatever it adds: the place, the survey, the twinning and its observation.
    assert_eq!((counts.created, counts.updated, counts.observed), (1, 0, 1));
    assert_eq!(register.twinnings.len(), 1);
    assert!(!findings(&[rows]).is_empty());
}

#[test]
fn lists_of_one_survey_are_cuts_of_one_set() {
    let by_country: Sheet<'_> = ("Per land", TIES.1);
    let (register, plan) = import(small_register(), &[list(&[TIES, by_country, SURVEYS])]);
    assert_eq!(
        (register.twinnings.len(), register.observations.len()),
        (2, 4)
    );
    assert!(
        !plan.reports[0]
            .findings
            .iter()
            .any(|it| it.code == vanort_model::FindingCode::DuplicateRow)
    );
}

#[test]
fn countries_keep_their_own_names() {
    let (register, _) = import(Snapshot::default(), &[list(&[COUNTRIES])]);
    let finland = &register.countries[&"FI".parse().unwrap()];
    let own: Vec<_> = finland.own_names().map(|it| it.text.as_str()).collect();
    assert_eq!(own, ["Suomi", "Finland"]);
    assert_eq!(finland.source, "lista.xlsx");
}

#[test]
fn a_plan_can_be_applied_twice() {
    let sources = [list(&[TIES, SURVEYS])];
    let register = small_register();
    let plan = plan_import(&sources, &register, &ImportOptions::default()).unwrap();
    let after = apply(register, &plan);
    let again = plan_import(&sources, &after, &ImportOptions::default()).unwrap();
    assert!(again.changes.is_empty());
    let (first, counts) = (plan.reports[0].counts, again.reports[0].counts);
    assert_eq!((first.created, first.observed), (4, 2));
    assert_eq!((counts.unchanged, counts.observed), (4, 0));
}

#[test]
fn the_smallest_useful_workbooks_import_without_errors_or_warnings() {
    let base = read(
        "register.xlsx",
        &workbook(&[
            (
                "Län",
                &[
                    &["Länskod", "Län", "Residensstad", "Källa"],
                    &["13", "Hallands län", "Halmstad", "test"],
                ],
            ),
            (
                "Länder",
                &[
                    &["Landskod", "Land", "Engelskt namn", "Egna namn", "Källa"],
                    &["DK", "Danmark", "Denmark", "da: Danmark", "test"],
                ],
            ),
            (
                "Kommuner",
                &[
                    &[
                        "Kommunkod",
                        "Kommun",
                        "Officiellt namn",
                        "Centralort",
                        "Källa",
                    ],
                    &["1380", "Halmstad", "Halmstads kommun", "Halmstad", "test"],
                ],
            ),
            (
                "Regioner",
                &[
                    &["Regionkod", "Region", "Säte", "Källa"],
                    &["13", "Region Halland", "Halmstad", "test"],
                ],
            ),
        ]),
    );
    let ties = read(
        "vanorter.xlsx",
        &workbook(&[
            (
                "Vänorter",
                &[
                    &[
                        "Kommunkod",
                        "Kommun",
                        "Vänort",
                        "Land",
                        "Status",
                        "Startår",
                        "Källa",
                    ],
                    &[
                        "1380", "Halmstad", "Gentofte", "Danmark", "aktiv", "1950", "test",
                    ],
                ],
            ),
            (
                "Orter",
                &[
                    &["Ort", "Land", "Lokalt namn"],
                    &["Århus", "Danmark", "da: Aarhus"],
                ],
            ),
        ]),
    );
    let sources = [base.unwrap(), ties.unwrap()];
    let (register, plan) = import(Snapshot::default(), &sources);
    assert!(
        plan.reports[0].findings.is_empty(),
        "{:#?}",
        plan.reports[0].findings
    );
    let found = &plan.reports[1].findings;
    assert!(
        found.iter().all(|it| it.severity == Severity::Info),
        "{found:#?}"
    );
    assert_eq!(found.len(), 2, "a survey and a place are added by name");
    assert!(
        register
            .places
            .contains_key(&"DK-gentofte".parse().unwrap())
    );
    assert_eq!(
        register.surveys[&"vanorter".parse().unwrap()].name,
        "vanorter"
    );
}
