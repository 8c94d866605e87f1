//! Lists that are written out, and read in again.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use vanort_ingest::{
    ExportCut, ExportFilter, ExportRequest, ImportOptions, ImportPlan, plan_import, write_csv,
    write_rejected, write_workbook,
};
use vanort_model::{
    AuthorityKey, Country, CountryCode, County, CountyCode, FindingCode, LocalAuthority, Name,
    NameKind, Network, Observation, Place, PlaceKey, Record, Revision, Severity, Slug, Snapshot,
    Survey, Theme, Twinning, TwinningKey, TwinningKind, TwinningStatus,
};

use crate::bench::{list, read, shipped_register};

fn request(cut: ExportCut) -> ExportRequest {
    ExportRequest {
        cut,
        filter: ExportFilter::default(),
        revision: Revision(7),
        date: "2026-11-24".to_owned(),
    }
}

fn options() -> ImportOptions {
    ImportOptions {
        year: Some(2026),
        ..ImportOptions::default()
    }
}

/// Writes a cut of the register and plans its import into the same.
fn there_and_back(register: &Snapshot, cut: ExportCut, name: &str) -> (usize, ImportPlan) {
    let export = match name.rsplit_once('.') {
        Some((_, "csv")) => write_csv(register, &request(cut)),
        _ => write_workbook(register, &request(cut)).unwrap(),
    };
    let source = read(name, &export.bytes).unwrap();
    let plan = plan_import(&[source], register, &options()).unwrap();
    (export.ties, plan)
}

fn assert_no_change(register: &Snapshot) {
    let files = ["vanorter-ut.xlsx", "vanorter-ut.csv"];
    let cuts = ExportCut::ALL.into_iter();
    for (cut, file) in cuts.flat_map(|cut| files.map(|file| (cut, file))) {
        let (ties, plan) = there_and_back(register, cut, file);
        assert_eq!(plan.changes, [], "{cut:?}");
        let report = &plan.reports[0];
        let errors = (report.findings.iter()).filter(|it| it.severity != Severity::Info);
        assert_eq!(
            errors.collect::<Vec<_>>(),
            Vec::<&vanort_model::Finding>::new(),
            "{cut:?}"
        );
        let counts = report.counts;
        let ties = u32::try_from(ties).unwrap();
        assert_eq!(
            (counts.rows_read, counts.unchanged),
            (ties, ties),
            "{cut:?}"
        );
        assert_eq!((counts.observed, counts.rejected), (0, 0), "{cut:?}");
    }
}

#[test]
fn the_shipped_register_comes_back_unchanged() {
    assert_no_change(&shipped_register());
}

