//! How the names in a list are understood: what is taken, what is told of it, and what is asked.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use vanort_ingest::{ImportOptions, plan_import};
use vanort_model::FindingCode::{
    AmbiguousCountry, AuthorityAdded, CodeNameMismatch, CountyMismatch, FormerCountry,
    InvalidValue, MissingValue, NameAdded, OtherSpelling, PlaceAdded, SuggestionTaken,
    UnknownAuthority, UnknownCountry, UnknownCounty, ValueFilled,
};
use vanort_model::{FindingCode, Severity, Snapshot};

use crate::bench::{Sheet, apply, gazetteer, import, list, shipped};

/// The shipped countries, municipalities and regions with some places of their own.
pub(crate) static REGISTER: LazyLock<Snapshot> = LazyLock::new(|| {
    let places: Sheet<'_> = (
        "Orter",
        &[
            &[
                "Ort",
                "Land",
                "Andra namn",
                "Tidigare namn",
                "Uppgått i",
                "GeoNames-id",
            ],
            &["Hangö", "Finland", "Hanko", "", "", ""],
            &["Salo", "Finland", "", "", "", ""],
            &["Mariehamn", "Åland", "", "", "", ""],
            &["Stord", "Norge", "", "", "", ""],
            &["Bergen", "Norge", "", "", "", ""],
            &["Åbenrå", "Danmark", "", "", "", ""],
            &["Gentofte", "Danmark", "", "", "", ""],
            &["Ribe", "Danmark", "", "Ripa", "Esbjerg", ""],
            &["Esbjerg", "Danmark", "", "", "", ""],
            &["Brno", "Tjeckien", "Brünn", "", "", ""],
            &["Brezno", "Slovakien", "", "", "", ""],
            &["Nová Ves", "Tjeckien", "", "", "", ""],
            &["Nová Ves", "Slovakien", "", "", "", ""],
            &["Newcastle", "Australien", "", "", "", "#1"],
            &["Sande", "Norge", "", "", "", "#2"],
            &["Sande", "Norge", "", "", "", "#3"],
            &["Łódź", "Polen", "", "", "", ""],
            &["Berlin", "Tyskland", "", "", "", ""],
            &["Neukölln", "Tyskland", "", "", "", ""],
        ],
    );
    let surveys: Sheet<'_> = (
        "Kartläggningar",
        &[&["Kartläggning", "År"], &["K", "#2011"]],
    );
    let known = gazetteer(&[
        (1, "Newcastle", "", "AU"),
        (2, "Sande", "", "NO"),
        (3, "Sande", "", "NO"),
    ]);
    let (register, _) = import(
        Snapshot::default(),
        &[shipped("register.xlsx"), shipped("ortnamn.tsv")],
    );
    import(register, &[list(&[places, surveys]), known]).0
});

/// What rows are told: severity, code, cell, and a part of the sentence.
pub(crate) type Told<'a> = (Severity, FindingCode, &'a str, &'a str);

pub(crate) const INFO: Severity = Severity::Info;
pub(crate) const WARNING: Severity = Severity::Warning;
pub(crate) const ERROR: Severity = Severity::Error;

