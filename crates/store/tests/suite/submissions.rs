use std::path::Path;

use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};
use vanort_model::*;
use vanort_store::*;

use crate::database::TestDatabase;

const NOW: OffsetDateTime = datetime!(2026-11-27 10:00 UTC);
const TODAY: Date = date!(2026 - 11 - 27);

const LIMITS: PartnerSeekerLimits = PartnerSeekerLimits {
    pending: 500,
    in_window: 5,
    window: Duration::minutes(1),
};

const UNLIMITED: PartnerSeekerLimits = PartnerSeekerLimits {
    pending: 10_000,
    in_window: 10_000,
    window: Duration::minutes(1),
};

/// A partner seeker that came some seconds after [`NOW`].
fn seeker(number: u32, seconds: i64) -> PartnerSeeker {
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
fn hash(number: u32) -> [u8; 32] {
    let mut hash = [7; 32];
    hash[..4].copy_from_slice(&number.to_le_bytes());
    hash
}

async fn register(store: &Store, number: u32, seconds: i64) -> PartnerSeeker {
    let seeker = seeker(number, seconds);
    let taken = store
        .register_partner_seeker(&seeker, &hash(number), &UNLIMITED)
        .await
        .unwrap();
    assert_eq!(taken, Registration::Taken);
    seeker
}

async fn publish(store: &Store, number: u32) -> PartnerSeeker {
    let id = RandomId::from_bits(u128::from(number));
    match store.decide_on_partner_seeker(id, true, None, NOW).await {
        Ok(Decision::Made(seeker)) => *seeker,
        other => panic!("{other:?}"),
    }
}

async fn all(store: &Store, filter: PartnerSeekerFilter, today: Date) -> Vec<u128> {
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

async fn found(store: &Store, number: u32, today: Date) -> PartnerSeeker {
    let ids = [RandomId::from_bits(u128::from(number))];
    let found = store.reader().partner_seekers_of(&ids, today).await;
    found.unwrap().pop().unwrap()
}

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
    assert_eq!(store.state().await.unwrap().revision.0, 0);
    let published = publish(&store, 1).await;
    let expected = PartnerSeeker {
        state: PartnerSeekerState::Published,
        ..full
    };
    assert_eq!(published, expected);
    assert_eq!(store.state().await.unwrap().revision.0, 0);
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
            .send_feedback(&feedback(number, i64::from(number)), most, window)
            .await;
        assert_eq!(refused.unwrap(), None);
    }
    let refused = store.send_feedback(&feedback(3, 10), most, window).await;
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
        .send_feedback(&feedback(3, 86_400), most, window)
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
