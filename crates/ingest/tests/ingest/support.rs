//! Programmes and their countries, members of networks, resources, contacts.

use vanort_ingest::{ImportOptions, plan_import};
use vanort_model::{
    ApplicantKind, Certainty, FindingCode, ResourceKind, ResourceState, Severity, Snapshot,
};

use crate::bench::{Sheet, apply, assert_findings, findings, import, list, small_register};

const PROGRAMMES: Sheet<'_> = (
    "Program",
    &[
        &[
            "Program",
            "Engelskt namn",
            "Finansiär",
            "Nationell kontakt",
            "Vem får söka",
            "Bidrag",
            "Gäller från",
            "Gäller till",
            "Säkerhet",
            "Ersätts av",
            "Webbplats",
            "Kontrollerad",
            "Källa",
        ],
        &[
            "Nya stödet",
            "New Grant",
            "EU",
            "Ungdomsmyndigheten",
            "kommun; ideell organisation",
            "högst 50 000 euro",
            "#2021",
            "2027-12",
            "bekräftad",
            "",
            "https://nya.eu/",
            "@2026-11-01",
            "eu.eu",
        ],
        &[
            "Gamla stödet",
            "",
            "EU",
            "",
            "",
            "",
            "@2014-01-01",
            "2020-12-31",
            "",
            "New Grant",
            "",
            "",
            "",
        ],
    ],
);

const COUNTRIES: Sheet<'_> = (
    "Länder i program",
    &[
        &["Program", "Land", "Gäller från", "Gäller till", "Källa"],
        &["Nya stödet", "Finland", "", "", "eu.eu"],
        &["Nya stödet", "Norge", "2021", "2022", "eu.eu"],
        &["Nya stödet", "Norge", "2024-06-01", "", "eu.eu"],
    ],
);

const CONTACTS: Sheet<'_> = (
    "Kontakter",
    &[
        &["Organisation", "Roll", "Webbplats", "E-post"],
        &[
            "Ungdomsmyndigheten",
            "kontaktpunkt",
            "www.ung.se",
            "info@ung.se",
        ],
    ],
);

const MEMBERS: Sheet<'_> = (
    "Nätverksmedlemmar",
    &[
        &["Nätverk", "Medlem", "Land", "Från år", "Källa"],
        &["Ringen", "Halmstad", "Sverige", "#1991", "ringen.eu"],
        &["Ringen", "Region Halland", "Sverige", "", ""],
        &["Ringen", "Hangö", "Finland", "", ""],
        &["Ringen", "Bad Kötzting", "Finland", "", ""],
    ],
);

const RESOURCES: Sheet<'_> = (
    "Handledningar",
    &[
        &["Titel", "Typ", "Språk", "Länk", "Status", "Kontrollerad"],
        &["Förnya vänorten", "handledning", "sv; EN", "", "", ""],
        &[
            "Sökmotorn",
            "tjänst",
            "",
            "https://sok.eu/",
            "borttagen",
            "2026-11",
        ],
    ],
);

const NETWORKS: Sheet<'_> = (
    "Nätverk",
    &[&["Nätverk", "Webbplats"], &["Ringen", "https://ringen.eu"]],
);

const ALL: [Sheet<'_>; 6] = [
    PROGRAMMES, COUNTRIES, CONTACTS, MEMBERS, RESOURCES, NETWORKS,
];

const TIES: Sheet<'_> = (
    "Vänorter",
    &[
        &["Kommun", "Vänort", "Land"],
        &["Halmstad", "Hangö", "Finland"],
    ],
);

/// The small register with a tie, so that it has a place abroad.
fn register() -> Snapshot {
    import(small_register(), &[list(&[TIES])]).0
}

