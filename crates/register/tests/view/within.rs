use vanort_model::{Country, County, LocalAuthority, Network, Observation, Place, Twinning};
use vanort_register::{
    AuthorityParent, End, List, Listed, PlaceFilter, PlaceParent, TwinningFilter, TwinningParent,
    View,
};

use crate::fixture::view;
use crate::list::walk;

fn keys<R: Listed>(view: &View, parent: R::Parent) -> Vec<String> {
    let list = List::<R>::of(parent);
    let keys = walk(view, &list, 1, End::First);
    assert_eq!(walk(view, &list, 2, End::Last), keys);
    assert_eq!(view.count(&list), keys.len());
    keys
}

#[test]
fn a_list_within_a_parent_is_the_list_of_the_register_under_a_filter() {
    let view = view();
    for key in [
        "municipality:1380",
        "municipality:0114",
        "region:13",
        "federation:f",
    ] {
        let key = key.parse().unwrap();
        let id = view.find::<LocalAuthority>(&key).unwrap().id();
        let only = Some(view.set::<LocalAuthority>([&key]));
        let alone = List::<Twinning> {
            filter: Some(TwinningFilter {
                authorities: only.clone(),
                ..TwinningFilter::default()
            }),
            ..List::of(TwinningParent::Register)
        };
        let within = keys::<Twinning>(&view, TwinningParent::Authority(id));
        assert_eq!(walk(&view, &alone, 9, End::First), within);
        assert_eq!(view.count(&alone), within.len());
        // Two ties of one pair are one town.
        let alone = List::<Place> {
            filter: Some(PlaceFilter {
                authorities: only,
                ..PlaceFilter::default()
            }),
            ..List::of(PlaceParent::Register)
        };
        let within = keys::<Place>(&view, PlaceParent::Authority(id));
        assert_eq!(walk(&view, &alone, 9, End::First), within);
    }
}

#[test]
fn each_parent_has_its_own() {
    let view = view();
    let place = |key: &str| view.find::<Place>(&key.parse().unwrap()).unwrap().id();
    let of_place = |key| keys::<LocalAuthority>(&view, AuthorityParent::Place(place(key)));
    assert_eq!(of_place("DK-ribe"), ["municipality:1380"]);
    assert_eq!(
        of_place("FI-hango"),
        ["municipality:1380", "municipality:0114"]
    );
    assert!(of_place("DK-esbjerg").is_empty());
    // A region is no municipality.
    assert!(of_place("FI-abo").is_empty());
    let ties_of = |key| keys::<Twinning>(&view, TwinningParent::Place(place(key))).len();
    assert_eq!(
        (ties_of("DK-ribe"), ties_of("FI-hango"), ties_of("FI-abo")),
        (2, 2, 1)
    );
    let county = view.find::<County>(&"13".parse().unwrap()).unwrap().id();
    let of_county = keys::<LocalAuthority>(&view, AuthorityParent::County(county));
    assert_eq!(of_county, ["municipality:1380"]);
    let country = |code: &str| view.find::<Country>(&code.parse().unwrap()).unwrap().id();
    let ties_in = |code| keys::<Twinning>(&view, TwinningParent::Country(country(code))).len();
    assert_eq!((ties_in("DK"), ties_in("FI"), ties_in("SE")), (2, 3, 0));
    let towns_in = |code| keys::<Place>(&view, PlaceParent::Country(country(code)));
    assert_eq!(towns_in("DK"), ["DK-esbjerg", "DK-ribe"]);
    assert_eq!(towns_in("FI"), ["FI-hango", "FI-abo"]);
    let network = view
        .find::<Network>(&"douzelage".parse().unwrap())
        .unwrap()
        .id();
    assert_eq!(
        keys::<Twinning>(&view, TwinningParent::Network(network)).len(),
        2
    );
    assert_eq!(
        keys::<Place>(&view, PlaceParent::Network(network)),
        ["FI-hango"]
    );
    assert_eq!(
        keys::<LocalAuthority>(&view, AuthorityParent::Network(network)),
        ["municipality:1380", "municipality:0114"]
    );
    let tie = |key: &str| view.find::<Twinning>(&key.parse().unwrap()).unwrap().id();
    let seen = keys::<Observation>(&view, tie("municipality:1380>DK-ribe>twinning"));
    let surveys: Vec<&str> = seen
        .iter()
        .map(|key| key.split('/').next().unwrap())
        .collect();
    assert_eq!(surveys, ["new", "old", "undated"]);
    assert!(keys::<Observation>(&view, tie("region:13>FI-abo>twinning")).is_empty());
    assert!(keys::<Twinning>(&view, TwinningParent::Authority(u32::MAX)).is_empty());
}
