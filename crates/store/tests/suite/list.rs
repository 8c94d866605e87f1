use std::fmt::Debug;

use vanort_model::{CountryCode, Theme, TwinningStatus};
use vanort_store::{
    AuthorityFilter, AuthorityParents, CountryFilter, End, PageRequest, PlaceFilter, PlaceParents,
    Position, Slice, SortValue, StoreError, TwinningFilter, TwinningParents, TwinningSort,
};

use crate::database::TestDatabase;
use crate::fixture::filled;

/// Walks a list forward or backward in pages and returns all of it in the list's order.
async fn walk<T: Clone>(
    size: u32,
    end: End,
    fetch: impl AsyncFn(&PageRequest) -> Slice<T>,
) -> Vec<T> {
    let mut all: Vec<T> = Vec::new();
    let mut page = PageRequest {
        end,
        ..PageRequest::first(size)
    };
    loop {
        let slice = fetch(&page).await;
        assert!(slice.items.len() <= size as usize);
        let items: Vec<T> = slice.items.iter().map(|(_, item)| item.clone()).collect();
        let more = match end {
            End::First => {
                assert_eq!(slice.has_previous, page.after.is_some());
                all.extend(items);
                page.after = slice.items.last().map(|(position, _)| position.clone());
                slice.has_next
            }
            End::Last => {
                assert_eq!(slice.has_next, page.before.is_some());
                all.splice(0..0, items);
                page.before = slice.items.first().map(|(position, _)| position.clone());
                slice.has_previous
            }
        };
        if !more {
            return all;
        }
    }
}

async fn assert_same_in_all_pages<T: Clone + Debug + PartialEq>(
    length: usize,
    fetch: impl AsyncFn(&PageRequest) -> Slice<T>,
) {
    let whole = walk(100, End::First, &fetch).await;
    assert_eq!(whole.len(), length, "{whole:?}");
    for size in 1..4 {
        assert_eq!(walk(size, End::First, &fetch).await, whole);
        assert_eq!(walk(size, End::Last, &fetch).await, whole);
    }
}

pub async fn every_list_is_the_same_in_pages_of_any_size_and_direction(database: TestDatabase) {
    let store = filled(database.url()).await;
    let db = store.reader();
    assert_same_in_all_pages(4, async |page| {
        db.authorities(&AuthorityFilter::default(), page)
            .await
            .unwrap()
    })
    .await;
    assert_same_in_all_pages(5, async |page| {
        db.places(&PlaceFilter::default(), page).await.unwrap()
    })
    .await;
    assert_same_in_all_pages(4, async |page| {
        db.countries(&CountryFilter::default(), page).await.unwrap()
    })
    .await;
    assert_same_in_all_pages(3, async |page| db.surveys(page).await.unwrap()).await;
    for sort in [
        TwinningSort::Authority,
        TwinningSort::Partner,
        TwinningSort::Country,
        TwinningSort::Since,
    ] {
        for descending in [false, true] {
            let filter = TwinningFilter::default();
            assert_same_in_all_pages(6, async |page| {
                db.twinnings(&filter, sort, descending, page).await.unwrap()
            })
            .await;
        }
    }
    let first = ["municipality:1380>DK-ribe>twinning".parse().unwrap()];
    assert_same_in_all_pages(3, async |page| {
        let mut found = db.observations_within(&first, page).await.unwrap();
        found.remove(&first[0].to_string()).unwrap_or_default()
    })
    .await;
    // Nothing at all is a page too.
    let none = db
        .places(&PlaceFilter::default(), &PageRequest::first(0))
        .await
        .unwrap();
    assert!(none.items.is_empty() && none.has_next && !none.has_previous);
}

async fn keys(db: &vanort_store::Reader, sort: TwinningSort, descending: bool) -> Vec<String> {
    let page = PageRequest::first(100);
    let slice = db
        .twinnings(&TwinningFilter::default(), sort, descending, &page)
        .await
        .unwrap();
    slice
        .items
        .iter()
        .map(|(_, it)| {
            format!(
                "{}>{} {:?}",
                it.key.authority.code(),
                it.key.partner,
                it.since
            )
        })
        .collect()
}

