//! The findings about rows of Vänorter, by their exact cells.

use vanort_ingest::{ImportOptions, plan_import};
use vanort_model::FindingCode::{
    AmbiguousPlace, CodeNameMismatch, DuplicateRow, InvalidValue, MissingValue, PlaceAdded,
    UnknownAuthority, UnknownCountry,
};
use vanort_model::{Severity, Snapshot};

use crate::bench::{
    COUNTIES, COUNTRIES, MUNICIPALITIES, REGIONS, Sheet, assert_findings, findings, gazetteer,
    import, list, small_register,
};

const TIES: &[&str] = &["Kommunkod", "Kommun", "Vänort", "Land", "Kartläggning"];
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

/// Ties with a survey and places that are known, so that only their own findings are left.
#[track_caller]
fn assert_ties(rows: &[&[&str]], expected: &[(vanort_model::FindingCode, &str, &str)]) {
    let rows: Vec<&[&str]> = std::iter::once(TIES).chain(rows.iter().copied()).collect();
    assert_findings(&[("Vänorter", &rows), SURVEY, PLACES], expected);
}

#[test]
fn a_good_row_gives_none() {
    assert_ties(&[&["1380", "Halmstad", "Hanko", "Suomi", "K"]], &[]);
    assert_ties(&[&["#1380", "Halmstads kommun", "hangö", "FI", "K"]], &[]);
}

#[test]
fn an_unknown_country_is_an_error_with_a_near_miss() {
    assert_ties(
        &[
            &["1380", "Halmstad", "Hangö", "Finnland", "K"],
            &["1380", "Halmstad", "Hangö", "Utopia", "K"],
        ],
        &[
            (UnknownCountry, "D2", "Menade du Finland?"),
            (
                UnknownCountry,
                "D3",
                "landet \"Utopia\" finns inte i registret.",
            ),
        ],
    );
    let in_places: Sheet<'_> = ("Orter", &[&["Ort", "Land"], &["Hangö", "Finnland"]]);
    assert_findings(
        &[in_places],
        &[(UnknownCountry, "B2", "Menade du Finland?")],
    );
}

#[test]
fn a_code_and_a_name_must_agree() {
    assert_ties(
        &[
            &["1380", "Habo", "Hangö", "Finland", "K"],
            &["0643", "Håbo", "Hangö", "Finland", "K"],
            &["0643", "HABO", "Hangö", "Finland", "K"],
        ],
        &[
            (CodeNameMismatch, "B2", "Habo har kommunkod 0643."),
            (CodeNameMismatch, "B3", "Håbo har kommunkod 0305."),
        ],
    );
}

#[test]
fn an_unknown_authority_is_an_error() {
    assert_ties(
        &[
            &["9999", "Halmstad", "Hangö", "Finland", "K"],
            &["", "Halmsatd", "Hangö", "Finland", "K"],
            &["", "Habo", "Hangö", "Finland", "K"],
        ],
        &[
            (UnknownAuthority, "A2", "Halmstad har kommunkod 1380."),
            (UnknownAuthority, "B3", "Menade du Halmstad?"),
        ],
    );
    let rows: Sheet<'_> = (
        "Vänorter",
        &[
            &["Region", "Regionförbund", "Vänort", "Land", "Kartläggning"],
            &["Region Hallund", "", "Hangö", "Finland", "K"],
            &["", "Förbundet", "Hangö", "Finland", "K"],
            &["Landstinget Halland", "", "Hangö", "Finland", "K"],
            &["#13", "", "Åbo", "Finland", "K"],
            &["", "Regionförbundet Halland", "Åbo", "Finland", "K"],
        ],
    );
    assert_findings(
        &[rows, SURVEY, PLACES],
        &[
            (UnknownAuthority, "A2", "Menade du Region Halland?"),
            (
                UnknownAuthority,
                "B3",
                "regionförbundet \"Förbundet\" finns inte",
            ),
        ],
    );
}

#[test]
fn a_cell_that_must_be_filled_is_told() {
    assert_ties(
        &[&["1380", "Halmstad", "", "", "K"]],
        &[
            (MissingValue, "C2", "Fyll i Vänort."),
            (MissingValue, "D2", "Land saknas."),
        ],
    );
    let counties: Sheet<'_> = ("Län", &[&["Länskod", "Län"], &["", "Hallands län"]]);
    assert_findings(&[counties], &[(MissingValue, "A2", "Länskod saknas.")]);
}

