//! The findings about programmes, members of networks, resources and contacts, by their cells.

use vanort_model::{FindingCode, Severity, Slug};

use crate::bench::{Sheet, assert_findings, findings, import, list, small_register};
use crate::support::{CONTACTS, NETWORKS, PROGRAMMES};

#[test]
fn a_programme_that_is_not_described_has_no_countries() {
    assert_findings(
        &[
            PROGRAMMES,
            CONTACTS,
            (
                "Länder i program",
                &[
                    &["Program", "Land"],
                    &["Nya stöded", "Finland"],
                    &["Annat", "Finnland"],
                ],
            ),
        ],
        &[
            (FindingCode::ValueRead, "C2", "https://www.ung.se"),
            (FindingCode::UnknownProgramme, "A2", "Menade du Nya stödet?"),
            (
                FindingCode::UnknownProgramme,
                "A3",
                "programmet \"Annat\" finns inte",
            ),
            (FindingCode::UnknownCountry, "B3", "Menade du Finland?"),
        ],
    );
    let alone = findings(&[(
        "Länder i program",
        &[&["Program", "Land"], &["Nya", "Finland"]],
    )]);
    assert!(
        alone[0].to_string().contains("Läs in bladet Program först"),
        "{alone:?}"
    );
    assert_eq!(alone[0].severity, Severity::Error);
}

#[test]
fn circles_of_successors_are_refused() {
    let sheet: Sheet<'_> = (
        "Program",
        &[
            &["Program", "Ersätts av"],
            &["A1", "B2"],
            &["B2", "C3"],
            &["C3", "A1"],
            &["D4", "D4"],
            &["E5", "Femman"],
        ],
    );
    assert_findings(
        &[sheet],
        &[
            (
                FindingCode::InvalidValue,
                "B4",
                "A1 ersätts i sin tur av C3; C3 togs in utan",
            ),
            (
                FindingCode::InvalidValue,
                "B5",
                "D4 kan inte ersättas av sig självt",
            ),
            (
                FindingCode::UnknownProgramme,
                "B6",
                "Ge det en egen rad i Program.",
            ),
        ],
    );
    // The other way round than the register has it is no circle.
    let (after, _) = import(small_register(), &[list(&[sheet])]);
    let turned: Sheet<'_> = (
        "Program",
        &[&["Program", "Ersätts av"], &["B2", "A1"], &["A1", ""]],
    );
    let (after, plan) = import(after, &[list(&[turned])]);
    assert_eq!(plan.reports[0].findings, []);
    let successor = |key: &str| after.programmes[&key.parse().unwrap()].successor.clone();
    assert_eq!(
        (successor("a1"), successor("b2")),
        (None, Some("a1".parse().unwrap()))
    );
}

#[test]
fn contacts_and_networks_that_are_only_named_are_added_by_name_alone() {
    let sheets: [Sheet<'_>; 4] = [
        CONTACTS,
        NETWORKS,
        (
            "Program",
            &[
                &["Program", "Nationell kontakt", "Källa"],
                &["A", "Ungdomsmyndighten", "a.se"],
                &["B", "Rådet", ""],
                &["C", "Rådet", ""],
                &["D", "?!", ""],
            ],
        ),
        (
            "Nätverksmedlemmar",
            &[
                &["Nätverk", "Medlem", "Land", "Källa"],
                &["Rinngen", "Halmstad", "Sverige", "r.eu"],
                &["Kedjan", "Habo", "Sverige", ""],
            ],
        ),
    ];
    assert_findings(
        &sheets,
        &[
            (FindingCode::ValueRead, "C2", "lästes som"),
            (
                FindingCode::NameAdded,
                "B2",
                "Menade du Ungdomsmyndigheten?",
            ),
            (
                FindingCode::NameAdded,
                "B3",
                "kontakten \"Rådet\" beskrivs inte",
            ),
            (
                FindingCode::InvalidValue,
                "B5",
                "varken bokstäver eller siffror",
            ),
            (FindingCode::NameAdded, "A2", "Menade du Ringen?"),
            (
                FindingCode::NameAdded,
                "A3",
                "Beskriv det i bladet Nätverk.",
            ),
        ],
    );
    let (after, _) = import(small_register(), &[list(&sheets)]);
    let source = |key: &str| after.contacts[&key.parse().unwrap()].source.clone();
    assert_eq!(
        (
            source("ungdomsmyndighten").as_str(),
            source("radet").as_str()
        ),
        ("a.se", "lista.xlsx")
    );
    assert_eq!(after.networks[&"rinngen".parse().unwrap()].source, "r.eu");
    assert!(!after.programmes.contains_key(&"d".parse().unwrap()));
}

