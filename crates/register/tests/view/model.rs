//! The same lists, made the plain way: everything is looked at, compared and sorted.

use std::cmp::Ordering;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use vanort_model::*;
use vanort_register::{
    AuthorityFilter, Logic, Order, PlaceFilter, Range, SortKey, TwinningFilter, TwinningRelation,
    TwinningSort, View,
};

use crate::fixture::{authority, country, county, place, twinning};

/// Names of which some are alike, and some sort in no ASCII order.
const NAMES: [&str; 5] = ["Ale", "Åmål", "Öckerö", "Ale", "ale"];
const COUNTRIES: [(&str, &str); 3] = [("DK", "Danmark"), ("AX", "Åland"), ("NO", "Norge")];
const STATUSES: [TwinningStatus; 2] = [TwinningStatus::Active, TwinningStatus::Ended];
const YEARS: [Option<i32>; 3] = [None, Some(1950), Some(1951)];
const POPULATIONS: [Option<i64>; 3] = [None, Some(10), Some(20)];

/// Registers of a few authorities, places and any ties between them.
pub fn registers() -> impl Strategy<Value = Snapshot> {
    let authorities = prop::collection::vec(select(&NAMES[..]), 1..5);
    let any_place = (
        select(&NAMES[..]),
        0..COUNTRIES.len(),
        select(&POPULATIONS[..]),
    );
    let places = prop::collection::vec(any_place, 1..6);
    let ties = prop::collection::vec(
        (any::<bool>(), select(&YEARS[..]), select(&STATUSES[..])),
        2 * 4 * 5,
    );
    (authorities, places, ties).prop_map(|(authorities, places, ties)| {
        let mut records = vec![
            Record::County(county("01", "Stockholms län")),
            Record::Country(country("SE", "Sverige")),
        ];
        let countries = COUNTRIES.map(|(code, name)| Record::Country(country(code, name)));
        records.extend(countries);
        let mut authority_keys = Vec::new();
        for (number, name) in authorities.iter().enumerate() {
            let key = format!("municipality:01{number:02}");
            records.push(Record::Authority(authority(&key, name, Some("01"))));
            authority_keys.push(key);
        }
        let mut place_keys = Vec::new();
        for (number, (name, in_country, population)) in places.iter().enumerate() {
            let key = format!("{}-{number}", COUNTRIES[*in_country].0);
            let mut place = place(&key, name);
            place.population = *population;
            records.push(Record::Place(place));
            place_keys.push(key);
        }
        let pairs = authority_keys
            .iter()
            .flat_map(|authority| place_keys.iter().map(move |place| (authority, place)))
            .flat_map(|(authority, place)| {
                ["twinning", "other"].map(|kind| format!("{authority}>{place}>{kind}"))
            });
        for (key, (is_there, since, status)) in pairs.zip(ties) {
            if is_there {
                records.push(Record::Twinning(twinning(&key, since, status)));
            }
        }
        let mut snapshot = Snapshot::default();
        for record in records {
            snapshot.put(record);
        }
        snapshot
    })
}

/// Orders of twinnings by any fields.
pub fn orders() -> impl Strategy<Value = Vec<SortKey<TwinningSort>>> {
    let fields = [
        TwinningSort::Authority,
        TwinningSort::Partner,
        TwinningSort::Country,
        TwinningSort::Since,
    ];
    let fields = subsequence(fields.to_vec(), 0..=4).prop_shuffle();
    fields.prop_flat_map(|fields| {
        let directions = prop::collection::vec(any::<bool>(), fields.len());
        directions.prop_map(move |directions| {
            let keys = fields.iter().zip(directions);
            keys.map(|(field, descending)| SortKey {
                field: *field,
                descending,
            })
            .collect()
        })
    })
}

/// The twinnings of a register in an order.
pub fn sorted(snapshot: &Snapshot, keys: &[SortKey<TwinningSort>]) -> Vec<Twinning> {
    let mut ties: Vec<Twinning> = snapshot.twinnings.values().cloned().collect();
    ties.sort_by(|one, other| compare(snapshot, keys, one, other));
    ties
}

/// How two twinnings stand in an order.
pub fn compare(
    snapshot: &Snapshot,
    keys: &[SortKey<TwinningSort>],
    one: &Twinning,
    other: &Twinning,
) -> Ordering {
    use TwinningSort::{Authority, Country, Partner, Since};
    let last = keys.last().copied().unwrap_or_default();
    let ties: &[TwinningSort] = match last.field {
        Authority => &[Authority, Partner],
        Partner => &[Partner, Authority],
        Country => &[Country, Partner, Authority],
        Since => &[Since, Authority, Partner],
    };
    let ties = ties.iter().map(|field| SortKey {
        field: *field,
        ..last
    });
    let turn = |ordering: Ordering, descending| {
        if descending {
            ordering.reverse()
        } else {
            ordering
        }
    };
    let name = |field, tie: &Twinning| {
        let partner = &snapshot.places[&tie.key.partner];
        swedish_sort_key(match field {
            Authority => &snapshot.authorities[&tie.key.authority].name,
            Partner => &partner.name,
            Country | Since => &snapshot.countries[&partner.country].name_sv,
        })
    };
    for key in keys.iter().copied().chain(ties) {
        let ordering = match (key.field, one.since, other.since) {
            (Since, Some(one), Some(other)) => turn(one.cmp(&other), key.descending),
            // What is not known comes last, whatever the direction.
            (Since, one, other) => one.is_none().cmp(&other.is_none()),
            (field, _, _) => turn(name(field, one).cmp(&name(field, other)), key.descending),
        };
        if ordering.is_ne() {
            return ordering;
        }
    }
    turn(one.key.cmp(&other.key), last.descending)
}

