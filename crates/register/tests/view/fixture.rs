//! A small register with one of everything.

use std::sync::Arc;

use vanort_model::*;
use vanort_register::View;

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
        country: key.country(),
        key,
        name: name.to_owned(),
        names: vec![
            Name::new(format!("{name}-b"), NameKind::Exonym),
            Name::new(format!("{name}-t"), NameKind::Transliteration),
            Name::new(format!("{name}-a"), NameKind::Former).in_language("fi"),
        ],
        location: Some(Location::new(55.5, -12.25).unwrap()),
        population: None,
        geonames_id: None,
        merged_into: None,
        merged_year: None,
        note: None,
        source: "test".to_owned(),
    }
}

pub fn authority(key: &str, name: &str, county: Option<&str>) -> LocalAuthority {
    LocalAuthority {
        key: key.parse().unwrap(),
        name: name.to_owned(),
        official_name: format!("{name}s kommun"),
        other_names: vec![],
        county: county.map(|code| code.parse().unwrap()),
        seat: Some(name.to_owned()),
        seat_place: None,
        valid_from: None,
        valid_until: None,
        successor: None,
        note: None,
        source: "test".to_owned(),
    }
}

pub fn county(code: &str, name: &str) -> County {
    County {
        code: code.parse().unwrap(),
        name: name.to_owned(),
        letter: None,
        seat: None,
        source: "test".to_owned(),
    }
}

pub fn twinning(key: &str, since: Option<i32>, status: TwinningStatus) -> Twinning {
    Twinning {
        key: key.parse().unwrap(),
        status,
        since,
        until: None,
        themes: Vec::new(),
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
        status: None,
        since: None,
        until: None,
        themes: Vec::new(),
        network: None,
        note: None,
        source: Some("Läge: GeoNames".to_owned()),
    }
}

pub fn programme(key: &str, period: (&str, &str), certainty: Option<Certainty>) -> Programme {
    Programme {
        key: key.parse().unwrap(),
        name: key.to_uppercase(),
        name_en: None,
        description: None,
        funder: None,
        administrator: None,
        national_contact: None,
        applicants: Vec::new(),
        grant: None,
        valid_from: period.0.parse().ok(),
        valid_until: period.1.parse().ok(),
        certainty,
        successor: None,
        website: None,
        checked_on: None,
        source: "test".to_owned(),
    }
}

fn country_in(key: &str, valid_until: &str) -> Record {
    Record::ProgrammeCountry(ProgrammeCountry {
        key: key.parse().unwrap(),
        valid_until: valid_until.parse().ok(),
        source: "test".to_owned(),
    })
}

fn member(key: &str, name: &str, authority: Option<&str>, place: Option<&str>) -> Record {
    Record::NetworkMember(NetworkMember {
        key: key.parse().unwrap(),
        name: name.to_owned(),
        authority: authority.map(|key| key.parse().unwrap()),
        place: place.map(|key| key.parse().unwrap()),
        since: None,
        until: None,
        source: "test".to_owned(),
    })
}

fn resource(
    title: &str,
    kind: Option<ResourceKind>,
    state: ResourceState,
    languages: &[&str],
) -> Record {
    Record::Resource(Resource {
        key: Slug::of(title).unwrap(),
        title: title.to_owned(),
        kind,
        publisher: None,
        format: None,
        languages: languages.iter().map(|it| it.parse().unwrap()).collect(),
        link: None,
        state,
        last_checked: None,
        description: None,
        source: "test".to_owned(),
    })
}

/// Four programmes (two replaced by a third, one without dates) with four countries, a contact,
/// three members of a network, three resources.
fn support() -> Vec<Record> {
    let mut old = programme("old", ("2007", "2013"), Some(Certainty::Confirmed));
    old.successor = Some("new".parse().unwrap());
    old.applicants = vec![ApplicantKind::Municipality];
    let mut other = programme(
        "other",
        ("2014-01-01", "2020-12-31"),
        Some(Certainty::Announced),
    );
    other.successor = Some("new".parse().unwrap());
    let mut new = programme("new", ("2021-01", ""), Some(Certainty::Confirmed));
    new.applicants = vec![ApplicantKind::Municipality, ApplicantKind::NonProfit];
    new.national_contact = Some("mucf".parse().unwrap());
    vec![
        Record::Contact(Contact {
            key: "mucf".parse().unwrap(),
            name: "MUCF".to_owned(),
            name_en: None,
            role: None,
            website: None,
            email: None,
            source: "test".to_owned(),
        }),
        Record::Programme(old),
        Record::Programme(other),
        Record::Programme(new),
        Record::Programme(programme("undated", ("", ""), None)),
        country_in("old>NO>", "2010"),
        country_in("new>NO>2023", "2024-06-30"),
        country_in("new>NO>2021", "2021"),
        country_in("new>FI>", ""),
        member(
            "douzelage>SE>halmstad",
            "Halmstad",
            Some("municipality:1380"),
            None,
        ),
        member("douzelage>FI>abo", "Åbo", None, Some("FI-abo")),
        member("douzelage>NO>bergen", "Bergen", None, None),
        resource(
            "Ö",
            Some(ResourceKind::Manual),
            ResourceState::Available,
            &["en", "sv"],
        ),
        resource(
            "A",
            Some(ResourceKind::Service),
            ResourceState::Unverified,
            &["fi"],
        ),
        resource("Z", None, ResourceState::Unverified, &[]),
    ]
}