pub async fn the_order_is_the_swedish_one_and_unknown_years_come_last(database: TestDatabase) {
    let store = filled(database.url()).await;
    let db = store.reader();
    let towns = db
        .places(&PlaceFilter::default(), &PageRequest::first(10))
        .await
        .unwrap();
    let names: Vec<&str> = towns
        .items
        .iter()
        .map(|(_, town)| town.name.as_str())
        .collect();
    assert_eq!(names, ["Esbjerg", "Hangö", "Ribe", "Åbo", "Ås"]);
    let rising = keys(db, TwinningSort::Since, false).await;
    assert_eq!(
        rising,
        [
            "1380>FI-hango Some(1949)",
            "1380>DK-ribe Some(1951)",
            "0114>NO-aas Some(1951)",
            "13>FI-abo Some(2001)",
            "1380>DK-ribe None",
            "0114>FI-hango None",
        ]
    );
    let falling = keys(db, TwinningSort::Since, true).await;
    assert_eq!(falling[0], "13>FI-abo Some(2001)");
    assert!(
        falling[4].ends_with("None") && falling[5].ends_with("None"),
        "{falling:?}"
    );
    let by_country = keys(db, TwinningSort::Country, false).await;
    assert!(
        by_country[0].contains("DK")
            && by_country[2].contains("FI-hango")
            && by_country[5].contains("NO")
    );
    let surveys = db.surveys(&PageRequest::first(9)).await.unwrap();
    let surveys: Vec<_> = surveys.items.iter().map(|(_, it)| it.year).collect();
    assert_eq!(surveys, [Some(2026), Some(2007), None]);
}