#[test]
fn a_workbook_with_these_sheets_alone_is_imported() {
    let (after, plan) = import(register(), &[list(&ALL)]);
    let report = &plan.reports[0];
    assert_eq!((report.counts.rows_read, report.counts.created), (13, 13));
    let codes: Vec<_> = report
        .findings
        .iter()
        .map(|it| (it.code, it.cell()))
        .collect();
    assert_eq!(codes, [(FindingCode::ValueRead, "C2".to_owned())]);

    let new = &after.programmes[&"nya-stodet".parse().unwrap()];
    assert_eq!(
        new.applicants,
        [ApplicantKind::Municipality, ApplicantKind::NonProfit]
    );
    assert_eq!(
        new.national_contact.as_ref().unwrap().as_str(),
        "ungdomsmyndigheten"
    );
    assert_eq!(new.certainty, Some(Certainty::Confirmed));
    let dates = [new.valid_from, new.valid_until, new.checked_on];
    assert_eq!(
        dates.map(|it| it.unwrap().to_string()),
        ["2021", "2027-12", "2026-11-01"]
    );
    let old = &after.programmes[&"gamla-stodet".parse().unwrap()];
    assert_eq!(old.successor.as_ref(), Some(&new.key));
    assert_eq!(
        (
            old.source.as_str(),
            old.valid_from.unwrap().to_string().as_str()
        ),
        ("lista.xlsx", "2014-01-01")
    );

    let keys: Vec<String> = after
        .programme_countries
        .keys()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        keys,
        [
            "nya-stodet>FI>",
            "nya-stodet>NO>2021",
            "nya-stodet>NO>2024-06-01"
        ]
    );

    let members: Vec<_> = (after.network_members.values())
        .map(|it| {
            let authority = it.authority.as_ref().map(ToString::to_string);
            let place = it.place.as_ref().map(ToString::to_string);
            (it.key.to_string(), authority, place)
        })
        .collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        members,
        [
            ("ringen>FI>bad-kotzting".to_owned(), None, None),
            ("ringen>FI>hango".to_owned(), None, some("FI-hango")),
            (
                "ringen>SE>halmstad".to_owned(),
                some("municipality:1380"),
                None
            ),
            (
                "ringen>SE>region-halland".to_owned(),
                some("region:13"),
                None
            ),
        ]
    );

    let manual = &after.resources[&"fornya-vanorten".parse().unwrap()];
    assert_eq!(
        (manual.kind, manual.state),
        (Some(ResourceKind::Manual), ResourceState::Unverified)
    );
    let languages: Vec<&str> = manual.languages.iter().map(|it| it.as_str()).collect();
    assert_eq!(languages, ["en", "sv"]);
    let contact = &after.contacts[&"ungdomsmyndigheten".parse().unwrap()];
    assert_eq!(contact.website.as_deref(), Some("https://www.ung.se"));
}

#[test]
fn importing_it_again_changes_nothing_and_no_order_of_sheets_or_files_matters() {
    let (after, first) = import(register(), &[list(&ALL)]);
    let again = plan_import(&[list(&ALL)], &after, &ImportOptions::default()).unwrap();
    assert_eq!(again.changes, []);
    assert_eq!(again.reports[0].counts.unchanged, 13);
    let mut reversed = ALL;
    reversed.reverse();
    let reversed = plan_import(&[list(&reversed)], &register(), &ImportOptions::default()).unwrap();
    assert_eq!(reversed.changes, first.changes);
    // Together with the list that its member is known by.
    let both = [list(&ALL), list(&[TIES])];
    let (together, _) = import(small_register(), &both);
    assert_eq!(together.network_members, after.network_members);
}

#[test]
fn what_a_sheet_does_not_tell_is_kept_and_what_it_empties_is_forgotten() {
    let (after, _) = import(register(), &[list(&ALL)]);
    let sheet: Sheet<'_> = (
        "Program",
        &[
            &["Program", "Bidrag", "Ersätts av"],
            &["Nya stödet", "", ""],
            &["Gamla stödet", "5 kronor", ""],
        ],
    );
    let (after, plan) = import(after, &[list(&[sheet])]);
    assert_eq!((plan.changes.len(), plan.reports[0].counts.updated), (2, 2));
    let new = &after.programmes[&"nya-stodet".parse().unwrap()];
    assert_eq!((&new.grant, new.funder.as_deref()), (&None, Some("EU")));
    let old = &after.programmes[&"gamla-stodet".parse().unwrap()];
    assert_eq!(
        (old.grant.as_deref(), &old.successor),
        (Some("5 kronor"), &None)
    );
}

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
fn suggestions_for_programmes_and_members_are_taken_when_asked_for() {
    let sheets: [Sheet<'_>; 3] = [
        PROGRAMMES,
        (
            "Länder i program",
            &[&["Program", "Land"], &["Nya stöded", "Finland"]],
        ),
        (
            "Nätverksmedlemmar",
            &[
                &["Nätverk", "Medlem", "Land"],
                &["Ringen", "Hamlstad", "Sverige"],
                &["Ringen", "Hangøö", "Finland"],
            ],
        ),
    ];
    let options = ImportOptions {
        accepted: ImportOptions::ACCEPTABLE.into(),
        ..ImportOptions::default()
    };
    let plan = plan_import(&[list(&sheets)], &register(), &options).unwrap();
    let after = apply(register(), &plan);
    assert!(
        after
            .programme_countries
            .contains_key(&"nya-stodet>FI>".parse().unwrap())
    );
    let member = |key: &str| &after.network_members[&key.parse().unwrap()];
    let halmstad = "municipality:1380".parse().unwrap();
    assert_eq!(member("ringen>SE>hamlstad").authority, Some(halmstad));
    assert_eq!(
        member("ringen>FI>hangoo").place,
        Some("FI-hango".parse().unwrap())
    );
    let taken = plan.reports[0].findings.iter();
    let taken = taken
        .filter(|it| it.code == FindingCode::SuggestionTaken)
        .count();
    assert_eq!(taken, 3);
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
