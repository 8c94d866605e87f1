//! A database file that is replaced or removed under an open store.

use std::fs;
use std::path::Path;

use vanort_store::StoreError;

use crate::writer::{Writer, store};

fn url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

#[tokio::test]
async fn a_replaced_file_is_noticed_and_its_old_journal_not_applied() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vanort.db");
    let other_file = folder.path().join("other.db");
    let other = store(&url(&other_file)).await;
    let other_state = other.state().await.unwrap();
    other.close().await.unwrap();
    let store = store(&url(&file)).await;
    let writer = Writer::default();
    for _ in 0..8 {
        writer.write(&store).await.unwrap();
    }
    assert_ne!(
        store.state().await.unwrap().register_id,
        other_state.register_id
    );
    fs::rename(&other_file, &file).unwrap();
    assert_eq!(store.state().await.unwrap(), other_state);
    let after = Writer::default();
    for _ in 0..8 {
        after.write(&store).await.unwrap();
    }
    let tally = after.verify("SQLite, file replaced", &url(&file)).await;
    assert_eq!((tally.acknowledged, tally.lost), (8, 0));
    assert_eq!(store.state().await.unwrap().version.revision.0, 3);
}

#[tokio::test]
async fn a_removed_file_is_an_error_and_never_made_anew_as_an_empty_register() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vanort.db");
    let store = store(&url(&file)).await;
    fs::remove_file(&file).unwrap();
    for _ in 0..2 {
        let error = store.state().await.unwrap_err();
        assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
    }
    assert!(!file.exists());
}
