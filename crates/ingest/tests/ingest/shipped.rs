//! The workbooks that the repository ships.

use vanort_ingest::{ImportOptions, WorkbookLimits, list_data_files, plan_import, read_source};
use vanort_model::{AuthorityKind, NameKind, Severity, Snapshot, TwinningStatus};

use crate::bench::{FILES, import, shipped, shipped_path};

fn imported() -> Snapshot {
    let sources = FILES.map(shipped);
    let (register, plan) = import(Snapshot::default(), &sources);
    for report in &plan.reports {
        assert_eq!(report.findings, [], "{}", report.workbook);
        assert_eq!(report.counts.rejected, 0);
    }
    register
}

#[test]
fn the_shipped_workbooks_fill_an_empty_register() {
    let register = imported();
    let authorities = |kind| {
        (register.authorities.keys())
            .filter(|key| key.kind() == kind)
            .count()
    };
    assert_eq!(authorities(AuthorityKind::Municipality), 290);
    assert_eq!(authorities(AuthorityKind::Region), 21);
    assert_eq!(authorities(AuthorityKind::RegionalFederation), 13);
    assert_eq!(
        (register.counties.len(), register.countries.len()),
        (21, 250)
    );
    assert!(
        register.twinnings.len() >= 700,
        "{}",
        register.twinnings.len()
    );
    assert_eq!((register.surveys.len(), register.networks.len()), (4, 3));
    assert_eq!(
        (
            register.programmes.len(),
            register.programme_countries.len()
        ),
        (6, 118)
    );
    assert_eq!((register.resources.len(), register.contacts.len()), (9, 8));
    let members = register.network_members.values();
    let known = members.filter(|it| it.authority.is_some() || it.place.is_some());
    assert_eq!((register.network_members.len(), known.count()), (73, 73));

    let nikopol = register
        .places
        .values()
        .find(|it| it.name == "Nikopol")
        .unwrap();
    assert_eq!(
        (nikopol.key.as_str(), nikopol.country.as_str()),
        ("UA-700051", "UA")
    );
    assert!(nikopol.location.is_some() && nikopol.population.is_some());
    let halmstad = "municipality:1380>UA-700051>twinning".parse().unwrap();
    assert!(register.twinnings.contains_key(&halmstad));

    let ribe = register
        .places
        .values()
        .find(|it| it.name == "Ribe")
        .unwrap();
    let successor = &register.places[ribe.merged_into.as_ref().unwrap()];
    assert_eq!(
        (successor.name.as_str(), ribe.merged_year),
        ("Esbjerg", Some(2007))
    );
    let ended = register.twinnings.values();
    let ended = ended
        .filter(|it| it.status == TwinningStatus::Ended)
        .count();
    assert_eq!(ended, 3);
}

#[test]
fn seats_have_coordinates_and_names_in_many_languages() {
    let register = imported();
    let located = |kind| {
        let of_kind = register
            .authorities
            .values()
            .filter(move |it| it.key.kind() == kind);
        of_kind.filter(|it| it.seat_place.is_some()).count()
    };
    assert_eq!(located(AuthorityKind::Municipality), 281);
    assert!(located(AuthorityKind::Region) >= 20);
    let göteborg = &register.places[&"SE-2711537".parse().unwrap()];
    assert_eq!(göteborg.name, "Göteborg");
    let kind = |text: &str| {
        göteborg
            .names
            .iter()
            .find(|it| it.text == text)
            .map(|it| it.kind)
    };
    assert_eq!(kind("Gothenburg"), Some(NameKind::Exonym));
    assert_eq!(kind("GOT"), Some(NameKind::Transliteration));
    assert_eq!(kind("Göteborg"), None);
}

#[test]
fn no_place_has_a_name_twice_or_its_primary_name_again() {
    for place in imported().places.values() {
        let mut texts: Vec<&str> = place.names.iter().map(|it| it.text.as_str()).collect();
        texts.push(&place.name);
        texts.sort_unstable();
        let count = texts.len();
        texts.dedup();
        assert_eq!(texts.len(), count, "{place:?}");
    }
}

