//! The findings about sheets, and about rows of all but Vänorter, by their exact cells.

use vanort_ingest::{ImportOptions, plan_import};
use vanort_model::FindingCode::{
    DuplicateRow, InvalidValue, MissingValue, NameAdded, PlaceAdded, UnknownAuthority,
    UnknownCounty, UnknownHeading, UnknownPlace, UnknownSheet, ValueRead,
};
use vanort_model::Severity;

use crate::bench::{Sheet, assert_findings, findings, gazetteer, import, list, small_register};

const SURVEY: Sheet<'_> = (
    "Kartläggningar",
    &[&["Kartläggning", "År"], &["K", "#2011"]],
);
const PLACES: Sheet<'_> = (
    "Orter",
    &[
        &["Ort", "Land", "Andra namn"],
        &["Hangö", "Finland", "Hanko"],
        &["Åbo", "Finland", ""],
    ],
);

#[test]
fn exactly_one_authority_is_named() {
    let rows: Sheet<'_> = (
        "Vänorter",
        &[
            &["Kommun", "Region", "Vänort", "Land", "Kartläggning"],
            &["", "", "Hangö", "Finland", "K"],
            &["Halmstad", "Region Halland", "Hangö", "Finland", "K"],
        ],
    );
    assert_findings(
        &[rows, SURVEY, PLACES],
        &[
            (MissingValue, "A2", "varken"),
            (InvalidValue, "B3", "mer än en"),
        ],
    );
}

#[test]
fn values_have_the_form_of_their_columns() {
    let rows: Sheet<'_> = (
        "Vänorter",
        &[
            &[
                "Kommunkod",
                "Vänort",
                "Land",
                "Typ",
                "Status",
                "Startår",
                "Slutår",
                "Område",
                "Kartläggning",
            ],
            &[
                "1380", "Hangö", "Finland", "Vänort", "aktv", "", "", "", "K",
            ],
            &["1380", "Hangö", "Finland", "Vän", "", "", "", "", "K"],
            &[
                "1380", "Hangö", "Finland", "", "", "ca 1950", "#3000", "", "K",
            ],
            &[
                "1380", "Hangö", "Finland", "", "", "#1950", "#1940", "", "K",
            ],
            &["138", "Hangö", "Finland", "", "", "", "", "", "K"],
            &["643", "Hangö", "Finland", "", "", "", "", "", "K"],
            &[
                "#643",
                "Hangö",
                "Finland",
                "Annat",
                "okänd",
                "1950",
                "#1960",
                "kultur; dans, skola",
                "K",
            ],
        ],
    );
    assert_findings(
        &[rows, SURVEY, PLACES],
        &[
            (InvalidValue, "E2", "Menade du aktiv?"),
            (InvalidValue, "D3", "\"Vän\" är inget ord som Typ kan ha."),
            (ValueRead, "F4", "\"ca 1950\" lästes som 1950."),
            (InvalidValue, "G4", "\"3000\""),
            (InvalidValue, "G5", "slutet 1940 ligger före början 1950."),
            (ValueRead, "A6", "\"138\" lästes som koden 0138."),
            (UnknownAuthority, "A6", "0138"),
            (ValueRead, "A7", "\"643\" lästes som koden 0643."),
            (InvalidValue, "H8", "\"dans\""),
        ],
    );
    let municipalities: Sheet<'_> = (
        "Kommuner",
        &[
            &["Kommunkod", "Kommun", "Länskod", "GeoNames-id"],
            &["1380", "Halmstad", "06", ""],
            &["1380", "Halmstad", "13", "abc"],
            &["1380", "Halmstad", "#13", "#99"],
        ],
    );
    assert_findings(
        &[municipalities],
        &[
            (InvalidValue, "C2", "hör till län 13, inte 06"),
            (InvalidValue, "D3", "\"abc\""),
            (InvalidValue, "D4", "GeoNames-id 99 finns varken"),
        ],
    );
}

#[test]
fn an_unknown_county_is_told() {
    let rows: Sheet<'_> = (
        "Kommuner",
        &[
            &["Kommunkod", "Kommun", "Länskod"],
            &["2280", "Härnösand", "22"],
            &["2281", "Sundsvall", ""],
        ],
    );
    let found = findings(&[rows]);
    assert_eq!(found[0].severity, Severity::Error);
    assert_eq!(found[1].severity, Severity::Warning);
    assert_findings(
        &[rows],
        &[
            (UnknownCounty, "C2", "länet 22"),
            (UnknownCounty, "A3", "länet 22"),
        ],
    );
}

#[test]
fn a_federation_without_its_successor_is_taken() {
    let rows: Sheet<'_> = (
        "Regionförbund",
        &[&["Regionförbund", "Uppgått i"], &["Nytt förbund", "06"]],
    );
    assert_findings(
        &[rows],
        &[(UnknownAuthority, "B2", "regionen 06 finns inte")],
    );
    let (register, _) = import(small_register(), &[list(&[rows])]);
    assert!(
        register
            .authorities
            .contains_key(&"federation:nytt-forbund".parse().unwrap())
    );
}

#[test]
fn a_successor_that_is_not_known_is_left_out() {
    let rows: Sheet<'_> = (
        "Orter",
        &[
            &["Ort", "Land", "Uppgått i"],
            &["Askim", "Norge", "Indre Östfold"],
            &["Spydeberg", "Norge", "Askm"],
            &["A", "Norge", "B"],
            &["B", "Norge", "A"],
        ],
    );
    assert_findings(
        &[rows],
        &[
            (
                UnknownPlace,
                "C2",
                "orten \"Indre Östfold\" finns inte i Norge",
            ),
            (UnknownPlace, "C3", "Menade du Askim?"),
            (InvalidValue, "C5", "A har i sin tur gått upp i B"),
        ],
    );
    let (register, _) = import(small_register(), &[list(&[rows])]);
    let place = |key: &str| &register.places[&key.parse().unwrap()];
    assert_eq!(place("NO-a").merged_into, Some("NO-b".parse().unwrap()));
    assert_eq!(place("NO-b").merged_into, None);
}

