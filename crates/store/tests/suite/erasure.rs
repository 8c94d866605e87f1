use std::path::Path;

use time::macros::{date, datetime};
use vanort_model::*;
use vanort_store::{Decision, PartnerSeekerFilter, Store, WithdrawalProof};

use crate::database::TestDatabase;
use crate::seeker::{NOW, TODAY, UNLIMITED, all, found, hash, publish, register, seeker};

pub async fn whose_last_day_is_over_is_expired_and_erased_by_whoever_writes_next(
    database: TestDatabase,
) {
    use PartnerSeekerState::{Expired, Pending, Published, Withdrawn};
    let store = Store::connect(database.url()).await.unwrap();
    register(&store, 1, 0).await;
    register(&store, 2, 1).await;
    publish(&store, 1).await;
    let in_state = async |state, today| {
        let filter = PartnerSeekerFilter {
            states: Some(vec![state]),
            ..PartnerSeekerFilter::default()
        };
        all(&store, filter, today).await
    };
    let (last, after) = (date!(2027 - 05 - 29), date!(2027 - 05 - 30));
    assert_eq!(in_state(Published, last).await, [1]);
    assert_eq!(in_state(Pending, last).await, [2]);
    assert_eq!(in_state(Expired, last).await, Vec::<u128>::new());
    // The day after, whether anybody has written or not.
    assert_eq!(in_state(Published, after).await, Vec::<u128>::new());
    assert_eq!(in_state(Pending, after).await, Vec::<u128>::new());
    assert_eq!(in_state(Expired, after).await, [2, 1]);
    assert_eq!(found(&store, 1, after).await.state, Expired);
    assert!(found(&store, 1, after).await.contact.is_some());

    let next_day = datetime!(2027-05-30 00:00 UTC);
    store.sweep_submissions(next_day).await.unwrap();
    for number in [1, 2] {
        assert_erased(&found(&store, number, after).await, Expired);
    }
    assert_eq!(in_state(Expired, after).await, [2, 1]);
    // It can be taken back all the same, and not be decided on.
    let id = RandomId::from_bits(1);
    let decided = store
        .decide_on_partner_seeker(id, true, None, next_day)
        .await;
    assert_eq!(decided.unwrap(), Decision::Over(Expired));
    let proof = WithdrawalProof::Hash(hash(1));
    let withdrawn = store.withdraw_partner_seeker(id, proof, next_day).await;
    assert_erased(&withdrawn.unwrap().unwrap(), Withdrawn);
}

fn assert_erased(seeker: &PartnerSeeker, state: PartnerSeekerState) {
    assert_eq!(seeker.state, state);
    assert_eq!(seeker.name, "");
    assert_eq!(
        (&seeker.description, &seeker.website, &seeker.contact),
        (&None, &None, &None)
    );
    assert!(seeker.updated_at >= seeker.created_at);
}

pub async fn only_its_token_or_an_administrator_takes_a_partner_seeker_back(
    database: TestDatabase,
) {
    use PartnerSeekerState::{Rejected, Withdrawn};
    let store = Store::connect(database.url()).await.unwrap();
    for number in 1..=3 {
        register(&store, number, 0).await;
    }
    let id = |number| RandomId::from_bits(number);
    for (number, wrong) in [(1, hash(2)), (1, [0; 32]), (99, hash(1))] {
        let proof = WithdrawalProof::Hash(wrong);
        let refused = store.withdraw_partner_seeker(id(number), proof, NOW).await;
        assert_eq!(refused.unwrap(), None);
    }
    assert!(found(&store, 1, TODAY).await.contact.is_some());
    let own = WithdrawalProof::Hash(hash(1));
    for _ in 0..2 {
        let withdrawn = store.withdraw_partner_seeker(id(1), own, NOW).await;
        assert_erased(&withdrawn.unwrap().unwrap(), Withdrawn);
    }
    let rejected = store
        .decide_on_partner_seeker(id(2), false, Some("Ingen organisation."), NOW)
        .await;
    let Ok(Decision::Made(rejected)) = rejected else {
        panic!("{rejected:?}");
    };
    assert_erased(&rejected, Rejected);
    assert_eq!(
        rejected.moderation_reason.as_deref(),
        Some("Ingen organisation.")
    );
    let administrator = WithdrawalProof::Administrator;
    let withdrawn = store
        .withdraw_partner_seeker(id(2), administrator, NOW)
        .await;
    let withdrawn = withdrawn.unwrap().unwrap();
    assert_erased(&withdrawn, Withdrawn);
    assert_eq!(withdrawn.moderation_reason, None);
    for (number, expected) in [
        (1, Decision::Over(Withdrawn)),
        (2, Decision::Over(Withdrawn)),
        (99, Decision::Unknown),
    ] {
        let decided = store
            .decide_on_partner_seeker(id(number), true, None, NOW)
            .await;
        assert_eq!(decided.unwrap(), expected);
    }
}

/// Which of some texts stand in the files of a database.
fn left_in_files(url: &str, texts: &[String]) -> Vec<String> {
    let file = url.strip_prefix("sqlite://").unwrap();
    let mut left = Vec::new();
    for suffix in ["", "-wal", "-journal"] {
        let bytes = std::fs::read(Path::new(&format!("{file}{suffix}"))).unwrap_or_default();
        for text in texts {
            let text_bytes = text.as_bytes();
            if bytes.windows(text_bytes.len()).any(|it| it == text_bytes) {
                left.push(format!("{text} in {file}{suffix}"));
            }
        }
    }
    left
}

pub async fn what_was_erased_is_in_no_file_of_the_database(database: TestDatabase) {
    let store = Store::connect(database.url()).await.unwrap();
    // So many, and of so different sizes, that pages are split and moved about.
    let mut texts = Vec::new();
    for number in 100..180_u32 {
        let mut seeker = seeker(number, i64::from(number));
        let description = format!("hemligt {number} ").repeat(1 + (number as usize * 37) % 150);
        seeker.description = Some(description);
        store
            .register_partner_seeker(&seeker, &hash(number), &UNLIMITED)
            .await
            .unwrap();
        texts.push(format!("asa.ek.{number}@hemlig.example"));
        texts.push(format!("hemligt {number} "));
    }
    let is_sqlite = database.url().starts_with("sqlite");
    if is_sqlite {
        assert!(left_in_files(database.url(), &texts).len() >= texts.len());
    }
    for number in 100..180_u32 {
        let id = RandomId::from_bits(u128::from(number));
        if number % 2 == 0 {
            let proof = WithdrawalProof::Administrator;
            let withdrawn = store.withdraw_partner_seeker(id, proof, NOW).await;
            assert!(withdrawn.unwrap().is_some());
        } else {
            let rejected = store.decide_on_partner_seeker(id, false, None, NOW).await;
            assert!(matches!(rejected.unwrap(), Decision::Made(_)));
        }
        if is_sqlite && number % 16 == 0 {
            // At once, not when the database is closed.
            let own = [
                format!("asa.ek.{number}@hemlig.example"),
                format!("hemligt {number} "),
            ];
            assert_eq!(left_in_files(database.url(), &own), Vec::<String>::new());
        }
    }
    if is_sqlite {
        assert_eq!(left_in_files(database.url(), &texts), Vec::<String>::new());
    }
}
