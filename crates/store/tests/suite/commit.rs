use vanort_model::{Change, ImportOutcome, Record, Revision, Snapshot};
use vanort_store::{Store, StoreError};

use crate::database::TestDatabase;
use crate::fixture::{additions, filled, place, records, run, twinning};

fn snapshot_of(records: Vec<Record>) -> Snapshot {
    let mut snapshot = Snapshot::default();
    for record in records {
        assert!(snapshot.put(record).is_none());
    }
    snapshot
}

pub async fn the_register_comes_back_as_it_was_committed(database: TestDatabase) {
    let store = filled(database.url()).await;
    let (state, snapshot) = store.snapshot().await.unwrap();
    assert_eq!(state.revision, Revision(1));
    assert!(state.updated_at.is_some());
    assert_eq!(snapshot, snapshot_of(records()));
    let id = store.register_id().await.unwrap();
    assert!(id.len() >= 32, "{id}");
    store.close().await.unwrap();
    // And by another program later.
    let store = Store::connect(database.url()).await.unwrap();
    assert_eq!(store.register_id().await.unwrap(), id);
    assert_eq!(store.snapshot().await.unwrap(), (state, snapshot));
}

pub async fn the_revision_grows_only_with_changes_and_every_run_is_remembered(
    database: TestDatabase,
) {
    let store = filled(database.url()).await;
    let state = store
        .commit_import(Revision(1), &[], &[run(), run()])
        .await
        .unwrap();
    assert_eq!(state.revision, Revision(1));
    let runs = store.reader().import_runs(10).await.unwrap();
    let outcomes: Vec<_> = runs.iter().map(|run| (run.outcome, run.revision)).collect();
    assert_eq!(
        outcomes,
        [
            (ImportOutcome::Unchanged, None),
            (ImportOutcome::Unchanged, None),
            (ImportOutcome::Committed, Some(Revision(1)))
        ]
    );
    assert_eq!(runs[2].report.workbook, "w.xlsx");
    assert!(runs[2].finished_at.unwrap() >= runs[2].started_at);
    assert_eq!(store.reader().import_runs(1).await.unwrap(), runs[..1]);
}

pub async fn a_change_for_an_older_revision_is_refused_and_changes_nothing(database: TestDatabase) {
    let store = filled(database.url()).await;
    let before = store.snapshot().await.unwrap();
    let changes = additions(vec![Record::Place(place("FI-vasa", "Vasa"))]);
    let error = store
        .commit_import(Revision(0), &changes, &[run()])
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Conflict {
                expected: Revision(0),
                found: Revision(1)
            }
        ),
        "{error}"
    );
    assert_eq!(store.snapshot().await.unwrap(), before);
    assert_eq!(store.reader().import_runs(10).await.unwrap().len(), 1);
}

pub async fn a_change_that_fails_halfway_leaves_nothing(database: TestDatabase) {
    let store = filled(database.url()).await;
    let before = store.snapshot().await.unwrap();
    let lost = twinning(
        "municipality:1380>FI-nowhere>twinning",
        None,
        vanort_model::TwinningStatus::Active,
        &[],
    );
    let changes = additions(vec![
        Record::Place(place("FI-vasa", "Vasa")),
        Record::Twinning(lost),
    ]);
    let error = store
        .commit_import(Revision(1), &changes, &[run()])
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Database(_)), "{error}");
    assert_eq!(store.snapshot().await.unwrap(), before);
    assert_eq!(store.reader().import_runs(10).await.unwrap().len(), 1);
}

pub async fn of_writers_at_the_same_time_one_succeeds_and_the_others_are_refused(
    database: TestDatabase,
) {
    let store = filled(database.url()).await;
    let mut writers = tokio::task::JoinSet::new();
    for number in 0..6 {
        let store = store.clone();
        let changes = additions(vec![Record::Place(place(&format!("FI-p{number}"), "P"))]);
        writers.spawn(async move { store.commit_import(Revision(1), &changes, &[]).await });
    }
    let results = writers.join_all().await;
    let (done, refused): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert_eq!(done.len(), 1);
    for error in refused {
        assert!(
            matches!(error, Err(StoreError::Conflict { .. })),
            "{error:?}"
        );
    }
    let (state, snapshot) = store.snapshot().await.unwrap();
    assert_eq!(state.revision, Revision(2));
    assert_eq!(snapshot.places.len(), 7);
}

pub async fn records_are_changed_and_removed_with_their_names(database: TestDatabase) {
    let store = filled(database.url()).await;
    let (_, before) = store.snapshot().await.unwrap();
    let hango = before.places[&"FI-hango".parse().unwrap()].clone();
    let mut renamed = hango.clone();
    "Hanko".clone_into(&mut renamed.name);
    renamed.names.remove(0);
    renamed.location = None;
    let observed = before.observations.values().map(|it| Change {
        before: Some(Record::Observation(it.clone())),
        after: None,
    });
    let tied = before.twinnings.values().map(|it| Change {
        before: Some(Record::Twinning(it.clone())),
        after: None,
    });
    let ribe = before.places[&"DK-ribe".parse().unwrap()].clone();
    let mut changes: Vec<Change> = observed.chain(tied).collect();
    changes.push(Change {
        before: Some(Record::Place(hango)),
        after: Some(Record::Place(renamed.clone())),
    });
    changes.push(Change {
        before: Some(Record::Place(ribe)),
        after: None,
    });
    store
        .commit_import(Revision(1), &changes, &[])
        .await
        .unwrap();
    let mut expected = before;
    expected.observations.clear();
    expected.twinnings.clear();
    expected.places.remove(&"DK-ribe".parse().unwrap());
    expected.put(Record::Place(renamed));
    assert_eq!(store.snapshot().await.unwrap().1, expected);
}

pub async fn many_records_are_written_whatever_their_order(database: TestDatabase) {
    let store = filled(database.url()).await;
    // A chain of mergers, each place before the one that it is part of, over several statements.
    let chain = (0..2_500).map(|number| {
        let mut link = place(&format!("NO-{number}"), &format!("P{number}"));
        link.merged_into = (number < 2_499).then(|| format!("NO-{}", number + 1).parse().unwrap());
        Record::Place(link)
    });
    let changes = additions(chain.collect());
    store
        .commit_import(Revision(1), &changes, &[])
        .await
        .unwrap();
    let (_, snapshot) = store.snapshot().await.unwrap();
    assert_eq!(snapshot.places.len(), 2_506);
    for change in changes {
        let Some(Record::Place(expected)) = change.after else {
            unreachable!()
        };
        assert_eq!(snapshot.places[&expected.key], expected);
    }
}
