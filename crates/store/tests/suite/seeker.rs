//! Partner seekers to send in.

use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};
use vanort_model::*;
use vanort_store::{
    Decision, PartnerSeekerFilter, PartnerSeekerLimits, Registration, Store, SubmissionRequest,
};

/// When the first come.
pub const NOW: OffsetDateTime = datetime!(2026-11-27 10:00 UTC);
/// Its day.
pub const TODAY: Date = date!(2026 - 11 - 27);

/// Few at once.
pub const LIMITS: PartnerSeekerLimits = PartnerSeekerLimits {
    pending: 500,
    in_window: 5,
    window: Duration::minutes(1),
};

/// As many as like.
pub const UNLIMITED: PartnerSeekerLimits = PartnerSeekerLimits {
    pending: 10_000,
    in_window: 10_000,
    window: Duration::minutes(1),
};

/// A partner seeker that came some seconds after [`NOW`].
pub fn seeker(number: u32, seconds: i64) -> PartnerSeeker {
    let at = NOW + Duration::seconds(seconds);
    PartnerSeeker {
        id: RandomId::from_bits(u128::from(number)),
        created_at: at,
        updated_at: at,
        state: PartnerSeekerState::Pending,
        name: format!("Vänortskommitté {number}"),
        kind: PartnerSeekerKind::Committee,
        country: CountryCode::sweden(),
        municipality: Some("1380".parse().unwrap()),
        wished_countries: vec!["EE".parse().unwrap(), "FI".parse().unwrap()],
        themes: vec![Theme::Culture, Theme::AssociationsAndSport],
        description: Some(format!("Vi söker en stad vid havet.\nNummer {number}.")),
        website: Some("https://example.org/".to_owned()),
        contact: Some(PartnerSeekerContact {
            name: format!("Åsa Ek {number}"),
            email: format!("asa.ek.{number}@hemlig.example"),
            is_shown: true,
        }),
        shown_until: date!(2027 - 05 - 29),
        moderation_reason: None,
    }
}

/// The hash of a partner seeker's token.
pub fn hash(number: u32) -> [u8; 32] {
    let mut hash = [7; 32];
    hash[..4].copy_from_slice(&number.to_le_bytes());
    hash
}

pub async fn register(store: &Store, number: u32, seconds: i64) -> PartnerSeeker {
    let seeker = seeker(number, seconds);
    let taken = store
        .register_partner_seeker(&seeker, &hash(number), &UNLIMITED)
        .await
        .unwrap();
    assert_eq!(taken, Registration::Taken);
    seeker
}

pub async fn publish(store: &Store, number: u32) -> PartnerSeeker {
    let id = RandomId::from_bits(u128::from(number));
    match store.decide_on_partner_seeker(id, true, None, NOW).await {
        Ok(Decision::Made(seeker)) => *seeker,
        other => panic!("{other:?}"),
    }
}

pub async fn all(store: &Store, filter: PartnerSeekerFilter, today: Date) -> Vec<u128> {
    let reader = store.reader();
    let request = SubmissionRequest::newest(1_000);
    let page = reader.partner_seekers(&filter, &request, today).await;
    let items = page.unwrap().items;
    let count = reader.count_partner_seekers(&filter, today).await.unwrap();
    assert_eq!(count, items.len() as u64, "{filter:?}");
    let ids = items
        .iter()
        .map(|it| u128::from_str_radix(&it.id.to_string(), 16));
    ids.collect::<Result<_, _>>().unwrap()
}

pub async fn found(store: &Store, number: u32, today: Date) -> PartnerSeeker {
    let ids = [RandomId::from_bits(u128::from(number))];
    let found = store.reader().partner_seekers_of(&ids, today).await;
    found.unwrap().pop().unwrap()
}
