use vanort_model::{Country, LocalAuthority, Place, Survey, Twinning};
use vanort_register::{
    AuthorityParent, AuthoritySort, CountrySort, List, Listed, Order, PageRequest, PlaceParent,
    PlaceSort, Position, SortValue, TwinningParent, TwinningSort, View,
};

use crate::fixture::view;

fn text(text: &str) -> SortValue {
    SortValue::Text(text.to_owned())
}

fn is_refused<R: Listed>(view: &View, list: &List<R>, position: &[SortValue]) -> bool {
    let position = Some(Position(position.to_vec()));
    let after = PageRequest {
        after: position.clone(),
        ..PageRequest::first(9)
    };
    let before = PageRequest {
        before: position,
        ..PageRequest::first(9)
    };
    let refused = view.page(list, &after).is_err();
    assert_eq!(view.page(list, &before).is_err(), refused);
    refused
}

#[test]
fn a_foreign_position_is_refused() {
    let view = view();
    let towns = List::<Place>::of(PlaceParent::Register);
    for position in [
        vec![],
        vec![text("a")],
        vec![text("a"), SortValue::Int(1)],
        vec![text("a"), SortValue::Unknown],
        vec![text("a"), text("no key")],
        vec![SortValue::Int(1), text("FI-hango")],
        vec![text("a"), text("b"), text("FI-hango")],
    ] {
        assert!(is_refused(&view, &towns, &position), "{position:?}");
    }
    let since = List {
        order: Order::by(TwinningSort::Since, true),
        ..List::<Twinning>::of(TwinningParent::Register)
    };
    let key = text("municipality:1380>DK-ribe>other");
    let names = [text("a"), text("b"), key];
    for (year, refused) in [
        (SortValue::Int(1951), false),
        (SortValue::Unknown, false),
        (SortValue::Int(i64::MIN), false),
        (SortValue::Int(i64::MAX), false),
        (text("1951"), true),
    ] {
        let position = [&[year][..], &names[..]].concat();
        assert_eq!(
            is_refused(&view, &since, &position),
            refused,
            "{position:?}"
        );
    }
    let surveys = List::<Survey>::of(());
    assert!(is_refused(&view, &surveys, &[text("a"), text("new")]));
    let authorities = List {
        order: Order::by(AuthoritySort::Twinnings, false),
        ..List::<LocalAuthority>::of(AuthorityParent::Register)
    };
    let position = [text("3"), text("a"), text("region:13")];
    assert!(is_refused(&view, &authorities, &position));
    let countries = List {
        order: Order::by(CountrySort::Code, false),
        ..List::<Country>::of(())
    };
    let position = [SortValue::Int(3), text("a"), text("SE")];
    assert!(is_refused(&view, &countries, &position));
    let towns = List {
        order: Order::by(PlaceSort::Population, false),
        ..List::<Place>::of(PlaceParent::Register)
    };
    let position = [SortValue::Unknown, text("a"), text("FI-hango")];
    assert!(!is_refused(&view, &towns, &position));
}
