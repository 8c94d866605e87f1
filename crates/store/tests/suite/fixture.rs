//! A small register with one of everything.

use time::OffsetDateTime;
use vanort_model::*;
use vanort_store::{NewImportRun, Store};

pub fn country(code: &str, name: &str) -> Country {
    Country {
        code: code.parse().unwrap(),
        name_sv: name.to_owned(),
        name_en: format!("{name} (en)"),
        other_names: vec![Name::new(format!("{name} (own)"), NameKind::Official).in_language("xx")],
        source: "test".to_owned(),
    }
}

pub fn place(key: &str, name: &str) -> Place {
    let key: PlaceKey = key.parse().unwrap();
    Place {
        country: key.as_str()[..2].parse().unwrap(),
        key,
        name: name.to_owned(),
        names: vec![
            Name::new(format!("{name}-b"), NameKind::Exonym),
            Name::new(format!("{name}-a"), NameKind::Former).in_language("fi"),
        ],
        location: Some(Location::new(55.5, -12.25).unwrap()),
        population: Some(12_345),
        geonames_id: Some(4_000_000_000),
        merged_into: None,
        merged_year: None,
        note: None,
        source: "test".to_owned(),
    }
}

pub fn authority(key: &str, name: &str, county: &str) -> LocalAuthority {
    LocalAuthority {
        key: key.parse().unwrap(),
        name: name.to_owned(),
        official_name: format!("{name}s kommun"),
        other_names: vec![],
        county: Some(county.parse().unwrap()),
        seat: Some(name.to_owned()),
        seat_place: None,
        valid_from: None,
        valid_until: None,
        successor: None,
        note: None,
        source: "test".to_owned(),
    }
}

fn county(code: &str, name: &str) -> County {
    County {
        code: code.parse().unwrap(),
        name: name.to_owned(),
        letter: Some("N".to_owned()),
        seat: None,
        source: "test".to_owned(),
    }
}

pub fn twinning(
    key: &str,
    since: Option<i32>,
    status: TwinningStatus,
    themes: &[Theme],
) -> Twinning {
    Twinning {
        key: key.parse().unwrap(),
        status,
        since,
        until: None,
        themes: themes.to_vec(),
        network: None,
        note: None,
    }
}

fn survey(key: &str, year: Option<i32>) -> Survey {
    Survey {
        key: key.parse().unwrap(),
        name: key.to_owned(),
        year,
        publisher: None,
        description: None,
        source: "test".to_owned(),
    }
}

fn observation(survey: &str, twinning: &Twinning) -> Observation {
    Observation {
        key: format!("{survey}/w.xlsx/S/{}/1", twinning.key),
        twinning: twinning.key.clone(),
        survey: survey.parse().unwrap(),
        workbook: "w.xlsx".to_owned(),
        sheet: "S".to_owned(),
        row: 17,
        text: "Å | b".to_owned(),
        status: Some(TwinningStatus::Active),
        since: Some(1951),
        until: None,
        themes: vec![Theme::Culture, Theme::School],
        network: Some("douzelage".parse().unwrap()),
        note: Some("n".to_owned()),
        source: Some("s".to_owned()),
    }
}

fn programme(key: &str) -> Programme {
    Programme {
        key: key.parse().unwrap(),
        name: format!("Program {key}"),
        name_en: None,
        description: None,
        funder: None,
        administrator: None,
        national_contact: None,
        applicants: Vec::new(),
        grant: None,
        valid_from: None,
        valid_until: None,
        certainty: None,
        successor: None,
        website: None,
        checked_on: None,
        source: "test".to_owned(),
    }
}

fn member(key: &str, authority: Option<&str>, place: Option<&str>) -> NetworkMember {
    NetworkMember {
        key: key.parse().unwrap(),
        name: key.to_owned(),
        authority: authority.map(|key| key.parse().unwrap()),
        place: place.map(|key| key.parse().unwrap()),
        since: Some(1991),
        until: authority.map(|_| 2016),
        source: "test".to_owned(),
    }
}

fn country_in(key: &str, valid_until: Option<&str>) -> ProgrammeCountry {
    ProgrammeCountry {
        key: key.parse().unwrap(),
        valid_until: valid_until.map(|date| date.parse().unwrap()),
        source: "test".to_owned(),
    }
}