/// Asserts what a list tells and which ties it gives.
#[track_caller]
pub(crate) fn assert_list(
    (sheet, options): (Sheet<'_>, &ImportOptions),
    told: &[Told<'_>],
    ties: &[&str],
) {
    let register = REGISTER.clone();
    let sources = [list(&[sheet])];
    let plan = plan_import(&sources, &register, options).unwrap();
    let report = plan.reports.first().unwrap();
    let found = &report.findings;
    let cells: Vec<_> = (found.iter().filter(|it| it.code != NameAdded))
        .map(|it| (it.severity, it.code, it.cell()))
        .collect();
    let wanted: Vec<_> = (told.iter())
        .map(|(severity, code, cell, _)| (*severity, *code, (*cell).to_owned()))
        .collect();
    assert_eq!(cells, wanted, "{found:#?}");
    for (finding, (.., part)) in found.iter().filter(|it| it.code != NameAdded).zip(told) {
        assert!(finding.to_string().contains(part), "{finding}");
    }
    let after = apply(register, &plan);
    let keys: BTreeSet<String> = after.twinnings.keys().map(ToString::to_string).collect();
    let wanted: BTreeSet<String> = ties.iter().map(|it| format!("{it}>twinning")).collect();
    assert_eq!(keys, wanted);
    let again = plan_import(&sources, &after, options).unwrap();
    assert_eq!(again.changes, [], "a second import changes nothing");
    let counts = report.counts;
    let parts = counts.created + counts.updated + counts.unchanged + counts.rejected;
    assert_eq!(counts.rows_read, parts);
}

/// As [`assert_list`], with the columns Kommun, Vänort and Land.
#[track_caller]
pub(crate) fn assert_rows(rows: &[&[&str]], told: &[Told<'_>], ties: &[&str]) {
    let head: &[&str] = &["Kommun", "Vänort", "Land"];
    let rows: Vec<&[&str]> = std::iter::once(head).chain(rows.iter().copied()).collect();
    let options = ImportOptions::default();
    assert_list((("Vänorter", &rows), &options), told, ties);
}

#[test]
fn municipalities_are_known_in_their_official_forms() {
    let tie = "municipality:1480>NO-bergen";
    for (written, told) in [
        ("Göteborg", ""),
        ("Göteborgs kommun", ""),
        ("GÖTEBORG", ""),
        ("Goteborg", "\"Goteborg\" lästes som Göteborg (1480)."),
        ("Göteborgs", "lästes som Göteborg (1480)."),
        ("Kommunen Göteborg", "lästes som Göteborg (1480)."),
        ("Göteborg Municipality", "lästes som Göteborg (1480)."),
        ("City of Gothenburg", "lästes som Göteborg (1480)."),
    ] {
        let told: &[Told<'_>] = if told.is_empty() {
            &[]
        } else {
            &[(INFO, OtherSpelling, "A2", told)]
        };
        assert_rows(&[&[written, "Bergen", "Norge"]], told, &[tie]);
    }
}

#[test]
fn a_misspelt_municipality_is_asked_about() {
    assert_rows(
        &[&["Halmsatd", "Bergen", "Norge"]],
        &[(ERROR, UnknownAuthority, "A2", "Menade du Halmstad?")],
        &[],
    );
}

#[test]
fn the_county_decides_between_namesakes() {
    let sheet: Sheet<'_> = (
        "Vänorter",
        &[
            &["Kommun", "Län", "Vänort", "Land"],
            &["Habo", "Uppsala län", "Bergen", "Norge"],
            &["Habo", "Jönköping", "Bergen", "Norge"],
            &["Halmstad", "C", "Bergen", "Norge"],
            &["Halmstad", "Hlland", "Stord", "Norge"],
        ],
    );
    assert_list(
        (sheet, &ImportOptions::default()),
        &[
            (
                INFO,
                OtherSpelling,
                "A2",
                "\"Habo\" lästes som Håbo (0305).",
            ),
            (
                WARNING,
                CountyMismatch,
                "B4",
                "Halmstad ligger i Hallands län, men raden säger Uppsala län.",
            ),
            (WARNING, UnknownCounty, "B5", "länet \"Hlland\""),
        ],
        &[
            "municipality:0305>NO-bergen",
            "municipality:0643>NO-bergen",
            "municipality:1380>NO-bergen",
            "municipality:1380>NO-stord",
        ],
    );
}

#[test]
fn regions_are_known_by_their_counties_and_in_the_wrong_column() {
    let sheet: Sheet<'_> = (
        "Vänorter",
        &[
            &["Region", "Kommun", "Vänort", "Land"],
            &["Region Hallands", "", "Bergen", "Norge"],
            &["", "Region Skåne", "Bergen", "Norge"],
        ],
    );
    assert_list(
        (sheet, &ImportOptions::default()),
        &[
            (INFO, OtherSpelling, "A2", "lästes som Region Halland."),
            (INFO, OtherSpelling, "B3", "lästes som Region Skåne."),
        ],
        &["region:12>NO-bergen", "region:13>NO-bergen"],
    );
}

#[test]
fn countries_are_known_in_every_form_that_lists_use() {
    let tie = "municipality:1380>FI-hango";
    for (written, told) in [
        ("Finland", ""),
        ("FI", ""),
        ("suomi", ""),
        ("Republiken Finland", ""),
        ("The Republic of Finland", "lästes som Finland."),
        ("Finland (country)", "lästes som Finland."),
    ] {
        let told: &[Told<'_>] = if told.is_empty() {
            &[]
        } else {
            &[(INFO, OtherSpelling, "C2", told)]
        };
        assert_rows(&[&["Halmstad", "Hangö", written]], told, &[tie]);
    }
    assert_rows(
        &[&["Halmstad", "Hangö", "Finnland"]],
        &[(ERROR, UnknownCountry, "C2", "Menade du Finland?")],
        &[],
    );
}

#[test]
fn parts_and_former_names_of_countries_are_told() {
    assert_rows(
        &[
            &["Halmstad", "York", "England"],
            &["Halmstad", "Bago", "Burma"],
            &["Halmstad", "Tbilisi", "Georgia (country)"],
        ],
        &[
            (INFO, PlaceAdded, "B2", "orten \"York\" i Storbritannien"),
            (
                INFO,
                OtherSpelling,
                "C2",
                "\"England\" är en del av Storbritannien",
            ),
            (INFO, PlaceAdded, "B3", ""),
            (
                INFO,
                FormerCountry,
                "C3",
                "\"Burma\" är ett tidigare namn; Myanmar togs.",
            ),
            (INFO, PlaceAdded, "B4", "i Georgien"),
        ],
        &[
            "municipality:1380>GB-york",
            "municipality:1380>MM-bago",
            "municipality:1380>GE-tbilisi",
        ],
    );
}

#[test]
fn the_place_decides_for_a_country_that_has_split_up() {
    assert_rows(
        &[
            &["Halmstad", "Brünn", "Tjeckoslovakien"],
            &["Halmstad", "Brezno", "Czechoslovakia"],
            &["Halmstad", "Nová Ves", "Tjeckoslovakien"],
            &["Halmstad", "Ingenstans", "Tjeckoslovakien"],
        ],
        &[
            (
                WARNING,
                FormerCountry,
                "C2",
                "Brünn ligger i Tjeckien, som togs.",
            ),
            (WARNING, FormerCountry, "C3", "ligger i Slovakien"),
            (
                ERROR,
                AmbiguousCountry,
                "C4",
                "är känd i Tjeckien, Slovakien",
            ),
            (ERROR, AmbiguousCountry, "C5", "är känd i inget av dem"),
        ],
        &["municipality:1380>CZ-brno", "municipality:1380>SK-brezno"],
    );
}

#[test]
fn a_town_of_a_territory_is_found_under_its_country() {
    assert_rows(
        &[&["Halmstad", "Mariehamn", "Finland"]],
        &[(INFO, OtherSpelling, "C2", "Mariehamn ligger i Åland")],
        &["municipality:1380>AX-mariehamn"],
    );
}

#[test]
fn no_place_is_tied_to_itself() {
    let sheet: Sheet<'_> = (
        "Vänorter",
        &[
            &["Kommun", "Hemland", "Vänort", "Land"],
            &["Halmstad", "Sverige", "Halmstad", "Sverige"],
            &["Bergen", "Norge", "Bergen", "Norge"],
            &["Lodz", "Polen", "Łódź", "Polen"],
        ],
    );
    assert_list(
        (sheet, &ImportOptions::default()),
        &[
            (
                ERROR,
                InvalidValue,
                "C2",
                "kan inte vara vänort till sig själv",
            ),
            (ERROR, InvalidValue, "C3", "sig själv"),
            (ERROR, InvalidValue, "C4", "sig själv"),
        ],
        &[],
    );
}