#[test]
fn a_member_is_what_one_name_of_the_register_says_and_else_stands_by_its_name() {
    assert_findings(
        &[
            NETWORKS,
            (
                "Nätverksmedlemmar",
                &[
                    &["Nätverk", "Medlem", "Land", "Från år", "Till år"],
                    &["Ringen", "Halmstads kommun", "Sverige", "", ""],
                    &["Ringen", "Kommunen Halmstad", "Sverige", "", ""],
                    &["Ringen", "Landstinget i Halland", "Sverige", "", ""],
                    &["Ringen", "Hamlstad", "Sverige", "", ""],
                    &["Ringen", "Utopia", "Sverige", "", ""],
                    &["Ringen", "Utopia", "Burma", "", ""],
                    &["Ringen", "Sexdrega", "Sverige", "2004", "1998"],
                    &["", "Halmstad", "", "", ""],
                ],
            ),
        ],
        &[
            (FindingCode::OtherSpelling, "B3", "lästes som Halmstad"),
            (
                FindingCode::OtherSpelling,
                "B4",
                "lästes som Region Halland",
            ),
            (FindingCode::UnknownAuthority, "B5", "Menade du Halmstad?"),
            (
                FindingCode::UnknownAuthority,
                "B6",
                "medlemmen togs in med bara sitt namn",
            ),
            (FindingCode::FormerCountry, "C7", "Myanmar"),
            (FindingCode::InvalidValue, "E8", "ligger före början"),
            (FindingCode::MissingValue, "A9", "Nätverk saknas"),
            (FindingCode::MissingValue, "C9", "Land saknas"),
        ],
    );
}

#[test]
fn cells_of_another_form_are_told_by_sheet_and_cell() {
    assert_findings(
        &[
            (
                "Program",
                &[
                    &[
                        "Program",
                        "Vem får söka",
                        "Gäller från",
                        "Gäller till",
                        "Säkerhet",
                        "Webbplats",
                    ],
                    &["A", "kommun; kungahus", "2021-13", "", "", ""],
                    &["B", "", "2021", "2020-12", "", ""],
                    &["C", "", "sedan 2021", "tills vidare", "bekräftat", ""],
                    &["D", "", "", "", "kanske", "javascript:alert(1)"],
                ],
            ),
            (
                "Handledningar",
                &[
                    &["Titel", "Typ", "Språk", "Länk", "Status", "Kontrollerad"],
                    &["A", "bok", "sv; svenska", "se ovan", "", "@2026-11-01"],
                ],
            ),
            (
                "Kontakter",
                &[
                    &["Organisation", "E-post"],
                    &["", "a@b.se"],
                    &["A", "ring oss"],
                ],
            ),
        ],
        &[
            (FindingCode::InvalidValue, "B2", "\"kungahus\" är inget ord"),
            (
                FindingCode::InvalidValue,
                "C2",
                "Skriv som 2021, 2021-01 eller 2021-01-31.",
            ),
            (
                FindingCode::InvalidValue,
                "D3",
                "slutet 2020-12 ligger före början 2021",
            ),
            (FindingCode::ValueRead, "C4", "lästes som 2021"),
            (FindingCode::ValueRead, "D4", "lästes som inget datum"),
            (FindingCode::InvalidValue, "E5", "\"kanske\" är inget ord"),
            (FindingCode::InvalidValue, "F5", "är ingen webbadress"),
            (FindingCode::InvalidValue, "B2", "\"bok\" är inget ord"),
            (
                FindingCode::InvalidValue,
                "C2",
                "\"svenska\" är ingen språkkod",
            ),
            (FindingCode::InvalidValue, "D2", "är ingen webbadress"),
            (FindingCode::MissingValue, "A2", "Organisation saknas"),
            (FindingCode::InvalidValue, "B3", "är ingen e-postadress"),
        ],
    );
}

#[test]
fn the_same_row_twice_is_told() {
    assert_findings(
        &[
            NETWORKS,
            (
                "Program",
                &[
                    &["Program", "Ersätts av"],
                    &["A", ""],
                    &["A", "B"],
                    &["B", ""],
                    &["B", ""],
                ],
            ),
            (
                "Nätverksmedlemmar",
                &[
                    &["Nätverk", "Medlem", "Land", "Från år"],
                    &["Ringen", "Halmstad", "Sverige", "1990"],
                    &["Ringen", "HALMSTAD", "SE", "1991"],
                ],
            ),
        ],
        &[
            (FindingCode::DuplicateRow, "A3", "med andra uppgifter"),
            (FindingCode::DuplicateRow, "A5", "med samma uppgifter"),
            (FindingCode::DuplicateRow, "B3", "med andra uppgifter"),
        ],
    );
}

