//! Programmes and where their partners may be, members of networks, resources.

use std::sync::Arc;

use vanort_model::{
    ApplicantKind, Certainty, Country, Network, NetworkMember, Programme, Resource, ResourceKind,
    ResourceState,
};
use vanort_register::{
    List, Listed, Logic, Order, PageRequest, ProgrammeFilter, ProgrammeSort, ResourceFilter, View,
    ViewRecord, Viewed,
};

use crate::fixture::{programme, snapshot, version, view};

fn keys<R: Listed>(view: &View, list: &List<R>) -> String {
    let slice = view.page(list, &PageRequest::first(100)).unwrap();
    assert_eq!(view.count(list), slice.items.len());
    let keys = slice
        .items
        .iter()
        .map(|it| ViewRecord::key(&***it).to_string());
    keys.collect::<Vec<_>>().join(" ")
}

fn programmes(filter: ProgrammeFilter) -> String {
    let list = List {
        filter: Some(filter),
        ..List::<Programme>::of(())
    };
    keys(&view(), &list)
}

fn of_countries(codes: &[&str], valid_on: Option<&str>) -> ProgrammeFilter {
    let codes: Vec<_> = codes.iter().map(|code| code.parse().unwrap()).collect();
    ProgrammeFilter {
        countries: Some(view().set::<Country>(&codes)),
        valid_on: valid_on.map(|date| date.parse().unwrap()),
        ..ProgrammeFilter::default()
    }
}

#[test]
fn programmes_are_narrowed_by_date_certainty_and_applicant() {
    let on = |date: &str| ProgrammeFilter {
        valid_on: Some(date.parse().unwrap()),
        ..ProgrammeFilter::default()
    };
    assert_eq!(programmes(on("2013-12-31")), "old undated");
    assert_eq!(programmes(on("2014-01-01")), "other undated");
    assert_eq!(programmes(on("2020")), "other undated");
    assert_eq!(programmes(on("2021-01")), "new undated");
    assert_eq!(programmes(on("2099-01-01")), "new undated");
    assert_eq!(programmes(on("1999")), "undated");
    let certain = |certainties: &[Certainty]| ProgrammeFilter {
        certainties: Some(certainties.to_vec()),
        ..ProgrammeFilter::default()
    };
    assert_eq!(programmes(certain(&[Certainty::Confirmed])), "new old");
    assert_eq!(programmes(certain(&[])), "");
    let open_to = |applicants: &[ApplicantKind]| ProgrammeFilter {
        applicants: Some(applicants.to_vec()),
        ..ProgrammeFilter::default()
    };
    assert_eq!(programmes(open_to(&[ApplicantKind::NonProfit])), "new");
    let either = [ApplicantKind::Municipality, ApplicantKind::Region];
    assert_eq!(programmes(open_to(&either)), "new old");
    let both = ProgrammeFilter {
        logic: Logic {
            and: vec![on("2010")],
            or: Some(vec![open_to(&either), certain(&[Certainty::Announced])]),
            not: Some(Box::new(open_to(&[ApplicantKind::NonProfit]))),
        },
        ..ProgrammeFilter::default()
    };
    assert_eq!(programmes(both), "old");
}

#[test]
fn a_country_counts_in_the_time_that_it_is_in_a_programme() {
    assert_eq!(programmes(of_countries(&["NO"], None)), "new old");
    assert_eq!(programmes(of_countries(&["FI", "DK"], None)), "new");
    assert_eq!(programmes(of_countries(&["NO"], Some("2021-12-31"))), "new");
    // Between its two periods.
    assert_eq!(programmes(of_countries(&["NO"], Some("2022"))), "");
    assert_eq!(programmes(of_countries(&["NO"], Some("2024-06-30"))), "new");
    assert_eq!(programmes(of_countries(&["NO"], Some("2024-07"))), "");
    assert_eq!(programmes(of_countries(&["NO"], Some("2010"))), "old");
    assert_eq!(programmes(of_countries(&["NO"], Some("2011"))), "");
}