#[test]
fn importing_again_changes_nothing_whatever_is_left_out() {
    let register = imported();
    let all = FILES.map(shipped).to_vec();
    let each = FILES.map(|file| vec![shipped(file)]);
    for sources in std::iter::once(all).chain(each) {
        let plan = plan_import(&sources, &register, &ImportOptions::default()).unwrap();
        let first = plan.changes.first();
        assert!(
            plan.changes.is_empty(),
            "{} changes, {first:#?}",
            plan.changes.len()
        );
        assert!(
            plan.reports
                .iter()
                .all(|it| it.counts.created + it.counts.updated == 0)
        );
        assert!(plan.reports.iter().all(|it| it.counts.unchanged > 0));
    }
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let mut sources = FILES.map(shipped);
    let plan = plan_import(&sources, &Snapshot::default(), &ImportOptions::default()).unwrap();
    sources.reverse();
    let mut reversed =
        plan_import(&sources, &Snapshot::default(), &ImportOptions::default()).unwrap();
    reversed.reports.reverse();
    assert_eq!(plan, reversed);
}

#[test]
fn every_change_comes_after_what_it_refers_to() {
    use vanort_model::Record;
    let sources = FILES.map(shipped);
    let plan = plan_import(&sources, &Snapshot::default(), &ImportOptions::default()).unwrap();
    let mut register = Snapshot::default();
    for change in plan.changes {
        let record = change.after.unwrap();
        match &record {
            Record::Place(it) => {
                assert!(register.countries.contains_key(&it.country));
                let successor = it.merged_into.as_ref();
                assert!(
                    successor.is_none_or(|key| register.places.contains_key(key)),
                    "{it:?}"
                );
            }
            Record::Authority(it) => {
                let (county, seat, successor) = (&it.county, &it.seat_place, &it.successor);
                assert!(
                    county
                        .as_ref()
                        .is_none_or(|key| register.counties.contains_key(key))
                );
                assert!(
                    seat.as_ref()
                        .is_none_or(|key| register.places.contains_key(key))
                );
                assert!(
                    successor
                        .as_ref()
                        .is_none_or(|key| register.authorities.contains_key(key))
                );
            }
            Record::Twinning(it) => {
                assert!(register.authorities.contains_key(&it.key.authority));
                assert!(register.places.contains_key(&it.key.partner));
                let network = it.network.as_ref();
                assert!(network.is_none_or(|key| register.networks.contains_key(key)));
            }
            Record::Observation(it) => {
                assert!(register.twinnings.contains_key(&it.twinning));
                assert!(register.surveys.contains_key(&it.survey));
            }
            _ => {}
        }
        for (kind, key) in record.references() {
            assert!(register.record(kind, &key).is_some(), "{record:?}");
        }
        register.put(record);
    }
}

#[test]
fn the_folder_is_listed_sorted_and_reports_carry_fingerprints() {
    let files = list_data_files(&shipped_path("")).unwrap();
    let names: Vec<_> = files
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap())
        .collect();
    assert!(names.is_sorted());
    assert!(names.contains(&"ortnamn.tsv") && names.contains(&"register.xlsx"));
    let path = shipped_path("ortnamn.tsv");
    let source = read_source(&path, &WorkbookLimits::default()).unwrap();
    assert_eq!(source.file_name(), "ortnamn.tsv");
    let plan = plan_import(&[source], &Snapshot::default(), &ImportOptions::default()).unwrap();
    let report = &plan.reports[0];
    assert_eq!(report.size_bytes, std::fs::metadata(path).unwrap().len());
    assert_eq!(report.sha256.len(), 64);
    assert_eq!(report.counts.rows_read, 876);
    assert!(
        report
            .findings
            .iter()
            .all(|it| it.severity != Severity::Error)
    );
}
