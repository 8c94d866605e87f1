use vanort_model::{CountryCode, Theme, TwinningStatus};
use vanort_store::{
    AuthorityFilter, CountryFilter, PageRequest, PlaceFilter, TwinningFilter, TwinningSort,
};

use crate::database::TestDatabase;
use crate::fixture::filled;

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
