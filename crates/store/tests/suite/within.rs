use vanort_model::CountryCode;
use vanort_store::{
    AuthorityFilter, AuthorityParents, End, PageRequest, PlaceFilter, PlaceParents, TwinningFilter,
    TwinningParents, TwinningSort,
};

use crate::database::TestDatabase;
use crate::fixture::filled;

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