#[test]
fn authorities_outside_sweden_are_places() {
    let sheet: Sheet<'_> = (
        "Vänorter",
        &[
            &["Kommun", "Hemland", "Vänort", "Land"],
            &["Bergen kommune", "Norge", "Göteborg", "Sverige"],
            &["Drammen", "Norge", "Stord", "Norge"],
            &["Halmstads", "Sverige", "Stord", "Norge"],
        ],
    );
    assert_list(
        (sheet, &ImportOptions::default()),
        &[
            (
                INFO,
                OtherSpelling,
                "A2",
                "\"Bergen kommune\" lästes som Bergen.",
            ),
            (
                INFO,
                AuthorityAdded,
                "A2",
                "Bergen i Norge lades till bland hemorterna.",
            ),
            (INFO, AuthorityAdded, "A3", "Drammen i Norge"),
            (INFO, OtherSpelling, "A4", "lästes som Halmstad (1380)."),
        ],
        &[
            "foreign:NO-bergen>SE-2711537",
            "foreign:NO-drammen>NO-stord",
            "municipality:1380>NO-stord",
        ],
    );
}

#[test]
fn the_name_of_a_sheet_fills_its_columns() {
    let by_country: Sheet<'_> = (
        "Norge 2011",
        &[
            &["Kommun", "Vänort"],
            &["Halmstad", "Stord"],
            &["Habo", "Bergen"],
        ],
    );
    assert_list(
        (by_country, &ImportOptions::default()),
        &[(INFO, ValueFilled, "", "bladets namn gav Norge")],
        &["municipality:1380>NO-stord", "municipality:0643>NO-bergen"],
    );
    let by_authority: Sheet<'_> = (
        "Halmstad",
        &[
            &["Vänort"],
            &["Stord (Norge)"],
            &["Hangö, Finland"],
            &["Bergen"],
        ],
    );
    assert_list(
        (by_authority, &ImportOptions::default()),
        &[
            (INFO, ValueFilled, "", "bladets namn gav Halmstad"),
            (INFO, OtherSpelling, "A2", "Stord i Norge"),
            (INFO, OtherSpelling, "A3", "Hangö i Finland"),
            (ERROR, MissingValue, "A4", "nämner inget land"),
        ],
        &["municipality:1380>NO-stord", "municipality:1380>FI-hango"],
    );
}

