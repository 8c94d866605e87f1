use time::{Duration, OffsetDateTime};
use vanort_model::{ChangeKind, Difference, FieldDifference, ImportOutcome, Record, Revision};
use vanort_store::{DifferencePage, ImportRunPage, Keeping, KeptWorkbook, Store};

use crate::database::TestDatabase;
use crate::fixture::{additions, filled, place, run};

const KEEPING: Keeping = Keeping {
    since: OffsetDateTime::UNIX_EPOCH,
    most: 20,
};

fn workbook() -> KeptWorkbook {
    KeptWorkbook {
        file: run().report.workbook,
        content: vec![0, 255, 10, 13, 39],
        options: "{\"complete\":true}".to_owned(),
    }
}

fn difference(key: &str) -> Difference {
    Difference {
        change: ChangeKind::Updated,
        record: "place".to_owned(),
        key: key.to_owned(),
        label: "Vasa (Finland)".to_owned(),
        fields: vec![FieldDifference {
            field: "population".to_owned(),
            before: serde_json::Value::Null,
            after: 67_000.into(),
        }],
    }
}

async fn keep(store: &Store, differences: &[Difference]) -> i64 {
    store
        .keep_workbook(&run(), workbook(), differences, KEEPING)
        .await
        .unwrap()
}

async fn outcome(store: &Store, id: i64) -> ImportOutcome {
    store
        .reader()
        .import_run(id)
        .await
        .unwrap()
        .unwrap()
        .outcome
}

async fn numbers(store: &Store, page: DifferencePage) -> Vec<i64> {
    let found = store.reader().differences(&page).await.unwrap();
    found.into_iter().map(|(number, _)| number).collect()
}

pub async fn a_workbook_waits_with_what_it_would_change_until_it_is_applied(
    database: TestDatabase,
) {
    let store = filled(database.url()).await;
    let told: Vec<Difference> = (0..5).map(|it| difference(&format!("FI-{it}"))).collect();
    let id = keep(&store, &told).await;
    assert_eq!(outcome(&store, id).await, ImportOutcome::Waiting);
    assert_eq!(store.kept_workbook(id).await.unwrap(), Some(workbook()));
    let all = DifferencePage {
        run: id,
        after: None,
        before: None,
        from_last: false,
        limit: 10,
    };
    let found = store.reader().differences(&all).await.unwrap();
    let found: Vec<Difference> = found.into_iter().map(|(_, it)| it).collect();
    assert_eq!(found, told);
    assert_eq!(store.reader().difference_count(id).await.unwrap(), 5);
    let some = |after, before, from_last| DifferencePage {
        after,
        before,
        from_last,
        limit: 2,
        ..all
    };
    assert_eq!(numbers(&store, some(Some(0), None, false)).await, [1, 2]);
    assert_eq!(numbers(&store, some(None, Some(4), true)).await, [2, 3]);
    // Applied, it is kept no longer; what it changed is.
    let under_way = store.start_kept(id, None, KEEPING).await.unwrap().unwrap();
    assert_eq!(outcome(&store, id).await, ImportOutcome::Running);
    let changes = additions(vec![Record::Place(place("FI-vasa", "Vasa"))]);
    let state = store
        .finish_import(under_way, Revision(1), &changes, &[run().report])
        .await
        .unwrap();
    assert_eq!(state.version.revision, Revision(2));
    assert_eq!(outcome(&store, id).await, ImportOutcome::Committed);
    assert_eq!(store.kept_workbook(id).await.unwrap(), None);
    assert_eq!(store.reader().difference_count(id).await.unwrap(), 5);
    assert!(store.start_kept(id, None, KEEPING).await.unwrap().is_none());
    assert!(
        store
            .start_kept(id + 1, None, KEEPING)
            .await
            .unwrap()
            .is_none()
    );
}

pub async fn one_that_is_given_up_waits_again(database: TestDatabase) {
    let store = filled(database.url()).await;
    let id = keep(&store, &[difference("FI-vasa")]).await;
    let under_way = store.start_kept(id, None, KEEPING).await.unwrap().unwrap();
    store.abandon_import(under_way).await;
    assert_eq!(outcome(&store, id).await, ImportOutcome::Waiting);
    // One for a revision that is no more, too.
    let under_way = store.start_kept(id, None, KEEPING).await.unwrap().unwrap();
    let changes = additions(vec![Record::Place(place("FI-vasa", "Vasa"))]);
    let reports = [run().report];
    let refused = store.finish_import(under_way, Revision(0), &changes, &reports);
    assert!(refused.await.is_err());
    assert_eq!(outcome(&store, id).await, ImportOutcome::Waiting);
    // When the process ends in the middle, it can be applied again.
    let under_way = store.start_kept(id, None, KEEPING).await.unwrap().unwrap();
    drop(under_way);
    let under_way = store.start_kept(id, None, KEEPING).await.unwrap().unwrap();
    store.abandon_import(under_way).await;
    assert_eq!(store.kept_workbook(id).await.unwrap(), Some(workbook()));
}

