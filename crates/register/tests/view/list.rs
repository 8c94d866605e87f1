use std::sync::Arc;

use vanort_model::{
    AuthorityKind, Contact, Country, LocalAuthority, Network, NetworkMember, Observation, Place,
    Programme, Resource, Survey, Twinning,
};
use vanort_register::{
    AuthorityParent, AuthoritySort, CountrySort, End, List, Listed, Order, PageRequest,
    PlaceParent, PlaceSort, ProgrammeSort, SortKey, TwinningParent, TwinningSort, View, ViewRecord,
    Viewed,
};

use crate::fixture::view;

/// Walks a list forward or backward in pages and returns the keys of all of it in the list's order.
pub fn walk<R: Listed>(view: &View, list: &List<R>, size: u32, end: End) -> Vec<String> {
    let key = |it: &Arc<Viewed<R>>| ViewRecord::key(&***it).to_string();
    let mut all: Vec<String> = Vec::new();
    let mut page = PageRequest {
        end,
        ..PageRequest::first(size)
    };
    loop {
        let slice = view.page(list, &page).unwrap();
        assert!(slice.items.len() <= size as usize);
        let items: Vec<String> = slice.items.iter().map(key).collect();
        let more = match end {
            End::First => {
                assert_eq!(slice.has_previous, page.after.is_some());
                all.extend(items);
                page.after = slice.items.last().map(|it| list.position(view, it));
                slice.has_next
            }
            End::Last => {
                assert_eq!(slice.has_next, page.before.is_some());
                all.splice(0..0, items);
                page.before = slice.items.first().map(|it| list.position(view, it));
                slice.has_previous
            }
        };
        if !more {
            return all;
        }
    }
}

fn assert_same_in_all_pages<R: Listed>(view: &View, list: &List<R>, length: usize) {
    let whole = walk(view, list, 100, End::First);
    assert_eq!(whole.len(), length, "{whole:?}");
    assert_eq!(view.count(list), length);
    for size in 1..4 {
        assert_eq!(walk(view, list, size, End::First), whole, "{list:?}");
        assert_eq!(walk(view, list, size, End::Last), whole, "{list:?}");
    }
}

fn ordered<R: Listed>(parent: R::Parent, field: R::Sort, descending: bool) -> List<R> {
    List {
        order: Order::by(field, descending),
        ..List::of(parent)
    }
}

#[test]
fn every_list_is_the_same_in_pages_of_any_size_and_direction() {
    let view = view();
    for descending in [false, true] {
        for sort in [
            TwinningSort::Authority,
            TwinningSort::Partner,
            TwinningSort::Country,
            TwinningSort::Since,
        ] {
            let list = ordered::<Twinning>(TwinningParent::Register, sort, descending);
            assert_same_in_all_pages(&view, &list, 6);
        }
        for sort in [
            AuthoritySort::Name,
            AuthoritySort::Code,
            AuthoritySort::County,
            AuthoritySort::Twinnings,
        ] {
            let list = ordered::<LocalAuthority>(AuthorityParent::Register, sort, descending);
            assert_same_in_all_pages(&view, &list, 4);
        }
        for sort in [
            PlaceSort::Name,
            PlaceSort::Country,
            PlaceSort::Population,
            PlaceSort::Twinnings,
        ] {
            let list = ordered::<Place>(PlaceParent::Register, sort, descending);
            assert_same_in_all_pages(&view, &list, 5);
        }
        for sort in [
            CountrySort::Name,
            CountrySort::Code,
            CountrySort::PartnerTowns,
        ] {
            assert_same_in_all_pages(&view, &ordered::<Country>((), sort, descending), 4);
        }
    }
    assert_same_in_all_pages(&view, &List::<Survey>::of(()), 3);
    assert_same_in_all_pages(&view, &List::<Network>::of(()), 1);
    assert_same_in_all_pages(&view, &List::<Contact>::of(()), 1);
    assert_same_in_all_pages(&view, &List::<Resource>::of(()), 3);
    let network = view.find::<Network>(&"douzelage".parse().unwrap()).unwrap();
    assert_same_in_all_pages(&view, &List::<NetworkMember>::of(network.id()), 3);
    assert_same_in_all_pages(&view, &List::<NetworkMember>::of(17), 0);
    for descending in [false, true] {
        for sort in [
            ProgrammeSort::Name,
            ProgrammeSort::ValidFrom,
            ProgrammeSort::ValidUntil,
        ] {
            assert_same_in_all_pages(&view, &ordered::<Programme>((), sort, descending), 4);
        }
    }
    let tie = "municipality:1380>DK-ribe>twinning".parse().unwrap();
    let observations = List::<Observation>::of(view.find::<Twinning>(&tie).unwrap().id());
    assert_same_in_all_pages(&view, &observations, 3);
    // Nothing at all is a page too.
    let towns = List::<Place>::of(PlaceParent::Register);
    let none = view.page(&towns, &PageRequest::first(0)).unwrap();
    assert!(none.items.is_empty() && none.has_next && !none.has_previous);
}