#[test]
fn suggestions_are_taken_when_that_is_asked_for() {
    let sheet: Sheet<'_> = (
        "Vänorter",
        &[
            &["Kommunkod", "Kommun", "Vänort", "Land"],
            &["", "Halmsatd", "Stord", "Norge"],
            &["1380", "Halmstad", "Hagnö", "Finland"],
            &["1380", "Halmstad", "Salo", "Finnland"],
            &["1380", "Habo", "Salo", "Finland"],
        ],
    );
    let options = ImportOptions {
        accepted: [
            UnknownAuthority,
            PlaceAdded,
            UnknownCountry,
            CodeNameMismatch,
        ]
        .into(),
        ..ImportOptions::default()
    };
    assert_list(
        (sheet, &options),
        &[
            (
                INFO,
                SuggestionTaken,
                "B2",
                "\"Halmsatd\" lästes som Halmstad.",
            ),
            (INFO, SuggestionTaken, "C3", "\"Hagnö\" lästes som Hangö."),
            (
                INFO,
                SuggestionTaken,
                "D4",
                "\"Finnland\" lästes som Finland.",
            ),
            (INFO, SuggestionTaken, "B5", "lästes som Habo (0643)."),
        ],
        &[
            "municipality:0643>FI-salo",
            "municipality:1380>FI-hango",
            "municipality:1380>FI-salo",
            "municipality:1380>NO-stord",
        ],
    );
}

#[test]
fn a_gazetteer_of_the_same_import_tells_of_new_places() {
    let ties: Sheet<'_> = (
        "Vänorter",
        &[
            &["Kommun", "Vänort", "Land"],
            &["Halmstad", "Turku", "Finland"],
            &["Habo", "Åbo", "Finland"],
        ],
    );
    let known = gazetteer(&[(633_679, "Turku", "Åbo,Aboa", "FI")]);
    let (register, plan) = import(REGISTER.clone(), &[list(&[ties]), known]);
    let codes: Vec<_> = plan.reports[0].findings.iter().map(|it| it.code).collect();
    assert_eq!(codes, [NameAdded, PlaceAdded]);
    let place = &register.places[&"FI-633679".parse().unwrap()];
    assert!(place.location.is_some() && place.names.iter().any(|it| it.text == "Aboa"));
    assert_eq!(place.name, "Åbo");
    assert_eq!(register.twinnings.len(), 2);
}