pub async fn those_that_waited_too_long_or_are_too_many_are_let_go(database: TestDatabase) {
    let store = filled(database.url()).await;
    let first = keep(&store, &[difference("FI-a")]).await;
    let second = keep(&store, &[difference("FI-b")]).await;
    let few = Keeping { most: 2, ..KEEPING };
    let third = store
        .keep_workbook(&run(), workbook(), &[difference("FI-c")], few)
        .await
        .unwrap();
    assert_eq!(outcome(&store, first).await, ImportOutcome::Expired);
    assert_eq!(outcome(&store, second).await, ImportOutcome::Waiting);
    assert_eq!(store.reader().difference_count(first).await.unwrap(), 0);
    assert!(
        store
            .start_kept(first, None, KEEPING)
            .await
            .unwrap()
            .is_none()
    );
    let soon = Keeping {
        since: OffsetDateTime::now_utc() + Duration::minutes(1),
        ..KEEPING
    };
    let fourth = store
        .keep_workbook(&run(), workbook(), &[], soon)
        .await
        .unwrap();
    for id in [second, third, fourth] {
        assert_eq!(outcome(&store, id).await, ImportOutcome::Expired);
        assert_eq!(store.kept_workbook(id).await.unwrap(), None);
    }
    // One that is being applied stays until that is over, and one that has waited too long is not
    // applied.
    let fifth = keep(&store, &[difference("FI-e")]).await;
    let under_way = store.start_kept(fifth, Some("Bo"), KEEPING).await.unwrap();
    store.let_workbooks_go(soon).await.unwrap();
    assert_eq!(outcome(&store, fifth).await, ImportOutcome::Running);
    assert!(store.kept_workbook(fifth).await.unwrap().is_some());
    store.abandon_import(under_way.unwrap()).await;
    let run = store.reader().import_run(fifth).await.unwrap().unwrap();
    assert_eq!(
        (run.outcome, run.actor.as_str()),
        (ImportOutcome::Waiting, "Bo")
    );
    assert!(store.start_kept(fifth, None, soon).await.unwrap().is_none());
    assert_eq!(outcome(&store, fifth).await, ImportOutcome::Expired);
    let over = store.reader().import_run(first).await.unwrap().unwrap();
    assert!(over.finished_at.is_some());
}

pub async fn runs_are_paged_from_either_end(database: TestDatabase) {
    let store = filled(database.url()).await;
    let mut ids = vec![];
    for _ in 0..4 {
        ids.push(store.note_unchanged(&run()).await.unwrap());
    }
    let unchanged = Some(vec![ImportOutcome::Unchanged]);
    let page = |older_than, newer_than, from_oldest| ImportRunPage {
        outcomes: unchanged.clone(),
        older_than,
        newer_than,
        from_oldest,
        limit: 2,
    };
    let found = async |page: ImportRunPage| -> Vec<i64> {
        let runs = store.reader().import_run_page(&page).await.unwrap();
        runs.into_iter().map(|run| run.id).collect()
    };
    assert_eq!(found(page(None, None, false)).await, [ids[3], ids[2]]);
    assert_eq!(
        found(page(Some(ids[2]), None, false)).await,
        [ids[1], ids[0]]
    );
    assert_eq!(found(page(None, None, true)).await, [ids[1], ids[0]]);
    assert_eq!(
        found(page(None, Some(ids[0]), true)).await,
        [ids[2], ids[1]]
    );
    let reader = store.reader();
    assert_eq!(
        reader.import_run_count(unchanged.as_deref()).await.unwrap(),
        4
    );
    assert_eq!(reader.import_run_count(None).await.unwrap(), 5);
    assert_eq!(reader.import_run_count(Some(&[])).await.unwrap(), 0);
    let nothing = ImportRunPage {
        outcomes: Some(vec![]),
        ..page(None, None, false)
    };
    assert!(found(nothing).await.is_empty());
}