#[test]
fn programmes_are_sorted_by_their_days_and_the_undated_come_last() {
    let sorted = |field, descending| {
        let list = List {
            order: Order::by(field, descending),
            ..List::<Programme>::of(())
        };
        keys(&view(), &list)
    };
    assert_eq!(sorted(ProgrammeSort::Name, false), "new old other undated");
    assert_eq!(
        sorted(ProgrammeSort::ValidFrom, false),
        "old other new undated"
    );
    assert_eq!(
        sorted(ProgrammeSort::ValidFrom, true),
        "new other old undated"
    );
    assert_eq!(
        sorted(ProgrammeSort::ValidUntil, false),
        "old other new undated"
    );
    assert_eq!(
        sorted(ProgrammeSort::ValidUntil, true),
        "other old undated new"
    );
}

#[test]
fn a_programme_knows_what_it_replaces_whom_to_ask_and_where_partners_may_be() {
    let view = view();
    let found = |key: &str| view.find::<Programme>(&key.parse().unwrap()).unwrap();
    let new = found("new");
    let names = view.predecessors(new).map(|it| it.name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["OLD", "OTHER"]);
    assert_eq!(view.predecessors(found("old")).count(), 0);
    assert_eq!(new.contact().unwrap().name, "MUCF");
    assert!(found("old").contact().is_none());
    let countries: Vec<String> = (view.countries_of(new))
        .map(|it| format!("{} {}", it.country().name_sv, it.key))
        .collect();
    assert_eq!(
        countries,
        ["Finland new>FI>", "Norge new>NO>2021", "Norge new>NO>2023"]
    );
}

#[test]
fn members_are_listed_by_name_with_what_they_are() {
    let view = view();
    let network = view.find::<Network>(&"douzelage".parse().unwrap()).unwrap();
    let list = List::<NetworkMember>::of(network.id());
    let slice = view.page(&list, &PageRequest::first(9)).unwrap();
    let told = |it: &Viewed<NetworkMember>| {
        let authority = it.viewed_authority().map(|it| it.name.clone());
        let place = it.viewed_place().map(|it| it.name.clone());
        (
            it.name.clone(),
            it.country().name_sv.clone(),
            authority.or(place),
        )
    };
    let told: Vec<_> = slice.items.iter().map(|it| told(it)).collect();
    let member = |name: &str, country: &str, what: Option<&str>| {
        (name.to_owned(), country.to_owned(), what.map(str::to_owned))
    };
    assert_eq!(
        told,
        [
            member("Bergen", "Norge", None),
            member("Halmstad", "Sverige", Some("Halmstad")),
            member("Åbo", "Finland", Some("Åbo")),
        ]
    );
}

#[test]
fn resources_are_narrowed_by_kind_state_and_language() {
    let resources = |filter| {
        let list = List {
            filter: Some(filter),
            ..List::<Resource>::of(())
        };
        keys(&view(), &list)
    };
    assert_eq!(resources(ResourceFilter::default()), "a z o");
    let of_kind = ResourceFilter {
        kinds: Some(vec![ResourceKind::Manual, ResourceKind::Guide]),
        ..ResourceFilter::default()
    };
    assert_eq!(resources(of_kind), "o");
    let in_state = ResourceFilter {
        states: Some(vec![ResourceState::Unverified]),
        ..ResourceFilter::default()
    };
    assert_eq!(resources(in_state.clone()), "a z");
    let in_language = ResourceFilter {
        languages: Some(vec!["fi".parse().unwrap(), "sv".parse().unwrap()]),
        ..in_state
    };
    assert_eq!(resources(in_language), "a");
}

#[test]
fn a_programme_of_an_unknown_contact_is_told() {
    let mut snapshot = snapshot();
    let mut lost = programme("lost", ("", ""), None);
    lost.national_contact = Some("nobody".parse().unwrap());
    snapshot.programmes.insert(lost.key.clone(), lost);
    let error = View::new(version(1), None, Arc::new(snapshot)).unwrap_err();
    assert!(error.to_string().contains("nobody"), "{error}");
}
