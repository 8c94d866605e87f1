use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use vanort_model::{Change, ImportOutcome, ImportReport, Record, Revision, RunKind};
use vanort_store::{NewImportRun, Store, StoreError};

use crate::database::TestDatabase;
use crate::fixture::{additions, filled, place, run};

fn report() -> ImportReport {
    ImportReport {
        workbook: "w.xlsx".to_owned(),
        surveys: vec!["K 2011".to_owned()],
        ..ImportReport::default()
    }
}

pub async fn a_run_is_remembered_before_it_changes_anything(database: TestDatabase) {
    let store = filled(database.url()).await;
    let under_way = store.start_import(&[run()]).await.unwrap();
    let ids = under_way.run_ids().to_vec();
    let running = store.reader().import_run(ids[0]).await.unwrap().unwrap();
    assert_eq!(
        (running.outcome, running.finished_at),
        (ImportOutcome::Running, None)
    );
    // Who opens the register meanwhile does not take it for dead.
    let other = Store::connect(database.url()).await.unwrap();
    let seen = other.reader().import_run(ids[0]).await.unwrap().unwrap();
    assert_eq!(seen.outcome, ImportOutcome::Running);
    let changes = additions(vec![Record::Place(place("FI-vasa", "Vasa"))]);
    let state = store
        .finish_import(under_way, Revision(1), &changes, &[report()])
        .await
        .unwrap();
    let ended = store.reader().import_run(ids[0]).await.unwrap().unwrap();
    assert_eq!(ended.outcome, ImportOutcome::Committed);
    assert_eq!(ended.revision, Some(state.version.revision));
    assert_eq!(ended.report, report());
    assert!(ended.finished_at.unwrap() >= ended.started_at);
    other.close().await.unwrap();
}

pub async fn an_import_that_cannot_be_made_is_forgotten(database: TestDatabase) {
    let store = filled(database.url()).await;
    let before = store.reader().import_runs(10).await.unwrap();
    let under_way = store.start_import(&[run(), run()]).await.unwrap();
    store.abandon_import(under_way).await;
    assert_eq!(store.reader().import_runs(10).await.unwrap(), before);
    // One for another revision too, and the next is not kept waiting.
    let changes = additions(vec![Record::Place(place("FI-vasa", "Vasa"))]);
    let under_way = store.start_import(&[run()]).await.unwrap();
    let error = store
        .finish_import(under_way, Revision(0), &changes, &[report()])
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
    assert_eq!(store.reader().import_runs(10).await.unwrap(), before);
}

pub async fn a_run_whose_process_ended_is_told_as_interrupted(database: TestDatabase) {
    let store = filled(database.url()).await;
    let under_way = store.start_import(&[run()]).await.unwrap();
    let id = under_way.run_ids()[0];
    // As when the process ends: the lock goes, and nobody ends the run.
    drop(under_way);
    store.close().await.unwrap();
    // A server of databases notices a moment later that a client is gone.
    let begin = Instant::now();
    let (next, seen) = loop {
        let next = Store::connect(database.url()).await.unwrap();
        let seen = next.reader().import_run(id).await.unwrap().unwrap();
        if seen.outcome != ImportOutcome::Running || begin.elapsed() > Duration::from_secs(10) {
            break (next, seen);
        }
        next.close().await.unwrap();
    };
    assert_eq!(
        (seen.outcome, seen.finished_at),
        (ImportOutcome::Interrupted, None)
    );
    assert_eq!(next.state().await.unwrap().version.revision, Revision(1));
}

pub async fn every_change_is_logged_as_it_was_before(database: TestDatabase) {
    let store = filled(database.url()).await;
    let vasa = Record::Place(place("FI-vasa", "Vasa"));
    let renamed = Record::Place(place("FI-vasa", "Vasa stad"));
    store
        .commit_import(Revision(1), &additions(vec![vasa.clone()]), &[run()])
        .await
        .unwrap();
    let change = Change {
        before: Some(vasa.clone()),
        after: Some(renamed.clone()),
    };
    store
        .commit_import(Revision(2), &[change], &[run()])
        .await
        .unwrap();
    let first = store.changes_of(Revision(2)).await.unwrap();
    assert_eq!((first.len(), &first[0].before), (1, &None));
    assert_eq!(
        (first[0].record.as_str(), first[0].key.as_str()),
        ("place", "FI-vasa")
    );
    let second = store.changes_of(Revision(3)).await.unwrap();
    assert_eq!(second[0].before, Some(vasa.clone()));
    let later = store.later_changes_of_the_same(Revision(2)).await.unwrap();
    assert_eq!(later, BTreeSet::from([Revision(3)]));
    let later = store.later_changes_of_the_same(Revision(3)).await.unwrap();
    assert_eq!(later, BTreeSet::new());
    let last = store.last_change_of("place", "FI-vasa").await.unwrap();
    assert_eq!(last, Some(Revision(3)));
    assert_eq!(
        store.last_change_of("place", "FI-ingen").await.unwrap(),
        None
    );

    // Undoing marks the runs that it undoes, and undoing that takes the mark away.
    let undo = |revision| NewImportRun {
        kind: RunKind::Revert,
        reverts: Some(Revision(revision)),
        ..run()
    };
    let back = Change {
        before: Some(renamed.clone()),
        after: Some(vasa.clone()),
    };
    store
        .commit_import(Revision(3), &[back], &[undo(3)])
        .await
        .unwrap();
    let reverted = |runs: Vec<vanort_model::ImportRun>| runs[0].reverted_by;
    let runs = store.reader().import_runs_of([Revision(3)]).await.unwrap();
    assert_eq!(reverted(runs), Some(Revision(4)));
    let again = Change {
        before: Some(vasa),
        after: Some(renamed),
    };
    store
        .commit_import(Revision(4), &[again], &[undo(4)])
        .await
        .unwrap();
    let runs = store.reader().import_runs_of([Revision(3)]).await.unwrap();
    assert_eq!(reverted(runs), None);
    let runs = store.reader().import_runs_of([Revision(4)]).await.unwrap();
    assert_eq!(
        (runs[0].kind, reverted(runs)),
        (RunKind::Revert, Some(Revision(5)))
    );
}
