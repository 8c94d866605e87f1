use vanort_model::{
    AuthorityKind, Country, County, LocalAuthority, Network, Place, Theme, Twinning, TwinningKind,
    TwinningStatus,
};
use vanort_register::{
    AuthorityFilter, AuthorityParent, CountryFilter, End, IdSet, List, Listed, Logic, PlaceFilter,
    PlaceParent, Range, TwinningFilter, TwinningParent, TwinningRelation, View, ViewRecord,
};

use crate::fixture::view;
use crate::list::walk;

fn left<R: Listed>(view: &View, parent: R::Parent, filter: R::Filter) -> Vec<String> {
    let list = List::<R> {
        filter: Some(filter),
        ..List::of(parent)
    };
    let keys = walk(view, &list, 2, End::First);
    assert_eq!(walk(view, &list, 1, End::Last), keys);
    assert_eq!(view.count(&list), keys.len());
    keys
}

/// The records of these keys, as a filter takes them.
#[expect(clippy::unnecessary_wraps, reason = "as a filter takes them")]
fn set<R: ViewRecord>(view: &View, keys: &[&str]) -> Option<IdSet<R>> {
    let keys: Vec<R::Key> = (keys.iter())
        .map(|key| key.parse().unwrap_or_else(|_| panic!("{key} is no key")))
        .collect();
    Some(view.set::<R>(&keys))
}

fn ties(view: &View, filter: TwinningFilter) -> usize {
    left::<Twinning>(view, TwinningParent::Register, filter).len()
}

#[test]
fn filters_of_twinnings_narrow_and_counts_agree() {
    let view = view();
    let any = TwinningFilter::default;
    let years = |from, to| Range { from, to };
    for (filter, count) in [
        (any(), 6),
        (
            TwinningFilter {
                authorities: set(&view, &["municipality:1380"]),
                ..any()
            },
            3,
        ),
        (
            TwinningFilter {
                authorities: set(&view, &[]),
                ..any()
            },
            0,
        ),
        (
            TwinningFilter {
                counties: set(&view, &["01"]),
                ..any()
            },
            2,
        ),
        (
            TwinningFilter {
                countries: set(&view, &["FI", "SE", "ZZ"]),
                ..any()
            },
            3,
        ),
        (
            TwinningFilter {
                kinds: Some(vec![TwinningKind::Other]),
                ..any()
            },
            1,
        ),
        (
            TwinningFilter {
                statuses: Some(vec![TwinningStatus::Active, TwinningStatus::Dormant]),
                ..any()
            },
            4,
        ),
        (
            TwinningFilter {
                themes: Some(vec![Theme::School, Theme::Youth]),
                ..any()
            },
            3,
        ),
        (
            TwinningFilter {
                themes: Some(vec![]),
                ..any()
            },
            0,
        ),
        (
            TwinningFilter {
                networks: set(&view, &["douzelage"]),
                ..any()
            },
            2,
        ),
        (
            TwinningFilter {
                since: years(Some(1950), Some(1999)),
                ..any()
            },
            2,
        ),
        (
            TwinningFilter {
                since: years(None, Some(1949)),
                ..any()
            },
            1,
        ),
        (
            TwinningFilter {
                until: years(Some(2015), None),
                ..any()
            },
            1,
        ),
        (
            TwinningFilter {
                authority: Some(Box::new(AuthorityFilter {
                    kinds: Some(vec![AuthorityKind::Region]),
                    ..AuthorityFilter::default()
                })),
                ..any()
            },
            1,
        ),
        (
            TwinningFilter {
                partner: Some(Box::new(PlaceFilter {
                    population: Range {
                        from: Some(8_000),
                        to: None,
                    },
                    ..PlaceFilter::default()
                })),
                ..any()
            },
            3,
        ),
    ] {
        assert_eq!(ties(&view, filter.clone()), count, "{filter:?}");
    }
}

#[test]
fn filters_combine_with_and_or_and_not() {
    let view = view();
    let of = |status| TwinningFilter {
        statuses: Some(vec![status]),
        ..TwinningFilter::default()
    };
    let finnish = TwinningFilter {
        countries: set(&view, &["FI"]),
        ..TwinningFilter::default()
    };
    let logic = |logic| TwinningFilter {
        logic,
        ..TwinningFilter::default()
    };
    let (active, ended) = (of(TwinningStatus::Active), of(TwinningStatus::Ended));
    for (combined, count) in [
        (
            Logic {
                and: vec![active.clone(), finnish.clone()],
                ..Logic::default()
            },
            2,
        ),
        (
            Logic {
                or: Some(vec![active.clone(), ended.clone()]),
                ..Logic::default()
            },
            4,
        ),
        (
            Logic {
                or: Some(vec![]),
                ..Logic::default()
            },
            0,
        ),
        (
            Logic {
                not: Some(Box::new(finnish.clone())),
                ..Logic::default()
            },
            3,
        ),
        (
            Logic {
                and: vec![finnish],
                or: Some(vec![active.clone(), ended]),
                not: Some(Box::new(active)),
            },
            1,
        ),
    ] {
        assert_eq!(ties(&view, logic(combined.clone())), count, "{combined:?}");
    }
}