#[test]
fn a_row_of_program_that_was_not_taken_changes_nothing() {
    // The successor of the second row was linked, and its contact added, though it was refused.
    let sheet: Sheet<'_> = (
        "Program",
        &[
            &["Program", "Nationell kontakt", "Ersätts av"],
            &["A", "Ungdomsmyndigheten", ""],
            &["A", "Rådet", "B"],
            &["B", "", ""],
            &["B", "", "?"],
        ],
    );
    let sheets = [CONTACTS, sheet];
    assert_findings(
        &sheets,
        &[
            (FindingCode::ValueRead, "C2", "lästes som"),
            (FindingCode::DuplicateRow, "A3", "med andra uppgifter"),
            (FindingCode::DuplicateRow, "A5", "med andra uppgifter"),
        ],
    );
    let (after, plan) = import(small_register(), &[list(&sheets)]);
    let counts = plan.reports[0].counts;
    assert_eq!((counts.created, counts.rejected), (3, 2));
    assert_eq!(after.programmes[&"a".parse().unwrap()].successor, None);
    let contacts: Vec<&str> = after.contacts.keys().map(Slug::as_str).collect();
    assert_eq!(contacts, ["ungdomsmyndigheten"]);
}

#[test]
fn a_sheet_of_a_common_name_that_holds_something_else_is_passed_over() {
    let found = findings(&[
        ("Länder", &[&["Landskod", "Land"], &["DK", "Danmark"]]),
        ("Kontakter", &[&["Namn", "Telefon"], &["Anna", "0123"]]),
        ("Program", &[&["Tid", "Punkt"], &["9.00", "Kaffe"]]),
    ]);
    let told: Vec<_> = found
        .iter()
        .map(|it| (it.code, it.severity, it.sheet.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (FindingCode::UnknownSheet, Severity::Warning, "Kontakter"),
            (FindingCode::UnknownSheet, Severity::Warning, "Program"),
        ]
    );
    assert!(
        found[0].message.contains("saknar kolumnen Organisation"),
        "{}",
        found[0]
    );
    // By its columns alone the sheet is known under any name.
    let (after, _) = import(
        small_register(),
        &[list(&[(
            "Blad1",
            &[&["Program", "Vem får söka"], &["A", "kommun"]],
        )])],
    );
    assert_eq!(after.programmes.len(), 1);
}

#[test]
fn the_abbreviation_that_a_name_ends_with_is_its_name_too() {
    let sheets: [Sheet<'_>; 5] = [
        (
            "Program",
            &[
                &["Program", "Nationell kontakt", "Ersätts av"],
                &["Rättigheter och värden (CERV)", "Myndigheten (MUCF)", ""],
                &["Gammalt (2007)", "MUCF", "CERV"],
            ],
        ),
        (
            "Kontakter",
            &[
                &["Organisation", "Engelskt namn"],
                &["Myndigheten (MUCF)", ""],
            ],
        ),
        (
            "Länder i program",
            &[
                &["Program", "Land"],
                &["CERV", "Finland"],
                &["2007", "Finland"],
            ],
        ),
        ("Nätverk", &[&["Nätverk"], &["Svensk-italienska (SERN)"]]),
        (
            "Nätverksmedlemmar",
            &[
                &["Nätverk", "Medlem", "Land"],
                &["SERN", "Halmstad", "Sverige"],
            ],
        ),
    ];
    let spelled = FindingCode::OtherSpelling;
    assert_findings(
        &sheets,
        &[
            (spelled, "B3", "\"MUCF\" lästes som Myndigheten (MUCF)"),
            (spelled, "C3", "lästes som Rättigheter och värden (CERV)"),
            (spelled, "A2", "lästes som Rättigheter och värden (CERV)"),
            (FindingCode::UnknownProgramme, "A3", "\"2007\" finns inte"),
            (spelled, "A2", "lästes som Svensk-italienska (SERN)"),
        ],
    );
    let (after, _) = import(small_register(), &[list(&sheets)]);
    assert_eq!((after.contacts.len(), after.networks.len()), (1, 1));
    let member = "svensk-italienska-sern>SE>halmstad".parse().unwrap();
    assert!(after.network_members.contains_key(&member));
}