/// Three programmes after each other, the first two before their successors, with three countries;
/// a contact, two members of a network, a resource.
pub fn support() -> Vec<Record> {
    let mut full = programme("a");
    full.name_en = Some("A".to_owned());
    full.description = Some("d".to_owned());
    full.funder = Some("f".to_owned());
    full.administrator = Some("a".to_owned());
    full.national_contact = Some("mucf".parse().unwrap());
    full.applicants = ApplicantKind::ALL.to_vec();
    full.grant = Some("g".to_owned());
    full.valid_from = Some("2014".parse().unwrap());
    full.valid_until = Some("2020-12-31".parse().unwrap());
    full.certainty = Some(Certainty::Announced);
    full.successor = Some("b".parse().unwrap());
    full.website = Some("https://a.eu/".to_owned());
    full.checked_on = Some("2026-11".parse().unwrap());
    let mut middle = programme("b");
    middle.successor = Some("c".parse().unwrap());
    vec![
        Record::Programme(full),
        Record::Programme(middle),
        Record::Programme(programme("c")),
        Record::Contact(Contact {
            key: "mucf".parse().unwrap(),
            name: "MUCF".to_owned(),
            name_en: Some("Agency".to_owned()),
            role: Some("r".to_owned()),
            website: None,
            email: Some("info@mucf.se".to_owned()),
            source: "test".to_owned(),
        }),
        Record::ProgrammeCountry(country_in("a>FI>", Some("2019"))),
        Record::ProgrammeCountry(country_in("a>FI>2020-01", None)),
        Record::ProgrammeCountry(country_in("b>NO>2021", None)),
        Record::NetworkMember(member(
            "douzelage>SE>halmstad",
            Some("municipality:1380"),
            None,
        )),
        Record::NetworkMember(member("douzelage>FI>hango", None, Some("FI-hango"))),
        Record::Resource(Resource {
            key: "manual".parse().unwrap(),
            title: "Manual".to_owned(),
            kind: Some(ResourceKind::Manual),
            publisher: Some("p".to_owned()),
            format: Some("PDF".to_owned()),
            languages: vec!["en".parse().unwrap(), "sv".parse().unwrap()],
            link: None,
            state: ResourceState::Removed,
            last_checked: Some("2026".parse().unwrap()),
            description: None,
            source: "test".to_owned(),
        }),
    ]
}

/// Two counties, three countries, six places (one merged into one that has no tie), three
/// authorities and a federation with a successor, six ties, two surveys, and what supports them.
pub fn records() -> Vec<Record> {
    let mut merged = place("DK-ribe", "Ribe");
    merged.merged_into = Some("DK-esbjerg".parse().unwrap());
    merged.merged_year = Some(2007);
    let mut halmstad = authority("municipality:1380", "Halmstad", "13");
    halmstad.seat_place = Some("SE-halmstad".parse().unwrap());
    let mut federation = authority("federation:f", "Förbundet", "13");
    federation.county = None;
    federation.successor = Some("region:13".parse().unwrap());
    federation.other_names = vec![Name::new("F", NameKind::Exonym)];
    let ties = [
        twinning(
            "municipality:1380>DK-ribe>twinning",
            Some(1951),
            TwinningStatus::Active,
            &[Theme::Culture, Theme::School],
        ),
        twinning(
            "municipality:1380>DK-ribe>other",
            None,
            TwinningStatus::Unknown,
            &[],
        ),
        twinning(
            "municipality:1380>FI-hango>twinning",
            Some(1949),
            TwinningStatus::Ended,
            &[Theme::Youth],
        ),
        twinning(
            "municipality:0114>FI-hango>twinning",
            None,
            TwinningStatus::Active,
            &[],
        ),
        twinning(
            "municipality:0114>NO-aas>municipal-partnership",
            Some(1951),
            TwinningStatus::Dormant,
            &[Theme::School],
        ),
        twinning(
            "region:13>FI-abo>twinning",
            Some(2001),
            TwinningStatus::Active,
            &[],
        ),
    ];
    let mut records = vec![
        Record::County(county("01", "Stockholms län")),
        Record::County(county("13", "Hallands län")),
        Record::Country(country("SE", "Sverige")),
        Record::Country(country("FI", "Finland")),
        Record::Country(country("DK", "Danmark")),
        Record::Country(country("NO", "Norge")),
        Record::Place(merged),
        Record::Place(place("DK-esbjerg", "Esbjerg")),
        Record::Place(place("FI-hango", "Hangö")),
        Record::Place(place("FI-abo", "Åbo")),
        Record::Place(place("NO-aas", "Ås")),
        Record::Place(place("SE-halmstad", "Halmstad")),
        Record::Authority(federation),
        Record::Authority(authority("region:13", "Region Halland", "13")),
        Record::Authority(halmstad),
        Record::Authority(authority("municipality:0114", "Upplands Väsby", "01")),
        Record::Network(Network {
            key: "douzelage".parse().unwrap(),
            name: "Douzelage".to_owned(),
            description: None,
            website: None,
            source: "test".to_owned(),
        }),
        Record::Survey(survey("old", Some(2007))),
        Record::Survey(survey("new", Some(2026))),
        Record::Survey(survey("undated", None)),
    ];
    let first = ties[0].clone();
    records.extend(ties.into_iter().map(Record::Twinning));
    records
        .extend(["old", "undated", "new"].map(|it| Record::Observation(observation(it, &first))));
    records.extend(support());
    records
}

pub fn additions(records: Vec<Record>) -> Vec<Change> {
    records
        .into_iter()
        .map(|record| Change {
            before: None,
            after: Some(record),
        })
        .collect()
}

pub fn run() -> NewImportRun {
    NewImportRun {
        started_at: OffsetDateTime::now_utc(),
        actor: "test".to_owned(),
        kind: RunKind::Import,
        reverts: None,
        report: ImportReport {
            workbook: "w.xlsx".to_owned(),
            ..ImportReport::default()
        },
    }
}

/// A store with the small register at revision 1.
pub async fn filled(url: &str) -> Store {
    let store = Store::connect(url).await.unwrap();
    store
        .commit_import(Revision(0), &additions(records()), &[run()])
        .await
        .unwrap();
    store
}
