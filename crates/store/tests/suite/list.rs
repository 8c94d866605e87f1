use std::fmt::Debug;

use vanort_store::{
    AuthorityFilter, CountryFilter, End, PageRequest, PlaceFilter, Position, Slice, SortValue,
    StoreError, TwinningFilter, TwinningSort,
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
