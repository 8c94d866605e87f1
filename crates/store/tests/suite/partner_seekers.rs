use vanort_model::*;
use vanort_store::{PartnerSeekerFilter, Store, SubmissionPosition, SubmissionRequest};

use crate::database::TestDatabase;
use crate::seeker::{TODAY, UNLIMITED, all, found, hash, publish, register, seeker};

pub async fn a_partner_seeker_comes_back_as_it_was_sent(database: TestDatabase) {
    let store = Store::connect(database.url()).await.unwrap();
    let full = register(&store, 1, 0).await;
    assert_eq!(found(&store, 1, TODAY).await, full);
    let least = PartnerSeeker {
        municipality: None,
        wished_countries: vec![],
        themes: vec![],
        website: None,
        ..seeker(2, 0)
    };
    store
        .register_partner_seeker(&least, &hash(2), &UNLIMITED)
        .await
        .unwrap();
    assert_eq!(found(&store, 2, TODAY).await, least);
    // It is no change of the register.
    assert_eq!(store.state().await.unwrap().version.revision.0, 0);
    let published = publish(&store, 1).await;
    let expected = PartnerSeeker {
        state: PartnerSeekerState::Published,
        ..full
    };
    assert_eq!(published, expected);
    assert_eq!(store.state().await.unwrap().version.revision.0, 0);
    assert!(store.changes_of(Revision(1)).await.unwrap().is_empty());
}

pub async fn pages_lead_through_all_partner_seekers_both_ways(database: TestDatabase) {
    let store = Store::connect(database.url()).await.unwrap();
    // Three at each moment: their ids order them.
    for number in 0..12 {
        register(&store, number, i64::from(number / 3)).await;
    }
    let filter = PartnerSeekerFilter::default();
    let expected = [9, 10, 11, 6, 7, 8, 3, 4, 5, 0, 1, 2];
    assert_eq!(all(&store, filter.clone(), TODAY).await, expected);
    for limit in [1, 2, 5, 12, 50] {
        for is_from_end in [false, true] {
            let mut request = SubmissionRequest {
                is_from_end,
                ..SubmissionRequest::newest(limit)
            };
            let mut seen = Vec::new();
            loop {
                let reader = store.reader();
                let page = reader
                    .partner_seekers(&filter, &request, TODAY)
                    .await
                    .unwrap();
                let ids: Vec<String> = page.items.iter().map(|it| it.id.to_string()).collect();
                if is_from_end {
                    seen.splice(0..0, ids);
                } else {
                    seen.extend(ids);
                }
                let position = |it: &PartnerSeeker| SubmissionPosition::of(it.created_at, it.id);
                let more = if is_from_end {
                    assert_eq!(page.has_next, request.before.is_some());
                    request.before = page.items.first().map(position);
                    page.has_previous
                } else {
                    assert_eq!(page.has_previous, request.after.is_some());
                    request.after = page.items.last().map(position);
                    page.has_next
                };
                if !more {
                    break;
                }
            }
            let expected = expected.map(|it| RandomId::from_bits(it).to_string());
            assert_eq!(seen, expected, "{limit} {is_from_end}");
        }
    }
    let none = SubmissionRequest::newest(0);
    let page = store.reader().partner_seekers(&filter, &none, TODAY).await;
    let page = page.unwrap();
    assert_eq!((page.items.len(), page.has_next), (0, true));
}

pub async fn each_filter_narrows_the_list(database: TestDatabase) {
    let store = Store::connect(database.url()).await.unwrap();
    register(&store, 1, 0).await;
    let other = PartnerSeeker {
        kind: PartnerSeekerKind::NonProfit,
        country: "NO".parse().unwrap(),
        municipality: None,
        wished_countries: vec![],
        themes: vec![Theme::School],
        ..seeker(2, 1)
    };
    store
        .register_partner_seeker(&other, &hash(2), &UNLIMITED)
        .await
        .unwrap();
    let code = |code: &str| Some(vec![code.parse::<CountryCode>().unwrap()]);
    let none = PartnerSeekerFilter::default;
    for (filter, expected) in [
        (none(), vec![2, 1]),
        (
            PartnerSeekerFilter {
                kinds: Some(vec![PartnerSeekerKind::NonProfit]),
                ..none()
            },
            vec![2],
        ),
        (
            PartnerSeekerFilter {
                countries: code("SE"),
                ..none()
            },
            vec![1],
        ),
        // Who names no country has none against any.
        (
            PartnerSeekerFilter {
                wished_countries: code("FI"),
                ..none()
            },
            vec![2, 1],
        ),
        (
            PartnerSeekerFilter {
                wished_countries: code("DE"),
                ..none()
            },
            vec![2],
        ),
        (
            PartnerSeekerFilter {
                themes: Some(vec![Theme::AssociationsAndSport]),
                ..none()
            },
            vec![1],
        ),
        (
            PartnerSeekerFilter {
                themes: Some(vec![Theme::School, Theme::Culture]),
                countries: code("NO"),
                ..none()
            },
            vec![2],
        ),
        (
            PartnerSeekerFilter {
                themes: Some(vec![]),
                ..none()
            },
            vec![],
        ),
        (
            PartnerSeekerFilter {
                kinds: Some(vec![]),
                ..none()
            },
            vec![],
        ),
    ] {
        assert_eq!(
            all(&store, filter.clone(), TODAY).await,
            expected,
            "{filter:?}"
        );
    }
}
