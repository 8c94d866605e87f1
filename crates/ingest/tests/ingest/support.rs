//! Programmes and their countries, members of networks, resources, contacts.

use vanort_ingest::{ImportOptions, plan_import};
use vanort_model::{
    ApplicantKind, Certainty, FindingCode, LanguageCode, ResourceKind, ResourceState, Snapshot,
};

use crate::bench::{Sheet, apply, import, list, small_register};

pub(crate) const PROGRAMMES: Sheet<'_> = (
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

pub(crate) const CONTACTS: Sheet<'_> = (
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

pub(crate) const NETWORKS: Sheet<'_> = (
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
    let languages: Vec<&str> = manual.languages.iter().map(LanguageCode::as_str).collect();
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

/// The register with these rows of Länder i program, and the findings of importing others.
fn periods(known: Sheet<'_>, told: Sheet<'_>) -> (Vec<String>, Vec<String>) {
    let (register, _) = import(register(), &[list(&[PROGRAMMES, CONTACTS, known])]);
    let (after, plan) = import(register, &[list(&[told])]);
    let periods = after.programme_countries.values();
    let periods = periods.map(|it| {
        let until = it.valid_until.map(|it| it.to_string()).unwrap_or_default();
        format!("{} {until}", it.key)
    });
    let found = plan.reports[0].findings.iter().map(ToString::to_string);
    (periods.collect(), found.collect())
}

#[test]
fn a_sheet_that_does_not_tell_beginnings_means_the_period_that_is_known() {
    // A second period without a beginning was added beside the known one.
    let known: Sheet<'_> = (
        "Länder i program",
        &[
            &["Program", "Land", "Gäller från", "Gäller till"],
            &["Nya stödet", "Finland", "2021", ""],
            &["Nya stödet", "Norge", "2021", "2022"],
            &["Nya stödet", "Norge", "2024-06-01", ""],
        ],
    );
    let told: Sheet<'_> = (
        "Länder i program",
        &[
            &["Program", "Land", "Gäller till"],
            &["Nya stödet", "Finland", "2027"],
            &["Nya stödet", "Norge", "2027"],
            &["Nya stödet", "Burma", "2027"],
            &["Gamla stödet", "Finland", "2020"],
        ],
    );
    let (after, found) = periods(known, told);
    assert_eq!(
        after,
        [
            "gamla-stodet>FI> 2020",
            "nya-stodet>FI>2021 2027",
            "nya-stodet>MM> 2027",
            "nya-stodet>NO>2021 2022",
            "nya-stodet>NO>2024-06-01 "
        ]
    );
    let error = "fel: bladet \"Länder i program\", cell B3: registret har flera perioder för Norge i \
                 Nya stödet: från 2021 till 2022; från 2024-06-01. Skriv i en kolumn Gäller från när \
                 den period börjar som raden avser. [MISSING_VALUE]";
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!(found[0], error);
    assert!(found[1].contains("[FORMER_COUNTRY]"), "{}", found[1]);

    let early: Sheet<'_> = (
        "Länder i program",
        &[
            &["Program", "Land", "Gäller till"],
            &["Nya stödet", "Finland", "2020"],
        ],
    );
    let (after, found) = periods(known, early);
    assert_eq!(after[0], "nya-stodet>FI>2021 ");
    assert!(
        found[0].contains("cell C2: slutet 2020 ligger före början 2021, som registret har."),
        "{found:?}"
    );
}

#[test]
fn a_period_that_overlaps_a_known_one_is_told() {
    let known: Sheet<'_> = (
        "Länder i program",
        &[
            &["Program", "Land", "Gäller från", "Gäller till"],
            &["Nya stödet", "Finland", "2021", ""],
            &["Nya stödet", "Norge", "2021", ""],
            &["Nya stödet", "Myanmar", "", ""],
        ],
    );
    let told: Sheet<'_> = (
        "Länder i program",
        &[
            &["Program", "Land", "Gäller från", "Gäller till"],
            // An empty cell says that the beginning is not known.
            &["Nya stödet", "Finland", "", ""],
            // The known period ends in the same sheet: below the one that follows it.
            &["Nya stödet", "Norge", "2024", ""],
            &["Nya stödet", "Norge", "2021", "2023"],
            &["Nya stödet", "Myanmar", "2022", "2023"],
            &["Gamla stödet", "Norge", "2014", "2016-06"],
            &["Gamla stödet", "Norge", "2016", ""],
            &["Gamla stödet", "Finland", "2014", "2015"],
            &["Gamla stödet", "Finland", "2016", ""],
        ],
    );
    let (after, found) = periods(known, told);
    assert_eq!(after.len(), 10, "{after:?}");
    let warning = |cell: &str, message: &str| {
        format!("varning: bladet \"Länder i program\", cell {cell}: {message} [INVALID_VALUE]")
    };
    assert_eq!(
        found,
        [
            warning(
                "C2",
                "perioden utan datum överlappar en annan för Finland i Nya stödet: från 2021. \
                 Skriv 2021 i Gäller från om raden avser den perioden, eller låt den tidigare sluta \
                 innan den senare börjar."
            ),
            warning(
                "C5",
                "perioden från 2022 till 2023 överlappar en annan för Myanmar i Nya stödet: utan \
                 datum. Lämna Gäller från tom om raden avser den perioden, eller låt den tidigare \
                 sluta innan den senare börjar."
            ),
            warning(
                "C7",
                "perioden från 2016 överlappar en annan för Norge i Gamla stödet: från 2014 till \
                 2016-06. Ta bort en av raderna, eller låt den tidigare sluta innan den senare \
                 börjar."
            ),
        ]
    );
}