#[test]
fn the_same_register_gives_the_same_bytes() {
    let bytes = || write_workbook(&shipped_register(), &request(ExportCut::Country)).unwrap();
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_filter_keeps_what_it_names() {
    let register = shipped_register();
    let mut request = request(ExportCut::Country);
    request.filter.countries = [CountryCode::parse("FI").unwrap()].into();
    request.filter.authorities = ["municipality:1380".parse().unwrap()].into();
    assert_eq!(write_workbook(&register, &request).unwrap().ties, 1);
}

/// A text as lists have it: with what spreadsheets and lists give a meaning of their own.
fn text() -> impl Strategy<Value = String> {
    "[-=+@'\"a-dåäöÅÖ;,()/.1 ]{1,14}"
        .prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .prop_filter("something is left", |text| !text.is_empty())
}

/// What one observation says: status, years, theme, note.
type Said = (
    Option<u8>,
    Option<i32>,
    Option<i32>,
    Option<u8>,
    Option<String>,
);

/// What a register is made of: names of places and authorities, and ties between them.
#[derive(Debug, Clone)]
struct Recipe {
    places: Vec<(String, bool)>,
    authorities: Vec<(String, u8)>,
    ties: Vec<(u8, u8, u8, bool, Vec<Said>)>,
}

fn recipe() -> impl Strategy<Value = Recipe> {
    let said = (
        option::of(0..3_u8),
        option::of(1900..2020),
        option::of(1900..2020),
        option::of(0..11_u8),
        option::of(text()),
    );
    let tie = (
        any::<u8>(),
        any::<u8>(),
        0..3_u8,
        any::<bool>(),
        vec(said, 1..3),
    );
    (
        vec((text(), any::<bool>()), 1..6),
        vec((text(), 0..4_u8), 1..6),
        vec(tie, 0..12),
    )
        .prop_map(|(places, authorities, ties)| Recipe {
            places,
            authorities,
            ties,
        })
}

fn country(code: &str, name: &str) -> Country {
    Country {
        code: CountryCode::parse(code).unwrap(),
        name_sv: name.to_owned(),
        name_en: name.to_owned(),
        other_names: vec![],
        source: "s".to_owned(),
    }
}

/// Cooks the register.
fn register(recipe: &Recipe) -> Snapshot {
    let mut register = Snapshot::default();
    let mut put = |record| assert!(register.put(record).is_none());
    let county = CountyCode::parse("13").unwrap();
    put(Record::County(County {
        code: county.clone(),
        name: "Hallands län".to_owned(),
        letter: None,
        seat: None,
        source: "s".to_owned(),
    }));
    for (code, name) in [("SE", "Sverige"), ("FI", "Finland"), ("NO", "Norge")] {
        put(Record::Country(country(code, name)));
    }
    let network = Slug::of("Nätet").unwrap();
    put(Record::Network(Network {
        key: network.clone(),
        name: "Nätet".to_owned(),
        description: None,
        website: None,
        source: "s".to_owned(),
    }));
    for year in [2011, 2018] {
        put(Record::Survey(Survey {
            key: Slug::of(&format!("K {year}")).unwrap(),
            name: format!("K {year}"),
            year: Some(year),
            publisher: None,
            description: None,
            source: "s".to_owned(),
        }));
    }
    let mut keys = Vec::new();
    for ((name, finnish), id) in recipe.places.iter().zip(1_u32..) {
        let code = CountryCode::parse(if *finnish { "FI" } else { "NO" }).unwrap();
        let key = PlaceKey::of_geonames(&code, id);
        put(Record::Place(Place {
            key: key.clone(),
            name: name.clone(),
            country: code,
            names: vec![Name::new("Annat", NameKind::Exonym)],
            location: None,
            population: None,
            geonames_id: Some(id),
            merged_into: None,
            merged_year: None,
            note: None,
            source: "s".to_owned(),
        }));
        keys.push(key);
    }
    let mut authorities = Vec::new();
    for ((name, kind), number) in recipe.authorities.iter().zip(1_usize..) {
        let key = match kind {
            0 => format!("municipality:13{number:02}"),
            1 => format!("region:{number:02}"),
            2 => format!("federation:f-{number}"),
            _ => format!("foreign:{}", keys[number % keys.len()]),
        };
        let key: AuthorityKey = key.parse().unwrap();
        if authorities.contains(&key) {
            continue;
        }
        put(Record::Authority(LocalAuthority {
            key: key.clone(),
            name: name.clone(),
            official_name: format!("{name} kommun"),
            other_names: vec![],
            county: None,
            seat: None,
            seat_place: None,
            valid_from: None,
            valid_until: None,
            successor: None,
            note: None,
            source: "s".to_owned(),
        }));
        authorities.push(key);
    }
    for (tie, observations) in ties(recipe, &authorities, &keys, &network) {
        put(Record::Twinning(tie));
        for observation in observations {
            put(Record::Observation(observation));
        }
    }
    register
}

fn ties(
    recipe: &Recipe,
    authorities: &[AuthorityKey],
    places: &[PlaceKey],
    network: &Slug,
) -> Vec<(Twinning, Vec<Observation>)> {
    let mut made: BTreeMap<TwinningKey, Vec<Observation>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for (authority, place, kind, in_network, said) in &recipe.ties {
        let key = TwinningKey {
            authority: authorities[usize::from(*authority) % authorities.len()].clone(),
            partner: places[usize::from(*place) % places.len()].clone(),
            kind: TwinningKind::ALL[usize::from(*kind)],
        };
        if !known.insert(key.clone()) {
            continue;
        }
        for ((status, since, until, theme, note), year) in said.iter().zip([2018, 2011]) {
            let survey = Slug::of(&format!("K {year}")).unwrap();
            made.entry(key.clone()).or_default().push(Observation {
                key: format!("{survey}/l.xlsx/Vänorter/{key}/1"),
                twinning: key.clone(),
                survey,
                workbook: "l.xlsx".to_owned(),
                sheet: "Vänorter".to_owned(),
                row: 2,
                text: "t".to_owned(),
                status: status.map(|it| TwinningStatus::ALL[usize::from(it)]),
                since: *since,
                until: *until,
                themes: theme
                    .map(|it| Theme::ALL[usize::from(it)])
                    .into_iter()
                    .collect(),
                network: in_network.then(|| network.clone()),
                note: note.clone(),
                source: Some("=källa".to_owned()),
            });
        }
    }
    (made.into_iter())
        .map(|(key, seen)| {
            let newest_first: Vec<&Observation> = seen.iter().collect();
            (Twinning::from_observations(key, &newest_first), seen)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_register_comes_back_unchanged(recipe in recipe()) {
        assert_no_change(&register(&recipe));
    }
}

#[test]
fn what_is_mended_in_an_exported_list_changes_its_tie_alone() {
    let register = shipped_register();
    let id = "municipality:1380>NO-3137049>twinning";
    let tie = register
        .twinnings
        .keys()
        .find(|key| key.authority.code() == "1380" && key.partner.country().as_str() == "NO");
    let id = tie.map_or_else(|| id.to_owned(), ToString::to_string);
    let headings: &[&str] = &[
        "Kommun",
        "Vänort",
        "Land",
        "Status",
        "Startår",
        "Samarbets-id",
    ];
    let mended = |status: &str, since: &str, partner: &str| {
        let row: &[&str] = &["Halmstad", partner, "Norge", status, since, &id];
        let source = list(&[("Vänorter", &[headings, row])]);
        plan_import(&[source], &register, &options()).unwrap()
    };
    let plan = mended("vilande", "", "Stord");
    let kinds: Vec<_> = (plan.changes.iter())
        .map(|change| change.after.as_ref().unwrap().kind())
        .collect();
    assert_eq!(kinds, ["survey", "twinning", "observation"]);
    let counts = plan.reports[0].counts;
    assert_eq!(
        (counts.rows_read, counts.updated, counts.rejected),
        (1, 1, 0)
    );
    let mut after = register.clone();
    for change in plan.changes {
        drop(after.put(change.after.unwrap()));
    }
    // A second correction in the same year takes up the first.
    let row: &[&str] = &["Halmstad", "Stord", "Norge", "vilande", "#1962", &id];
    let again = list(&[("Vänorter", &[headings, row])]);
    let plan = plan_import(&[again], &after, &options()).unwrap();
    let tie = plan.changes.iter().find_map(|change| match &change.after {
        Some(Record::Twinning(tie)) => Some(tie),
        _ => None,
    });
    let tie = tie.unwrap();
    assert_eq!(
        (tie.status, tie.since),
        (TwinningStatus::Dormant, Some(1962))
    );
    // Another name than the id's is a mistake.
    let plan = mended("vilande", "", "Bergen");
    let finding = &plan.reports[0].findings[0];
    assert_eq!(
        (finding.code, finding.cell()),
        (FindingCode::CodeNameMismatch, "B2".to_owned())
    );
    assert!(plan.changes.is_empty());
}

#[test]
fn rows_that_were_not_taken_come_back_with_their_reasons_and_can_be_mended() {
    let register = shipped_register();
    let source = list(&[(
        "Vänorter",
        &[
            &["Anteckning om listan"],
            &["Kommun", "Vänort", "Land", "Startår"],
            &["Halmstad", "Gentofte", "Danmark", "#1951"],
            &["Halmstad", "=Vasa", "Finnland", "98"],
            &["", "Stord", "Norge", "@1998-05-01"],
            &["Göteborg", "Bergen", "Norge", ""],
        ],
    )]);
    let sources = [source];
    let plan = plan_import(&sources, &register, &options()).unwrap();
    let bytes = write_rejected(&sources, &plan.reports, &options())
        .unwrap()
        .unwrap();
    let rejected = read("att-laga.xlsx", &bytes).unwrap();
    let again = plan_import(&[rejected], &register, &options()).unwrap();
    // As they stand they are refused for the same reasons, at their new cells.
    let reasons = |plan: &ImportPlan| -> Vec<(FindingCode, String)> {
        let findings = plan.reports[0].findings.iter();
        let errors = findings.filter(|it| it.severity == Severity::Error);
        errors.map(|it| (it.code, it.cell())).collect()
    };
    assert_eq!(
        reasons(&plan),
        [
            (FindingCode::UnknownCountry, "C4".to_owned()),
            (FindingCode::InvalidValue, "D4".to_owned()),
            (FindingCode::MissingValue, "A5".to_owned()),
        ]
    );
    assert_eq!(
        reasons(&again),
        [
            (FindingCode::UnknownCountry, "C2".to_owned()),
            (FindingCode::InvalidValue, "D2".to_owned()),
            (FindingCode::MissingValue, "A3".to_owned()),
        ]
    );
    let nothing = list(&[(
        "Vänorter",
        &[
            &["Kommun", "Vänort", "Land"],
            &["Halmstad", "Stord", "Norge"],
        ],
    )]);
    let sources = [nothing];
    let plan = plan_import(&sources, &register, &options()).unwrap();
    assert!(
        write_rejected(&sources, &plan.reports, &options())
            .unwrap()
            .is_none()
    );
}
