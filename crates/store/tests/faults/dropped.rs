//! Callers that go away in the middle of a write.

use std::time::Duration;

use crate::writer::{Writer, store};

#[tokio::test]
async fn a_write_whose_caller_is_gone_does_not_harm_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("vanort.db").display());
    let store = store(&url).await;
    let writer = Writer::default();
    for moment in 0..400_u64 {
        let patience = Duration::from_micros(moment * 20);
        drop(tokio::time::timeout(patience, writer.write(&store)).await);
        if moment % 10 == 0 {
            for _ in 0..4 {
                writer.write(&store).await.unwrap();
            }
        }
    }
    writer
        .verify("SQLite, caller gone", &url)
        .await
        .assert_kept();
}
