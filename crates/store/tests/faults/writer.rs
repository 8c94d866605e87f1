//! Writes of every kind, remembered with what the caller was answered.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use time::macros::date;
use time::{Duration, OffsetDateTime};
use vanort_model::*;
use vanort_store::*;

use crate::fixture::{additions, filled, place, run};

const KEEPING: Keeping = Keeping {
    since: OffsetDateTime::UNIX_EPOCH,
    most: 1_000_000,
};
const LIMITS: PartnerSeekerLimits = PartnerSeekerLimits {
    pending: 1_000_000,
    in_window: 1_000_000,
    window: Duration::SECOND,
};

/// What the caller was answered; `None` when it went away before.
type Answer = Option<bool>;

#[derive(Default)]
pub struct Writer {
    next: AtomicU32,
    written: Mutex<Vec<(u32, Answer)>>,
}

impl Writer {
    /// Makes the next write; by its number it is feedback, a partner seeker, a workbook that waits
    /// or an import. Dropped before it is done it has no answer.
    pub async fn write(&self, store: &Store) -> Result<(), StoreError> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let place_in_log = {
            let mut written = self.written.lock().unwrap();
            written.push((number, None));
            written.len() - 1
        };
        let result = write(store, number).await;
        self.written.lock().unwrap()[place_in_log].1 = Some(result.is_ok());
        result
    }

    /// Compares the answers with the database, over connections of its own, and prints a row:
    /// acknowledged and lost, refused and found, unanswered.
    pub async fn verify(&self, fault: &str, url: &str) -> Tally {
        let store = Store::connect(url).await.unwrap();
        let places = store.snapshot().await.unwrap().1.places;
        let runs = store.reader().import_runs(1_000_000).await.unwrap();
        let mut tally = Tally::default();
        let written = self.written.lock().unwrap().clone();
        for (number, answer) in written {
            let id = RandomId::from_bits(number.into());
            let found = match number % 4 {
                0 => !store.reader().feedback_of(&[id]).await.unwrap().is_empty(),
                1 => {
                    let found = store
                        .reader()
                        .partner_seekers_of(&[id], date!(2026 - 11 - 28))
                        .await;
                    !found.unwrap().is_empty()
                }
                2 => runs.iter().any(|run| run.report.workbook == name(number)),
                _ => places.values().any(|place| place.name == name(number)),
            };
            tally.count(answer, found);
        }
        eprintln!("{fault:<28} {tally:?}");
        store.close().await.unwrap();
        tally
    }
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub acknowledged: u32,
    pub lost: u32,
    pub refused: u32,
    pub found_although_refused: u32,
    pub unanswered: u32,
}

impl Tally {
    fn count(&mut self, answer: Answer, found: bool) {
        match answer {
            Some(true) => self.acknowledged += 1,
            Some(false) => self.refused += 1,
            None => self.unanswered += 1,
        }
        self.lost += u32::from(answer == Some(true) && !found);
        self.found_although_refused += u32::from(answer == Some(false) && found);
    }

    /// The promise; the fault must have been felt, or it shows nothing.
    pub fn assert_kept(&self) {
        assert_eq!((self.lost, self.found_although_refused), (0, 0), "{self:?}");
        assert!(self.acknowledged > 0, "{self:?}");
        assert!(self.refused + self.unanswered > 0, "{self:?}");
    }
}

/// A store with a small register at `url`.
pub async fn store(url: &str) -> Store {
    filled(url).await.close().await.unwrap();
    Store::connect(url).await.unwrap()
}

fn name(number: u32) -> String {
    format!("w{number}")
}

async fn write(store: &Store, number: u32) -> Result<(), StoreError> {
    let id = RandomId::from_bits(number.into());
    let now = OffsetDateTime::now_utc();
    match number % 4 {
        0 => {
            let feedback = Feedback {
                id,
                created_at: now,
                is_helpful: true,
                text: Some("x".repeat(1_500)),
                about: None,
                revision: Revision(1),
            };
            store.send_feedback(&feedback, &[]).await.map(drop)
        }
        1 => {
            let seeker = seeker(id, number, now);
            let taken = store.register_partner_seeker(&seeker, &[7; 32], &LIMITS);
            assert_eq!(taken.await?, Registration::Taken);
            Ok(())
        }
        2 => {
            let mut run = run();
            run.report.workbook = name(number);
            let workbook = KeptWorkbook {
                file: name(number),
                content: vec![7; 20_000],
                options: "{}".to_owned(),
            };
            let kept = store.keep_workbook(&run, workbook, &[], KEEPING);
            kept.await.map(drop)
        }
        _ => {
            let at = store.state().await?.version.revision;
            let place = place(&format!("FI-w{number}"), &name(number));
            let changes = additions(vec![Record::Place(place)]);
            store.commit_import(at, &changes, &[run()]).await.map(drop)
        }
    }
}

fn seeker(id: RandomId, number: u32, now: OffsetDateTime) -> PartnerSeeker {
    PartnerSeeker {
        id,
        created_at: now,
        updated_at: now,
        state: PartnerSeekerState::Pending,
        name: name(number),
        kind: PartnerSeekerKind::Committee,
        country: CountryCode::sweden(),
        municipality: None,
        wished_countries: Vec::new(),
        themes: Vec::new(),
        description: Some("x".repeat(1_500)),
        website: None,
        contact: Some(PartnerSeekerContact {
            name: name(number),
            email: format!("{number}@example.org"),
            is_shown: false,
        }),
        shown_until: date!(2099 - 01 - 01),
        moderation_reason: None,
    }
}