#[test]
fn unknown_headings_and_sheets_are_told_and_passed_over() {
    let ties: Sheet<'_> = (
        "Blad1",
        &[
            &[
                "Komun",
                "Kommun",
                "Vänort",
                "Land",
                "Kartläggning",
                "Kommun",
                "Färg",
            ],
            &["x", "Halmstad", "Hangö", "Finland", "K", "", "", "lös"],
        ],
    );
    let notes: Sheet<'_> = ("Läs mig", &[&["Hej"]]);
    let slip: Sheet<'_> = ("Nätvärk", &[&["Hej"]]);
    let empty: Sheet<'_> = ("Blad7", &[]);
    assert_findings(
        &[ties, SURVEY, PLACES, notes, slip, empty],
        &[
            (UnknownHeading, "A1", "rubriken \"Komun\" är okänd"),
            (
                UnknownHeading,
                "F1",
                "rubriken \"Kommun\" betyder Kommun, som redan står",
            ),
            (UnknownHeading, "G1", "\"Färg\""),
            (UnknownHeading, "H1", "saknar rubrik"),
            (UnknownSheet, "", "läser inte"),
            (UnknownSheet, "", "Menade du Nätverk?"),
        ],
    );
}

#[test]
fn a_survey_or_network_without_description_is_added_by_name() {
    let rows: Sheet<'_> = (
        "Vänorter",
        &[
            &["Kommun", "Vänort", "Land", "Nätverk", "Kartläggning"],
            &["Halmstad", "Hangö", "Finland", "Douzelage", "SKL 2011"],
            &["Habo", "Hangö", "Finland", "Douzelage", "SKL 2011"],
            &["Håbo", "Hangö", "Finland", "", ""],
        ],
    );
    assert_findings(
        &[rows, PLACES],
        &[
            (NameAdded, "", "filens namn, \"lista\""),
            (NameAdded, "D2", "nätverket \"Douzelage\""),
            (NameAdded, "E2", "kartläggningen \"SKL 2011\""),
        ],
    );
    let (register, _) = import(small_register(), &[list(&[rows, PLACES])]);
    assert!(register.surveys.contains_key(&"lista".parse().unwrap()));
    assert!(
        register
            .networks
            .contains_key(&"douzelage".parse().unwrap())
    );
}

#[test]
fn an_id_that_nobody_knows_leaves_the_place_to_its_name() {
    let rows: Sheet<'_> = (
        "Orter",
        &[
            &["Ort", "Land", "GeoNames-id"],
            &["Hangö", "Finland", "#658199"],
        ],
    );
    assert_findings(
        &[rows],
        &[(PlaceAdded, "C2", "finns varken i ortnamnsfilen")],
    );
    let (register, _) = import(small_register(), &[list(&[rows])]);
    assert!(register.places.contains_key(&"FI-hango".parse().unwrap()));
    // Once learnt, the coordinates come to the place, which keeps its key.
    let known = gazetteer(&[(658_199, "Hanko", "Ganko", "FI")]);
    let (register, plan) = import(register, &[known]);
    assert_eq!(plan.reports[0].counts.updated, 1);
    let place = &register.places[&"FI-hango".parse().unwrap()];
    assert!(place.location.is_some());
    assert_eq!(place.names.len(), 2);
}

#[test]
fn an_id_in_another_country_is_told() {
    let rows: Sheet<'_> = (
        "Orter",
        &[&["Ort", "Land", "GeoNames-id"], &["Hangö", "Finland", "#7"]],
    );
    let sources = [list(&[rows]), gazetteer(&[(7, "Oslo", "", "NO")])];
    let plan = plan_import(&sources, &small_register(), &ImportOptions::default()).unwrap();
    let finding = &plan.reports[0].findings[0];
    assert_eq!(
        (finding.code, finding.cell()),
        (InvalidValue, "C2".to_owned())
    );
    assert!(
        finding.message.contains("är Oslo i Norge, inte i Finland"),
        "{finding}"
    );
}

#[test]
fn a_bad_gazetteer_row_is_told_and_the_others_go_in() {
    let row = |id: &str, lat: &str| format!("{id}\tX\t\t\t{lat}\t1\tP\t\tFI\t\t\t\t\t\t1\t\t\t\t");
    let text = [
        row("1", "1"),
        row("x", "1"),
        row("2", "91"),
        row("1", "2"),
        row("1", "1"),
    ]
    .join("\n");
    let source = crate::bench::read("ort.tsv", text.as_bytes()).unwrap();
    let plan = plan_import(&[source], &small_register(), &ImportOptions::default()).unwrap();
    let report = &plan.reports[0];
    let cells: Vec<_> = report
        .findings
        .iter()
        .map(|it| (it.code, it.cell()))
        .collect();
    let expected = [
        (InvalidValue, "A2"),
        (InvalidValue, "E3"),
        (DuplicateRow, "A4"),
    ];
    assert_eq!(cells, expected.map(|(code, cell)| (code, cell.to_owned())));
    assert!(report.findings.iter().all(|it| it.sheet == "ort.tsv"));
    assert_eq!((report.counts.rows_read, report.counts.rejected), (5, 3));
}