pub async fn filters_narrow_and_counts_agree(database: TestDatabase) {
    let store = filled(database.url()).await;
    let db = store.reader();
    let page = PageRequest::first(100);
    let any = TwinningFilter::default;
    let finland: CountryCode = "FI".parse().unwrap();
    for (filter, count) in [
        (any(), 6),
        (
            TwinningFilter {
                authorities: Some(vec!["municipality:1380".parse().unwrap()]),
                ..any()
            },
            3,
        ),
        (
            TwinningFilter {
                authorities: Some(vec![]),
                ..any()
            },
            0,
        ),
        (
            TwinningFilter {
                counties: Some(vec!["01".parse().unwrap()]),
                ..any()
            },
            2,
        ),
        (
            TwinningFilter {
                partners: Some(vec!["DK-ribe".parse().unwrap()]),
                ..any()
            },
            2,
        ),
        (
            TwinningFilter {
                countries: Some(vec![finland.clone()]),
                ..any()
            },
            3,
        ),
        (
            TwinningFilter {
                kinds: Some(vec![vanort_model::TwinningKind::Other]),
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
                networks: Some(vec!["douzelage".parse().unwrap()]),
                ..any()
            },
            0,
        ),
        (
            TwinningFilter {
                since_from: Some(1950),
                since_to: Some(1999),
                ..any()
            },
            2,
        ),
    ] {
        let list = db
            .twinnings(&filter, TwinningSort::Authority, false, &page)
            .await
            .unwrap();
        assert_eq!(list.items.len(), count, "{filter:?}");
        assert_eq!(
            db.count_twinnings(&filter).await.unwrap(),
            count as u64,
            "{filter:?}"
        );
    }
    let any = AuthorityFilter::default;
    for (filter, count) in [
        (any(), 4),
        (
            AuthorityFilter {
                kinds: Some(vec![vanort_model::AuthorityKind::Municipality]),
                ..any()
            },
            2,
        ),
        (
            AuthorityFilter {
                counties: Some(vec!["13".parse().unwrap()]),
                ..any()
            },
            2,
        ),
        (
            AuthorityFilter {
                partner_countries: Some(vec![finland.clone()]),
                ..any()
            },
            3,
        ),
        (
            AuthorityFilter {
                partner_countries: Some(vec!["DK".parse().unwrap()]),
                ..any()
            },
            1,
        ),
        (
            AuthorityFilter {
                has_twinnings: Some(true),
                ..any()
            },
            3,
        ),
        (
            AuthorityFilter {
                has_twinnings: Some(false),
                ..any()
            },
            1,
        ),
    ] {
        assert_eq!(
            db.authorities(&filter, &page).await.unwrap().items.len(),
            count,
            "{filter:?}"
        );
        assert_eq!(db.count_authorities(&filter).await.unwrap(), count as u64);
    }
    let any = PlaceFilter::default;
    for (filter, count) in [
        (any(), 5),
        (
            PlaceFilter {
                countries: Some(vec![finland.clone()]),
                ..any()
            },
            2,
        ),
        (
            PlaceFilter {
                countries: Some(vec!["SE".parse().unwrap()]),
                ..any()
            },
            0,
        ),
        (
            PlaceFilter {
                authorities: Some(vec!["municipality:1380".parse().unwrap()]),
                ..any()
            },
            2,
        ),
        (
            PlaceFilter {
                counties: Some(vec!["01".parse().unwrap()]),
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
    ] {
        assert_eq!(
            db.places(&filter, &page).await.unwrap().items.len(),
            count,
            "{filter:?}"
        );
        assert_eq!(db.count_places(&filter).await.unwrap(), count as u64);
    }
    for (has, count) in [(None, 4), (Some(true), 3), (Some(false), 1)] {
        let filter = CountryFilter {
            has_partner_towns: has,
        };
        assert_eq!(
            db.countries(&filter, &page).await.unwrap().items.len(),
            count
        );
        assert_eq!(db.count_countries(&filter).await.unwrap(), count as u64);
    }
    assert_eq!(db.count_surveys().await.unwrap(), 3);
    assert_eq!(db.counties().await.unwrap().len(), 2);
}

pub async fn a_list_within_parents_is_the_list_of_each_parent_alone(database: TestDatabase) {
    let store = filled(database.url()).await;
    let db = store.reader();
    let municipalities =
        ["municipality:1380", "municipality:0114", "region:13"].map(|it| it.parse().unwrap());
    for (limit, end) in [
        (1, End::First),
        (2, End::First),
        (9, End::First),
        (1, End::Last),
        (9, End::Last),
    ] {
        let page = PageRequest {
            end,
            ..PageRequest::first(limit)
        };
        let any = TwinningFilter::default();
        let parents = TwinningParents::Authorities(municipalities.to_vec());
        let together = db
            .twinnings_within(&parents, &any, TwinningSort::Since, true, &page)
            .await
            .unwrap();
        let counts = db.count_twinnings_within(&parents, &any).await.unwrap();
        for key in &municipalities {
            let filter = TwinningFilter {
                authorities: Some(vec![key.clone()]),
                ..any.clone()
            };
            let alone = db
                .twinnings(&filter, TwinningSort::Since, true, &page)
                .await
                .unwrap();
            assert_eq!(together[&key.to_string()], alone);
            assert_eq!(
                counts[&key.to_string()],
                db.count_twinnings(&filter).await.unwrap()
            );
        }
        // Two ties of one pair are one town and one municipality.
        let parents = PlaceParents::Authorities(municipalities.to_vec());
        let any = PlaceFilter::default();
        let together = db.places_within(&parents, &any, &page).await.unwrap();
        let counts = db.count_places_within(&parents, &any).await.unwrap();
        for key in &municipalities {
            let filter = PlaceFilter {
                authorities: Some(vec![key.clone()]),
                ..any.clone()
            };
            assert_eq!(
                together[&key.to_string()],
                db.places(&filter, &page).await.unwrap()
            );
            assert_eq!(
                counts[&key.to_string()],
                db.count_places(&filter).await.unwrap()
            );
        }
    }
    let page = PageRequest::first(9);
    let places = vec![
        "DK-ribe".parse().unwrap(),
        "FI-hango".parse().unwrap(),
        "DK-esbjerg".parse().unwrap(),
    ];
    let any = AuthorityFilter::default();
    let found = db
        .authorities_within(&AuthorityParents::Places(places.clone()), &any, &page)
        .await
        .unwrap();
    assert_eq!(found["DK-ribe"].items.len(), 1);
    assert_eq!(found["FI-hango"].items.len(), 2);
    assert!(!found.contains_key("DK-esbjerg"));
    let counts = db
        .count_authorities_within(&AuthorityParents::Places(places.clone()), &any)
        .await
        .unwrap();
    assert_eq!(
        (counts["DK-ribe"], counts["FI-hango"], counts.len()),
        (1, 2, 2)
    );
    let counties = AuthorityParents::Counties(vec!["13".parse().unwrap(), "01".parse().unwrap()]);
    let counts = db.count_authorities_within(&counties, &any).await.unwrap();
    assert_eq!((counts["13"], counts["01"]), (2, 1));
    let counts = db
        .count_twinnings_within(&TwinningParents::Places(places), &TwinningFilter::default())
        .await
        .unwrap();
    assert_eq!(
        (counts["DK-ribe"], counts["FI-hango"], counts.len()),
        (2, 2, 2)
    );
    let countries: Vec<CountryCode> = vec!["DK".parse().unwrap(), "FI".parse().unwrap()];
    let counts = db
        .count_twinnings_within(
            &TwinningParents::Countries(countries.clone()),
            &TwinningFilter::default(),
        )
        .await
        .unwrap();
    assert_eq!((counts["DK"], counts["FI"]), (2, 3));
    let counts = db
        .count_places_within(&PlaceParents::Countries(countries), &PlaceFilter::default())
        .await
        .unwrap();
    assert_eq!((counts["DK"], counts["FI"]), (2, 2));
    let ties = [
        "municipality:1380>DK-ribe>twinning",
        "region:13>FI-abo>twinning",
    ]
    .map(|it| it.parse().unwrap());
    let counts = db.count_observations_within(&ties).await.unwrap();
    assert_eq!((counts[&ties[0].to_string()], counts.len()), (3, 1));
}

pub async fn successors_of_partner_towns_are_partner_towns(database: TestDatabase) {
    let store = filled(database.url()).await;
    let filter = PlaceFilter {
        countries: Some(vec!["DK".parse().unwrap()]),
        ..PlaceFilter::default()
    };
    let towns = store
        .reader()
        .places(&filter, &PageRequest::first(9))
        .await
        .unwrap();
    let names: Vec<&str> = towns.items.iter().map(|(_, it)| it.name.as_str()).collect();
    assert_eq!(names, ["Esbjerg", "Ribe"]);
}

pub async fn a_foreign_position_is_refused(database: TestDatabase) {
    let store = filled(database.url()).await;
    let text = |text: &str| SortValue::Text(text.to_owned());
    for position in [
        vec![],
        vec![text("a")],
        vec![text("a"), SortValue::Int(1)],
        vec![text("a"), text("b"), text("c")],
    ] {
        let page = PageRequest {
            after: Some(Position(position)),
            ..PageRequest::first(9)
        };
        let error = store
            .reader()
            .places(&PlaceFilter::default(), &page)
            .await
            .unwrap_err();
        assert!(matches!(error, StoreError::ForeignPosition), "{error}");
    }
}

pub async fn records_and_names_are_looked_up_by_key(database: TestDatabase) {
    let store = filled(database.url()).await;
    let db = store.reader();
    let before = db.statement_count();
    let keys = ["FI-hango".parse().unwrap(), "FI-nowhere".parse().unwrap()];
    let places = db.places_by_key(&keys).await.unwrap();
    assert_eq!(places.len(), 1);
    assert!(places[0].names.is_empty());
    let names = db.names_of_places(&keys).await.unwrap();
    let names: Vec<&str> = names[&keys[0]]
        .iter()
        .map(|name| name.text.as_str())
        .collect();
    assert_eq!(names, ["Hangö-b", "Hangö-a"]);
    assert_eq!(db.statement_count() - before, 2);
    assert!(db.places_by_key(&[]).await.unwrap().is_empty());
    let federation = ["federation:f".parse().unwrap()];
    assert_eq!(
        db.names_of_authorities(&federation).await.unwrap()[&federation[0]].len(),
        1
    );
    let code = ["DK".parse().unwrap()];
    assert_eq!(
        db.names_of_countries(&code).await.unwrap()[&code[0]][0].text,
        "Danmark (own)"
    );
    assert_eq!(
        db.countries_by_code(&code).await.unwrap()[0].name_sv,
        "Danmark"
    );
    assert_eq!(
        db.counties_by_code(&["13".parse().unwrap()])
            .await
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        db.networks_by_key(&["douzelage".parse().unwrap()])
            .await
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        db.surveys_by_key(&["new".parse().unwrap()])
            .await
            .unwrap()
            .len(),
        1
    );
    let tie = "municipality:1380>DK-ribe>twinning";
    assert_eq!(
        db.twinnings_by_key(&[tie.parse().unwrap()])
            .await
            .unwrap()
            .len(),
        1
    );
    let key = format!("new/w.xlsx/S/{tie}/1");
    assert_eq!(db.observations_by_key(&[key]).await.unwrap()[0].row, 17);
}