#[test]
fn a_name_that_several_places_have_is_an_error() {
    let places: Sheet<'_> = (
        "Orter",
        &[
            &["Ort", "Land", "GeoNames-id", "Andra namn"],
            &["Sande", "Norge", "#1", ""],
            &["Sande", "Norge", "#2", "Sande i Vestfold"],
        ],
    );
    let ties: Sheet<'_> = (
        "Vänorter",
        &[
            TIES,
            &["1380", "Halmstad", "Sande", "Norge", "K"],
            &["1380", "Halmstad", "Sande i Vestfold", "Norge", "K"],
        ],
    );
    let known = gazetteer(&[(1, "Sande", "", "NO"), (2, "Sande", "", "NO")]);
    let sources = [list(&[places, ties, SURVEY]), known];
    let (register, plan) = import(small_register(), &sources);
    let found = &plan.reports[0].findings;
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        (found[0].code, found[0].cell()),
        (AmbiguousPlace, "C2".to_owned())
    );
    let message = "\"Sande\" i Norge kan vara flera orter: Sande [1] (5000 invånare; 57.10, 12.20); \
                   Sande [2] (5000 invånare; 57.10, 12.20).";
    assert_eq!(found[0].message, message);
    let suggestion = "Skriv vilken som menas med dess id, som \"Sande [1]\".";
    assert_eq!(found[0].suggestion.as_deref(), Some(suggestion));
    assert_eq!(plan.reports[0].counts.rejected, 1);
    assert!(
        plan_import(&sources, &register, &ImportOptions::default())
            .unwrap()
            .changes
            .is_empty()
    );
}

#[test]
fn a_row_that_stands_twice_is_told() {
    assert_ties(
        &[
            &["1380", "Halmstad", "Hangö", "Finland", "K"],
            &["1380", "Halmstad", "Hanko", "Finland", "K"],
        ],
        &[(DuplicateRow, "C3", "står redan på rad 2 i bladet Vänorter")],
    );
    let counties: Sheet<'_> = (
        "Län",
        &[
            &["Länskod", "Län"],
            &["13", "Hallands län"],
            &["13", "Hallands län"],
            &["#13", "Halland"],
        ],
    );
    let found = findings(&[counties]);
    assert_eq!(found[0].severity, Severity::Warning);
    assert_eq!(found[1].severity, Severity::Error);
    assert_findings(
        &[counties],
        &[
            (DuplicateRow, "A3", "med samma uppgifter"),
            (DuplicateRow, "A4", "med andra uppgifter"),
        ],
    );
}

#[test]
fn a_place_that_only_a_list_names_is_added() {
    assert_ties(
        &[
            &["1380", "Halmstad", "Hagnö", "Finland", "K"],
            &["0643", "Habo", "Hagnö", "Finland", "K"],
            &["0643", "Habo", "!!", "Finland", "K"],
        ],
        &[
            (PlaceAdded, "C2", "Menade du Hangö?"),
            (InvalidValue, "C4", "varken bokstäver"),
        ],
    );
}

#[test]
fn a_list_in_an_empty_register_says_what_to_import_first() {
    let ties: Sheet<'_> = (
        "Vänorter",
        &[TIES, &["1380", "Halmstad", "Hangö", "Finland", "K"]],
    );
    let plan = plan_import(
        &[list(&[ties])],
        &Snapshot::default(),
        &ImportOptions::default(),
    )
    .unwrap();
    assert!(plan.changes.is_empty());
    assert_eq!(plan.reports[0].counts.rejected, 1);
    let suggestion = plan.reports[0].findings[1].suggestion.as_deref();
    assert_eq!(
        suggestion,
        Some("Läs in bladet Länder först, eller samtidigt.")
    );
}

#[test]
fn sheets_may_stand_in_any_file_and_columns_in_any_order() {
    let ties: Sheet<'_> = (
        "Per land",
        &[
            &["LAND", "vänort", "kommun"],
            &["Burma", "Bago", "Halmstad"],
        ],
    );
    let (register, plan) = import(
        Snapshot::default(),
        &[
            list(&[ties, REGIONS, MUNICIPALITIES]),
            crate::bench::read(
                "annat.xlsx",
                &crate::bench::workbook(&[COUNTRIES, COUNTIES]),
            )
            .unwrap(),
        ],
    );
    assert!(
        !plan
            .reports
            .iter()
            .any(vanort_model::ImportReport::has_errors),
        "{:#?}",
        plan.reports
    );
    let key = "municipality:1380>MM-bago>twinning".parse().unwrap();
    assert!(register.twinnings.contains_key(&key));
}
