use time::Duration;
use vanort_model::*;
use vanort_store::{
    FEEDBACK_KEPT, PartnerSeekerLimits, Registration, Store, SubmissionRequest, WithdrawalProof,
};

use crate::database::TestDatabase;
use crate::seeker::{LIMITS, NOW, UNLIMITED, hash, publish, register, seeker};

pub async fn no_more_partner_seekers_come_than_may_however_many_write_at_once(
    database: TestDatabase,
) {
    let store = Store::connect(database.url()).await.unwrap();
    let mut writers = tokio::task::JoinSet::new();
    for number in 0..12 {
        // Each of another server.
        let url = database.url().to_owned();
        writers.spawn(async move {
            let store = Store::connect(&url).await.unwrap();
            let (seeker, hash) = (seeker(number, 0), hash(number));
            let taken = store.register_partner_seeker(&seeker, &hash, &LIMITS).await;
            let taken = taken.unwrap();
            store.close().await.unwrap();
            taken
        });
    }
    let taken = writers.join_all().await;
    let count = |registration| taken.iter().filter(|it| **it == registration).count();
    assert_eq!(count(Registration::Taken), 5, "{taken:?}");
    let next = NOW + Duration::minutes(1);
    assert_eq!(count(Registration::TooManyAtOnce(next)), 7, "{taken:?}");

    // Taking them back makes no room before its time.
    for number in 0..12_u32 {
        let id = RandomId::from_bits(u128::from(number));
        let proof = WithdrawalProof::Administrator;
        store.withdraw_partner_seeker(id, proof, NOW).await.unwrap();
    }
    let again = async |number, seconds, limits: PartnerSeekerLimits| {
        let seeker = seeker(number, seconds);
        let hash = hash(number);
        let taken = store.register_partner_seeker(&seeker, &hash, &limits).await;
        taken.unwrap()
    };
    let refused = Registration::TooManyAtOnce(next);
    assert_eq!(again(20, 59, LIMITS).await, refused);
    assert_eq!(again(20, 60, LIMITS).await, Registration::Taken);
    assert_eq!(again(20, 61, LIMITS).await, Registration::SaidAlready);
    let full = PartnerSeekerLimits {
        pending: 1,
        ..LIMITS
    };
    assert_eq!(again(21, 61, full).await, Registration::TooManyPending);
    // One that was decided on no longer counts, nor stands in the way of the same.
    publish(&store, 20).await;
    assert_eq!(again(21, 62, full).await, Registration::Taken);
    let same = PartnerSeeker {
        id: RandomId::from_bits(22),
        ..seeker(20, 63)
    };
    let taken = store
        .register_partner_seeker(&same, &hash(22), &LIMITS)
        .await;
    assert_eq!(taken.unwrap(), Registration::Taken);
}

pub async fn the_same_organisation_is_known_in_another_spelling(database: TestDatabase) {
    let store = Store::connect(database.url()).await.unwrap();
    register(&store, 1, 0).await;
    let same = |name: &str, email: &str| {
        let mut same = seeker(2, 1);
        name.clone_into(&mut same.name);
        if let Some(contact) = &mut same.contact {
            email.clone_into(&mut contact.email);
        }
        same
    };
    for (name, email, expected) in [
        (
            "VANORTSKOMMITTE 1",
            "Asa.Ek.1@Hemlig.Example",
            Registration::SaidAlready,
        ),
        (
            "Vänortskommitté 1",
            "annan@hemlig.example",
            Registration::Taken,
        ),
    ] {
        let taken = store
            .register_partner_seeker(&same(name, email), &hash(2), &UNLIMITED)
            .await;
        assert_eq!(taken.unwrap(), expected, "{name}");
    }
}

fn feedback(number: u32, seconds: i64) -> Feedback {
    Feedback {
        id: RandomId::from_bits(u128::from(number)),
        created_at: NOW + Duration::seconds(seconds),
        is_helpful: number.is_multiple_of(2),
        text: (number > 0).then(|| format!("Ord {number}")),
        about: (number > 0).then(|| "/kommun/1380".to_owned()),
        revision: Revision(3),
    }
}

pub async fn feedback_comes_back_and_is_kept_for_a_year(database: TestDatabase) {
    let store = Store::connect(database.url()).await.unwrap();
    let (most, window) = (3, Duration::days(1));
    for number in 0..3 {
        let refused = store
            .send_feedback(&feedback(number, i64::from(number)), &[(most, window)])
            .await;
        assert_eq!(refused.unwrap(), None);
    }
    let refused = store
        .send_feedback(&feedback(3, 10), &[(most, window)])
        .await;
    assert_eq!(refused.unwrap(), Some(NOW + window));
    let reader = store.reader();
    let page = reader
        .feedback(&SubmissionRequest::newest(2))
        .await
        .unwrap();
    assert_eq!(page.items, [feedback(2, 2), feedback(1, 1)]);
    assert!(page.has_next && !page.has_previous);
    assert_eq!(reader.count_feedback().await.unwrap(), 3);
    let ids = [RandomId::from_bits(0), RandomId::from_bits(9)];
    let found = reader.feedback_of(&ids).await.unwrap();
    assert_eq!(found, [feedback(0, 0)]);
    // A day later there is room for one more; a year later the first are gone.
    let refused = store
        .send_feedback(&feedback(3, 86_400), &[(most, window)])
        .await;
    assert_eq!(refused.unwrap(), None);
    let next_year = NOW + FEEDBACK_KEPT + Duration::seconds(2);
    store.sweep_submissions(next_year).await.unwrap();
    let page = reader
        .feedback(&SubmissionRequest::newest(9))
        .await
        .unwrap();
    assert_eq!(page.items, [feedback(3, 86_400), feedback(2, 2)]);
    assert_eq!(
        format!("{:?}", page.items[0]),
        format!("Feedback({})", page.items[0].id)
    );
}

pub async fn what_a_clock_that_was_ahead_has_stamped_blocks_nobody(database: TestDatabase) {
    let store = Store::connect(database.url()).await.unwrap();
    let limits = [(3, Duration::days(1))];
    let ten_years = 10 * 365 * 86_400;
    for number in 0..3 {
        let ahead = feedback(number, ten_years + i64::from(number));
        assert_eq!(store.send_feedback(&ahead, &limits).await.unwrap(), None);
    }
    for number in 3..6 {
        let now = feedback(number, i64::from(number));
        assert_eq!(store.send_feedback(&now, &limits).await.unwrap(), None);
    }
    let refused = store.send_feedback(&feedback(6, 10), &limits).await;
    assert_eq!(
        refused.unwrap(),
        Some(NOW + Duration::days(1) + Duration::seconds(3))
    );
}
