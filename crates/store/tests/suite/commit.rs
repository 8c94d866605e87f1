use sea_orm::{ConnectionTrait as _, Database};
use vanort_model::{Change, ImportOutcome, Record, Records, Revision, Slug, Snapshot, Version};
use vanort_store::{Store, StoreError};

use crate::database::TestDatabase;
use crate::fixture::{additions, filled, place, records, run, support, twinning};

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
    assert_eq!(state.version.revision, Revision(1));
    assert!(state.updated_at.is_some());
    assert_eq!(snapshot, snapshot_of(records()));
    let id = store.state().await.unwrap().register_id;
    assert!(id.len() >= 32, "{id}");
    store.close().await.unwrap();
    // And by another program later.
    let store = Store::connect(database.url()).await.unwrap();
    assert_eq!(store.state().await.unwrap().register_id, id);
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
    assert_eq!(state.version.revision, Revision(1));
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
    assert_eq!(state.version.revision, Revision(2));
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
    expected.observations = Records::default();
    expected.twinnings = Records::default();
    expected.places.remove(&"DK-ribe".parse().unwrap());
    expected.put(Record::Place(renamed));
    assert_eq!(store.snapshot().await.unwrap().1, expected);
}

pub async fn what_supports_twinning_is_changed_and_removed_with_what_refers_to_it(
    database: TestDatabase,
) {
    let store = filled(database.url()).await;
    let (_, before) = store.snapshot().await.unwrap();
    let of = |kind: &str, key: &str| before.record(kind, key).unwrap();
    // A programme is replaced by one that stands before it, and its own countries change.
    let Record::Programme(middle) = of("programme", "b") else {
        unreachable!()
    };
    let mut turned = middle.clone();
    turned.successor = None;
    turned.applicants.clear();
    let removed = ["a>FI>", "a>FI>2020-01"].map(|key| of("programme_country", key));
    let removed = removed.into_iter().chain([
        of("contact", "mucf"),
        of("programme", "a"),
        of("network_member", "douzelage>FI>hango"),
        of("resource", "manual"),
    ]);
    let mut changes: Vec<Change> = removed
        .map(|record| Change {
            before: Some(record),
            after: None,
        })
        .collect();
    changes.push(Change {
        before: Some(Record::Programme(middle)),
        after: Some(Record::Programme(turned.clone())),
    });
    store
        .commit_import(Revision(1), &changes, &[run()])
        .await
        .unwrap();
    let (_, after) = store.snapshot().await.unwrap();
    let keys: Vec<&str> = after.programmes.keys().map(Slug::as_str).collect();
    assert_eq!(keys, ["b", "c"]);
    assert_eq!(after.programmes[&turned.key], turned);
    assert_eq!(
        (after.programme_countries.len(), after.network_members.len()),
        (1, 1)
    );
    assert!(after.contacts.is_empty() && after.resources.is_empty());

    // And back again, in one transaction and whatever the order.
    let logged = store.changes_of(Revision(2)).await.unwrap();
    let back: Vec<Change> = (logged.into_iter())
        .map(|logged| Change {
            before: after.record(&logged.record, &logged.key),
            after: logged.before,
        })
        .collect();
    store
        .commit_import(Revision(2), &back, &[run()])
        .await
        .unwrap();
    assert_eq!(store.snapshot().await.unwrap().1, before);
}

pub async fn a_record_that_another_refers_to_cannot_be_removed_alone(database: TestDatabase) {
    let store = filled(database.url()).await;
    let (_, before) = store.snapshot().await.unwrap();
    for referred in [
        ("contact", "mucf"),
        ("programme", "c"),
        ("network", "douzelage"),
        ("country", "NO"),
    ] {
        let change = Change {
            before: before.record(referred.0, referred.1),
            after: None,
        };
        let error = store.commit_import(Revision(1), &[change], &[]).await;
        assert!(
            matches!(error, Err(StoreError::Database(_))),
            "{referred:?}"
        );
    }
    assert_eq!(store.snapshot().await.unwrap().1, before);
    assert!(support().iter().all(|it| {
        let references = it.references().into_iter();
        references
            .into_iter()
            .all(|(kind, key)| before.record(kind, &key).is_some())
    }));
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

pub async fn every_commit_has_an_identifier_of_its_own_and_keeps_it(database: TestDatabase) {
    let store = Store::connect(database.url()).await.unwrap();
    let empty = store.state().await.unwrap();
    let changes = additions(records());
    let filled = store
        .commit_import(Revision(0), &changes, &[run()])
        .await
        .unwrap();
    assert_ne!(empty.version.id, filled.version.id);
    let unchanged = store
        .commit_import(Revision(1), &[], &[run()])
        .await
        .unwrap();
    assert_eq!(unchanged, filled);
    assert_eq!(store.state().await.unwrap(), filled);
    // A server of an older program commits without one; whoever asks first identifies it.
    let db = Database::connect(database.url()).await.unwrap();
    db.execute_unprepared("UPDATE register_state SET revision = 2")
        .await
        .unwrap();
    db.close().await.unwrap();
    let foreign = store.state().await.unwrap();
    assert_eq!(foreign.version.revision, Revision(2));
    assert_ne!(foreign.version.id, filled.version.id);
    assert_eq!(store.state().await.unwrap(), foreign);
}

pub async fn what_changed_since_a_version_leads_from_its_snapshot_to_the_next(
    database: TestDatabase,
) {
    let store = filled(database.url()).await;
    let (first, before) = store.snapshot().await.unwrap();
    let unchanged = store.changes_since(first.version).await.unwrap().unwrap();
    assert!(unchanged.records.is_empty() && unchanged.removed.is_empty());
    let hango = before.places[&"FI-hango".parse().unwrap()].clone();
    let mut renamed = hango.clone();
    renamed.names.clear();
    renamed.population = Some(9_001);
    let removed = before.observations.values().next().unwrap().clone();
    let changes = [
        Change {
            before: Some(Record::Place(hango)),
            after: Some(Record::Place(renamed)),
        },
        Change {
            before: Some(Record::Observation(removed)),
            after: None,
        },
    ];
    let runs = [run()];
    store
        .commit_import(Revision(1), &changes, &runs)
        .await
        .unwrap();
    let added = additions(vec![Record::Place(place("FI-vasa", "Vasa"))]);
    store
        .commit_import(Revision(2), &added, &runs)
        .await
        .unwrap();
    let delta = store.changes_since(first.version).await.unwrap().unwrap();
    assert_eq!((delta.records.len(), delta.removed.len()), (2, 1));
    let mut followed = before.clone();
    let state = delta.state.clone();
    delta.apply(&mut followed);
    assert_eq!((state, followed), store.snapshot().await.unwrap());
    // A version of another history is none of this register.
    let second = store.state().await.unwrap().version;
    for foreign in [
        Version {
            id: second.id,
            ..first.version
        },
        Version {
            revision: Revision(9),
            ..second
        },
        Version {
            revision: Revision(3),
            ..first.version
        },
    ] {
        assert_eq!(store.changes_since(foreign).await.unwrap(), None);
    }
}
