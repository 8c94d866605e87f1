use sea_orm::{ConnectionTrait as _, Database};
use vanort_migrations::{Migrator, MigratorTrait as _};
use vanort_store::{Store, StoreError};

use crate::database::TestDatabase;
use crate::fixture::filled;

pub async fn tables_are_made_once_even_by_programs_that_start_together(database: TestDatabase) {
    let mut programs = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let url = database.url().to_owned();
        programs.spawn(async move { Store::connect(&url).await });
    }
    for store in programs.join_all().await {
        assert_eq!(store.unwrap().state().await.unwrap().version.revision.0, 0);
    }
}

pub async fn a_database_newer_than_the_program_is_refused(database: TestDatabase) {
    let store = filled(database.url()).await;
    store.close().await.unwrap();
    let db = Database::connect(database.url()).await.unwrap();
    db.execute_unprepared(
        "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29990101_000001_grow_wings', 1)",
    )
    .await
    .unwrap();
    db.close().await.unwrap();
    let error = Store::connect(database.url()).await.unwrap_err();
    assert!(
        matches!(error, StoreError::NewerDatabase { .. }),
        "{error:?}"
    );
    assert!(error.to_string().contains("m29990101_000001_grow_wings"));
}

pub async fn opened_for_reading_a_database_is_neither_created_nor_migrated(database: TestDatabase) {
    let error = Store::open_existing(database.url()).await.unwrap_err();
    assert!(matches!(error, StoreError::NoDatabase { .. }), "{error:?}");
    assert!(error.to_string().starts_with("there is no database at"));
    filled(database.url()).await.close().await.unwrap();
    let store = Store::open_existing(database.url()).await.unwrap();
    assert_eq!(store.state().await.unwrap().version.revision.0, 1);
    store.close().await.unwrap();
    let db = Database::connect(database.url()).await.unwrap();
    Migrator::down(&db, Some(1)).await.unwrap();
    let error = Store::open_existing(database.url()).await.unwrap_err();
    assert!(
        matches!(error, StoreError::OlderDatabase { missing: 1 }),
        "{error:?}"
    );
    let pending = Migrator::get_pending_migrations(&db).await.unwrap();
    assert_eq!(pending.len(), 1);
    db.close().await.unwrap();
}

pub async fn every_migration_can_be_taken_back_and_applied_again(database: TestDatabase) {
    let store = Store::connect(database.url()).await.unwrap();
    store.close().await.unwrap();
    let db = Database::connect(database.url()).await.unwrap();
    let count = Migrator::migrations().len();
    for _ in 0..count {
        Migrator::down(&db, Some(1)).await.unwrap();
    }
    for _ in 0..count {
        Migrator::up(&db, Some(1)).await.unwrap();
    }
    assert!(
        Migrator::get_pending_migrations(&db)
            .await
            .unwrap()
            .is_empty()
    );
    db.close().await.unwrap();
    let store = filled(database.url()).await;
    assert_eq!(store.state().await.unwrap().version.revision.0, 1);
}
