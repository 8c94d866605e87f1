//! How the names in a list are understood: what is taken, what is told of it, and what is asked.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use vanort_ingest::{ImportOptions, plan_import};
use vanort_model::FindingCode::{
    AmbiguousCountry, AmbiguousPlace, AuthorityAdded, CodeNameMismatch, CountyMismatch,
    FormerCountry, InvalidValue, MissingValue, NameAdded, OtherSpelling, PlaceAdded,
    SeveralPartners, SuccessorTaken, SuggestionTaken, UnknownAuthority, UnknownCountry,
    UnknownCounty, UnknownPlace, ValueFilled,
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
type Told<'a> = (Severity, FindingCode, &'a str, &'a str);

const INFO: Severity = Severity::Info;
const WARNING: Severity = Severity::Warning;
const ERROR: Severity = Severity::Error;

/// Asserts what a list tells and which ties it gives.
#[track_caller]
fn assert_list((sheet, options): (Sheet<'_>, &ImportOptions), told: &[Told<'_>], ties: &[&str]) {
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
fn assert_rows(rows: &[&[&str]], told: &[Told<'_>], ties: &[&str]) {
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
fn places_are_known_in_other_spellings_and_forms() {
    for (place, country, key, told) in [
        ("Hangö", "Finland", "FI-hango", None),
        ("Hanko", "Finland", "FI-hango", None),
        ("HANGÖ", "Finland", "FI-hango", None),
        (
            "Hango",
            "Finland",
            "FI-hango",
            Some("\"Hango\" lästes som Hangö."),
        ),
        (
            "Aabenraa",
            "Danmark",
            "DK-abenra",
            Some("\"Aabenraa\" lästes som Åbenrå."),
        ),
        (
            "Gentofte kommun",
            "Danmark",
            "DK-gentofte",
            Some("lästes som Gentofte."),
        ),
        (
            "Stord kommune",
            "Norge",
            "NO-stord",
            Some("lästes som Stord."),
        ),
        ("City of Łódź", "Polen", "PL-lodz", Some("lästes som Łódź.")),
        (
            "Stord, Norge",
            "Norge",
            "NO-stord",
            Some("lästes som Stord i Norge."),
        ),
        (
            "Stord (Norge)",
            "Norge",
            "NO-stord",
            Some("lästes som Stord i Norge."),
        ),
        (
            "Berlin – Neukölln",
            "Tyskland",
            "DE-neukolln",
            Some("en del av Berlin"),
        ),
        (
            "Newcastle (New South Wales)",
            "Australien",
            "AU-1",
            Some("lästes som Newcastle."),
        ),
        ("f.d. Stord", "Norge", "NO-stord", Some("lästes som Stord.")),
        (
            "Salo (stad)",
            "Finland",
            "FI-salo",
            Some("lästes som Salo."),
        ),
        (
            "Brno/Brünn",
            "Tjeckien",
            "CZ-brno",
            Some("lästes som Brno."),
        ),
    ] {
        let told: Vec<Told<'_>> = told
            .iter()
            .map(|it| (INFO, OtherSpelling, "B2", *it))
            .collect();
        let tie = format!("municipality:1380>{key}");
        assert_rows(&[&["Halmstad", place, country]], &told, &[&tie]);
    }
}

#[test]
fn a_place_with_its_successor_points_there() {
    assert_rows(
        &[
            &["Halmstad", "Ribe (Esbjerg)", "Danmark"],
            &["Halmstad", "Ripa", "Danmark"],
            &["Habo", "Kisko (nu Salo)", "Finland"],
            &["Håbo", "Nystad (tidigare Gammelstad)", "Finland"],
            &["Habo", "Ribe (nu Gentofte)", "Danmark"],
        ],
        &[
            (
                INFO,
                SuccessorTaken,
                "B2",
                "Ribe, som har gått upp i Esbjerg.",
            ),
            (
                INFO,
                OtherSpelling,
                "B3",
                "\"Ripa\" är ett tidigare namn på Ribe",
            ),
            (INFO, SuccessorTaken, "B3", "Ribe har gått upp i Esbjerg."),
            (
                WARNING,
                FindingCode::DuplicateRow,
                "B3",
                "står redan på rad 2",
            ),
            (INFO, PlaceAdded, "B4", "orten \"Kisko\""),
            (
                INFO,
                SuccessorTaken,
                "B4",
                "Kisko, som har gått upp i Salo; registret pekar nu dit.",
            ),
            (INFO, PlaceAdded, "B5", "\"Gammelstad\""),
            (INFO, PlaceAdded, "B5", "\"Nystad\""),
            (
                INFO,
                SuccessorTaken,
                "B5",
                "Gammelstad, som har gått upp i Nystad",
            ),
            (
                WARNING,
                SuccessorTaken,
                "B6",
                "har Ribe gått upp i Esbjerg, inte i Gentofte",
            ),
        ],
        &[
            "municipality:0305>FI-gammelstad",
            "municipality:0643>DK-ribe",
            "municipality:0643>FI-kisko",
            "municipality:1380>DK-ribe",
        ],
    );
}

#[test]
fn several_partners_of_one_cell_are_several_ties() {
    assert_rows(
        &[&["Halmstad", "Stord, Bergen kommune", "Norge"]],
        &[
            (
                INFO,
                SeveralPartners,
                "B2",
                "cellen nämner 2 orter (Stord; Bergen kommune)",
            ),
            (INFO, OtherSpelling, "B2", "lästes som Bergen."),
        ],
        &["municipality:1380>NO-stord", "municipality:1380>NO-bergen"],
    );
}

#[test]
fn towns_of_one_name_in_several_states_stay_apart() {
    assert_rows(
        &[
            &["Halmstad", "Salisbury, Maryland", "USA"],
            &["Halmstad", "Salisbury, North Carolina", "USA"],
            &["Halmstad", "Bridgeton, New Jersey", "USA"],
        ],
        &[
            (INFO, PlaceAdded, "B2", ""),
            (INFO, PlaceAdded, "B3", ""),
            (INFO, OtherSpelling, "B4", "lästes som Bridgeton."),
            (INFO, PlaceAdded, "B4", "\"Bridgeton\""),
        ],
        &[
            "municipality:1380>US-salisbury-maryland",
            "municipality:1380>US-salisbury-north-carolina",
            "municipality:1380>US-bridgeton",
        ],
    );
}

#[test]
fn an_id_singles_a_place_out() {
    assert_rows(
        &[
            &["Halmstad", "Sande", "Norge"],
            &["Halmstad", "Sande [3]", "Norge"],
            &["Halmstad", "Sande [99999]", "Norge"],
            &["Halmstad", "Sande [1]", "Norge"],
            &["Halmstad", "Stord [NO-stord]", "Norge"],
        ],
        &[
            (ERROR, AmbiguousPlace, "B2", "som \"Sande [2]\"."),
            (ERROR, UnknownPlace, "B4", "[99999] finns varken"),
            (ERROR, InvalidValue, "B5", "[1] ligger i Australien."),
        ],
        &["municipality:1380>NO-3", "municipality:1380>NO-stord"],
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