/// A filter of twinnings.
#[derive(Debug, Clone)]
pub enum Test {
    Status(TwinningStatus),
    Country(usize),
    Since(Option<i32>, Option<i32>),
    Populous(i64),
    And(Vec<Test>),
    Or(Vec<Test>),
    Not(Box<Test>),
    /// Of the twinnings of the authority (or else of the partner), how many must match.
    Related(bool, HowMany, Box<Test>),
}

#[derive(Debug, Clone, Copy)]
pub enum HowMany {
    Some,
    None,
    Every,
}

/// Filters of any shape.
pub fn tests() -> impl Strategy<Value = Test> {
    let year = || prop::option::of(1949..1953);
    let leaf = prop_oneof![
        select(&STATUSES[..]).prop_map(Test::Status),
        (0..COUNTRIES.len()).prop_map(Test::Country),
        (year(), year()).prop_map(|(from, to)| Test::Since(from, to)),
        (5..25_i64).prop_map(Test::Populous),
    ];
    let how_many = select(vec![HowMany::Some, HowMany::None, HowMany::Every]);
    leaf.prop_recursive(4, 12, 3, move |inner| {
        let several = prop::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            several.clone().prop_map(Test::And),
            several.prop_map(Test::Or),
            inner.clone().prop_map(|test| Test::Not(Box::new(test))),
            (any::<bool>(), how_many.clone(), inner)
                .prop_map(|(of, how_many, test)| Test::Related(of, how_many, Box::new(test))),
        ]
    })
}

impl Test {
    /// Whether a twinning passes.
    pub fn passes(&self, register: &Snapshot, tie: &Twinning) -> bool {
        let partner = &register.places[&tie.key.partner];
        match self {
            Self::Status(status) => tie.status == *status,
            Self::Country(number) => partner.country.as_str() == COUNTRIES[*number].0,
            Self::Since(None, None) => true,
            Self::Since(from, to) => tie.since.is_some_and(|year| {
                from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to)
            }),
            Self::Populous(least) => partner.population.is_some_and(|it| it >= *least),
            Self::And(tests) => tests.iter().all(|test| test.passes(register, tie)),
            Self::Or(tests) => tests.iter().any(|test| test.passes(register, tie)),
            Self::Not(test) => !test.passes(register, tie),
            Self::Related(of_authority, how_many, test) => {
                let mut related = register.twinnings.values().filter(|it| {
                    if *of_authority {
                        it.key.authority == tie.key.authority
                    } else {
                        it.key.partner == tie.key.partner
                    }
                });
                match how_many {
                    HowMany::Some => related.any(|it| test.passes(register, it)),
                    HowMany::None => !related.any(|it| test.passes(register, it)),
                    HowMany::Every => related.all(|it| test.passes(register, it)),
                }
            }
        }
    }

    /// The filter of the view.
    pub fn filter(&self, view: &View) -> TwinningFilter {
        let mut filter = TwinningFilter::default();
        let all = |tests: &[Test]| tests.iter().map(|test| test.filter(view)).collect();
        match self {
            Self::Status(status) => filter.statuses = Some(vec![*status]),
            Self::Country(number) => {
                let code = COUNTRIES[*number].0.parse().unwrap();
                filter.countries = Some(view.set::<Country>([&code]));
            }
            Self::Since(from, to) => {
                filter.since = Range {
                    from: *from,
                    to: *to,
                }
            }
            Self::Populous(least) => {
                filter.partner = Some(Box::new(PlaceFilter {
                    population: Range {
                        from: Some(*least),
                        to: None,
                    },
                    ..PlaceFilter::default()
                }));
            }
            Self::And(tests) => filter.logic.and = all(tests),
            Self::Or(tests) => {
                filter.logic = Logic {
                    or: Some(all(tests)),
                    ..Logic::default()
                }
            }
            Self::Not(test) => filter.logic.not = Some(Box::new(test.filter(view))),
            Self::Related(of_authority, how_many, test) => {
                let mut relation = TwinningRelation::default();
                let test = Some(test.filter(view));
                match how_many {
                    HowMany::Some => relation.some = test,
                    HowMany::None => relation.none = test,
                    HowMany::Every => relation.every = test,
                }
                let twinnings = Some(Box::new(relation));
                if *of_authority {
                    filter.authority = Some(Box::new(AuthorityFilter {
                        twinnings,
                        ..AuthorityFilter::default()
                    }));
                } else {
                    filter.partner = Some(Box::new(PlaceFilter {
                        twinnings,
                        ..PlaceFilter::default()
                    }));
                }
            }
        }
        filter
    }
}

/// The view's order by these keys.
pub fn order(keys: &[SortKey<TwinningSort>]) -> Order<TwinningSort> {
    Order::new(keys.to_vec()).unwrap()
}