#[test]
fn filters_of_authorities_look_at_their_twinnings() {
    let view = view();
    let left = |filter| left::<LocalAuthority>(&view, AuthorityParent::Register, filter);
    let any = AuthorityFilter::default;
    assert_eq!(left(any()).len(), 4);
    let municipalities = AuthorityFilter {
        kinds: Some(vec![AuthorityKind::Municipality]),
        ..any()
    };
    assert_eq!(left(municipalities).len(), 2);
    let in_halland = AuthorityFilter {
        counties: set::<County>(&view, &["13"]),
        ..any()
    };
    assert_eq!(left(in_halland), ["municipality:1380", "region:13"]);
    for (code, count) in [("FI", 3), ("DK", 1), ("SE", 0)] {
        let filter = AuthorityFilter {
            partner_countries: set::<Country>(&view, &[code]),
            ..any()
        };
        assert_eq!(left(filter).len(), count, "{code}");
    }
    for (has, count) in [(true, 3), (false, 1)] {
        let filter = AuthorityFilter {
            has_twinnings: Some(has),
            ..any()
        };
        assert_eq!(left(filter).len(), count);
    }
    let related = |relation| AuthorityFilter {
        twinnings: Some(Box::new(relation)),
        ..any()
    };
    // One and the same tie: Halmstad has an active one, and one with Finland.
    let active_in_finland = TwinningFilter {
        statuses: Some(vec![TwinningStatus::Active]),
        countries: set::<Country>(&view, &["FI"]),
        ..TwinningFilter::default()
    };
    let some = TwinningRelation {
        some: Some(active_in_finland.clone()),
        ..TwinningRelation::default()
    };
    assert_eq!(left(related(some)), ["region:13", "municipality:0114"]);
    let none = TwinningRelation {
        none: Some(active_in_finland.clone()),
        ..TwinningRelation::default()
    };
    assert_eq!(left(related(none)), ["federation:f", "municipality:1380"]);
    let every = TwinningRelation {
        every: Some(active_in_finland),
        ..TwinningRelation::default()
    };
    assert_eq!(left(related(every)), ["federation:f", "region:13"]);
}

#[test]
fn filters_of_places_and_countries_look_at_their_twinnings() {
    let view = view();
    let left_places = |filter| left::<Place>(&view, PlaceParent::Register, filter);
    let any = PlaceFilter::default;
    for (filter, count) in [
        (any(), 5),
        (
            PlaceFilter {
                countries: set(&view, &["FI"]),
                ..any()
            },
            2,
        ),
        (
            PlaceFilter {
                authorities: set(&view, &["municipality:1380"]),
                ..any()
            },
            2,
        ),
        (
            PlaceFilter {
                counties: set(&view, &["01"]),
                ..any()
            },
            2,
        ),
        (
            PlaceFilter {
                merged: Some(true),
                ..any()
            },
            1,
        ),
        (
            PlaceFilter {
                merged: Some(false),
                ..any()
            },
            4,
        ),
        (
            PlaceFilter {
                population: Range {
                    from: Some(7_500),
                    to: Some(8_000),
                },
                ..any()
            },
            2,
        ),
    ] {
        assert_eq!(left_places(filter.clone()).len(), count, "{filter:?}");
    }
    let countries = |filter| left::<Country>(&view, (), filter);
    for (has, count) in [(None, 4), (Some(true), 3), (Some(false), 1)] {
        let filter = CountryFilter {
            has_partner_towns: has,
            ..CountryFilter::default()
        };
        assert_eq!(countries(filter).len(), count);
    }
    let of_network = TwinningFilter {
        networks: set::<Network>(&view, &["douzelage"]),
        ..TwinningFilter::default()
    };
    let some = || {
        Some(Box::new(TwinningRelation {
            some: Some(of_network.clone()),
            ..TwinningRelation::default()
        }))
    };
    assert_eq!(
        countries(CountryFilter {
            twinnings: some(),
            ..CountryFilter::default()
        }),
        ["FI"]
    );
    assert_eq!(
        left_places(PlaceFilter {
            twinnings: some(),
            ..any()
        }),
        ["FI-hango"]
    );
}

#[test]
fn a_filter_may_lead_from_town_to_town() {
    let view = view();
    // Towns twinned with whoever is twinned with Ås: Ås itself and Hangö, by Upplands Väsby.
    let with_norway = TwinningRelation {
        some: Some(TwinningFilter {
            countries: set::<Country>(&view, &["NO"]),
            ..TwinningFilter::default()
        }),
        ..TwinningRelation::default()
    };
    let filter = PlaceFilter {
        twinnings: Some(Box::new(TwinningRelation {
            some: Some(TwinningFilter {
                authority: Some(Box::new(AuthorityFilter {
                    twinnings: Some(Box::new(with_norway)),
                    ..AuthorityFilter::default()
                })),
                ..TwinningFilter::default()
            }),
            ..TwinningRelation::default()
        })),
        ..PlaceFilter::default()
    };
    let towns = left::<Place>(&view, PlaceParent::Register, filter);
    assert_eq!(towns, ["FI-hango", "NO-aas"]);
}