/// Two counties, four countries, seven places (one merged into one that has no tie), two
/// municipalities, a region and a federation with a successor, six ties, three surveys, and what
/// supports them.
pub fn snapshot() -> Snapshot {
    let mut ribe = place("DK-ribe", "Ribe");
    ribe.merged_into = Some("DK-esbjerg".parse().unwrap());
    ribe.population = Some(8_000);
    let mut hango = place("FI-hango", "Hangö");
    hango.population = Some(7_500);
    let mut abo = place("FI-abo", "Åbo");
    abo.population = Some(200_000);
    let mut seat = place("SE-halmstad", "Halmstad");
    "Halmstadt".clone_into(&mut seat.names[0].text);
    let mut halmstad = authority("municipality:1380", "Halmstad", Some("13"));
    halmstad.seat_place = Some(seat.key.clone());
    let mut federation = authority("federation:f", "Förbundet", None);
    federation.successor = Some("region:13".parse().unwrap());
    let mut ties = [
        twinning(
            "municipality:1380>DK-ribe>twinning",
            Some(1951),
            TwinningStatus::Active,
        ),
        twinning(
            "municipality:1380>DK-ribe>other",
            None,
            TwinningStatus::Unknown,
        ),
        twinning(
            "municipality:1380>FI-hango>twinning",
            Some(1949),
            TwinningStatus::Ended,
        ),
        twinning(
            "municipality:0114>FI-hango>twinning",
            None,
            TwinningStatus::Active,
        ),
        twinning(
            "municipality:0114>NO-aas>municipal-partnership",
            Some(1951),
            TwinningStatus::Dormant,
        ),
        twinning(
            "region:13>FI-abo>twinning",
            Some(2001),
            TwinningStatus::Active,
        ),
    ];
    ties[0].themes = vec![Theme::Culture, Theme::School];
    ties[2].themes = vec![Theme::Youth];
    ties[2].until = Some(2015);
    ties[2].network = Some("douzelage".parse().unwrap());
    ties[3].network = Some("douzelage".parse().unwrap());
    ties[4].themes = vec![Theme::School];
    let mut records = vec![
        Record::County(county("01", "Stockholms län")),
        Record::County(county("13", "Hallands län")),
        Record::Country(country("SE", "Sverige")),
        Record::Country(country("FI", "Finland")),
        Record::Country(country("DK", "Danmark")),
        Record::Country(country("NO", "Norge")),
        Record::Place(ribe),
        Record::Place(place("DK-esbjerg", "Esbjerg")),
        Record::Place(hango),
        Record::Place(abo),
        Record::Place(place("NO-aas", "Ås")),
        Record::Place(place("NO-unused", "Ensam")),
        Record::Place(seat),
        Record::Authority(federation),
        Record::Authority(authority("region:13", "Region Halland", Some("13"))),
        Record::Authority(halmstad),
        Record::Authority(authority("municipality:0114", "Upplands Väsby", Some("01"))),
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
    records
        .extend(["old", "undated", "new"].map(|it| Record::Observation(observation(it, &ties[0]))));
    records.extend(ties.into_iter().map(Record::Twinning));
    records.extend(support());
    let mut snapshot = Snapshot::default();
    for record in records {
        assert!(snapshot.put(record).is_none());
    }
    snapshot
}

pub fn view_of(snapshot: Snapshot) -> View {
    View::new(version(7), None, Arc::new(snapshot)).unwrap()
}

/// A version of a revision.
pub fn version(revision: i64) -> Version {
    Version {
        revision: Revision(revision),
        id: RandomId::from_bits(revision.unsigned_abs().into()),
    }
}

pub fn view() -> View {
    view_of(snapshot())
}