fn names<R: Listed>(view: &View, list: &List<R>, name: impl Fn(&R) -> String) -> Vec<String> {
    let slice = view.page(list, &PageRequest::first(100)).unwrap();
    slice.items.iter().map(|it| name(it)).collect()
}

fn ties(view: &View, order: Order<TwinningSort>) -> Vec<String> {
    let list = List {
        order,
        ..List::of(TwinningParent::Register)
    };
    names(view, &list, |it: &Twinning| {
        format!(
            "{}>{} {:?}",
            it.key.authority.code(),
            it.key.partner,
            it.since
        )
    })
}

#[test]
fn the_order_is_the_swedish_one_and_unknown_years_come_last() {
    let view = view();
    let towns = List::<Place>::of(PlaceParent::Register);
    assert_eq!(
        names(&view, &towns, |it| it.name.clone()),
        ["Esbjerg", "Hangö", "Ribe", "Åbo", "Ås"]
    );
    assert_eq!(
        ties(&view, Order::by(TwinningSort::Since, false)),
        [
            "1380>FI-hango Some(1949)",
            "1380>DK-ribe Some(1951)",
            "0114>NO-aas Some(1951)",
            "13>FI-abo Some(2001)",
            "1380>DK-ribe None",
            "0114>FI-hango None",
        ]
    );
    assert_eq!(
        ties(&view, Order::by(TwinningSort::Since, true)),
        [
            "13>FI-abo Some(2001)",
            "0114>NO-aas Some(1951)",
            "1380>DK-ribe Some(1951)",
            "1380>FI-hango Some(1949)",
            "0114>FI-hango None",
            "1380>DK-ribe None",
        ]
    );
    let by_country = ties(&view, Order::by(TwinningSort::Country, false));
    assert!(
        by_country[0].contains("DK")
            && by_country[2].contains("FI-hango")
            && by_country[5].contains("NO")
    );
    let surveys = List::<Survey>::of(());
    assert_eq!(
        names(&view, &surveys, |it| format!("{:?}", it.year)),
        ["Some(2026)", "Some(2007)", "None"]
    );
    let populous = ordered::<Place>(PlaceParent::Register, PlaceSort::Population, true);
    assert_eq!(
        names(&view, &populous, |it| it.name.clone()),
        ["Åbo", "Ribe", "Hangö", "Ås", "Esbjerg"]
    );
    let by_county =
        ordered::<LocalAuthority>(AuthorityParent::Register, AuthoritySort::County, true);
    assert_eq!(
        names(&view, &by_county, |it| it.name.clone()),
        ["Upplands Väsby", "Region Halland", "Halmstad", "Förbundet"]
    );
}

#[test]
fn several_fields_decide_after_each_other_each_in_its_direction() {
    let view = view();
    let key = |field, descending| SortKey { field, descending };
    let order = Order::new(vec![
        key(TwinningSort::Country, true),
        key(TwinningSort::Since, false),
    ]);
    assert_eq!(
        ties(&view, order.unwrap()),
        [
            "0114>NO-aas Some(1951)",
            "1380>FI-hango Some(1949)",
            "13>FI-abo Some(2001)",
            "0114>FI-hango None",
            "1380>DK-ribe Some(1951)",
            "1380>DK-ribe None",
        ]
    );
    let twice = Order::new(vec![
        key(TwinningSort::Since, true),
        key(TwinningSort::Since, false),
    ]);
    assert!(twice.is_err());
    let default = Order::new(vec![key(TwinningSort::Authority, false)]);
    assert_eq!(default.unwrap(), Order::default());
}

#[test]
fn successors_of_partner_towns_are_partner_towns_and_other_places_are_not() {
    let view = view();
    let code = "DK".parse().unwrap();
    let denmark = view.find::<Country>(&code).unwrap();
    let towns = List::<Place>::of(PlaceParent::Country(denmark.id()));
    assert_eq!(
        names(&view, &towns, |it| it.name.clone()),
        ["Esbjerg", "Ribe"]
    );
    let all = walk(
        &view,
        &List::<Place>::of(PlaceParent::Register),
        9,
        End::First,
    );
    assert!(!all.contains(&"NO-unused".to_owned()) && !all.contains(&"SE-halmstad".to_owned()));
    let municipalities = AuthorityParent::OfKind(AuthorityKind::Municipality);
    assert_eq!(view.count(&List::<LocalAuthority>::of(municipalities)), 2);
}
