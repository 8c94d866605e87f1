use proptest::prelude::*;
use proptest::sample::Index;
use vanort_model::Twinning;
use vanort_register::{End, List, PageRequest, TwinningParent};

use crate::fixture::view_of;
use crate::list::walk;
use crate::model::{compare, order, orders, registers, sorted, tests};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn paging_gives_the_list_in_any_order_under_any_filter_by_any_size_both_ways(
        register in registers(),
        keys in orders(),
        test in prop::option::of(tests()),
        size in 1_u32..7,
    ) {
        let view = view_of(register.clone());
        let list = List::<Twinning> {
            parent: TwinningParent::Register,
            filter: test.as_ref().map(|test| test.filter(&view)),
            order: order(&keys),
        };
        let expected = sorted(&register, &keys).into_iter();
        let expected = expected.filter(|tie| test.as_ref().is_none_or(|it| it.passes(&register, tie)));
        let expected: Vec<String> = expected.map(|tie| tie.key.to_string()).collect();
        prop_assert_eq!(view.count(&list), expected.len());
        prop_assert_eq!(&walk(&view, &list, size, End::First), &expected);
        prop_assert_eq!(&walk(&view, &list, size, End::Last), &expected);
    }

    #[test]
    fn a_position_stays_right_when_records_come_and_go(
        register in registers(),
        keys in orders(),
        gone in prop::collection::vec(any::<Index>(), 1..6),
        at in any::<Index>(),
    ) {
        let view = view_of(register.clone());
        let list = List::<Twinning> {
            order: order(&keys),
            ..List::of(TwinningParent::Register)
        };
        let before = sorted(&register, &keys);
        let mut later = register.clone();
        for gone in &gone {
            if !before.is_empty() {
                later.twinnings.remove(&gone.get(&before).key);
            }
        }
        let after = sorted(&later, &keys);
        let later_view = view_of(later);
        if !before.is_empty() {
            let at = at.get(&before);
            let it = view.find::<Twinning>(&at.key).unwrap();
            let position = list.position(&view, it);
            let place = |tie: &&Twinning| compare(&register, &keys, tie, at);
            let keys_of = |ties: Vec<&Twinning>| -> Vec<String> {
                ties.iter().map(|tie| tie.key.to_string()).collect()
            };
            let page = |request: &PageRequest| -> Vec<String> {
                let slice = later_view.page(&list, request).unwrap();
                slice.items.iter().map(|it| it.key.to_string()).collect()
            };
            let expected = after.iter().filter(|tie| place(tie).is_gt()).collect();
            let request = PageRequest { after: Some(position.clone()), ..PageRequest::first(100) };
            prop_assert_eq!(page(&request), keys_of(expected));
            let expected = after.iter().filter(|tie| place(tie).is_lt()).collect();
            let request = PageRequest { before: Some(position), ..PageRequest::first(100) };
            prop_assert_eq!(page(&request), keys_of(expected));
        }
    }
}
