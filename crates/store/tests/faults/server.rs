//! A PostgreSQL server that is killed, restarted and stopped under load.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use vanort_store::Store;

use crate::writer::{Writer, store};

/// The server's URL and the beginning of a `pg_ctl` command line that controls it.
fn server() -> Option<(String, String)> {
    let set = |name| std::env::var_os(name)?.into_string().ok();
    let server = set("VANORT_TEST_POSTGRES_URL").zip(set("VANORT_TEST_POSTGRES_CTL"));
    if server.is_none() {
        assert!(
            std::env::var_os("VANORT_TEST_REQUIRE_FAULTS").is_none(),
            "VANORT_TEST_POSTGRES_URL and VANORT_TEST_POSTGRES_CTL must name a PostgreSQL server"
        );
        eprintln!("skipped: run `.ci/run faults` to kill and restart a PostgreSQL server");
    }
    server
}

async fn control(ctl: &str, what: &str) {
    let line = format!("{ctl} {what}");
    let mut child = Command::new("sh").arg("-c").arg(line).spawn().unwrap();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    assert!(status.success(), "{what}");
}

fn load(store: &Store, writer: &Arc<Writer>, stop: &Arc<AtomicBool>) -> tokio::task::JoinSet<()> {
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (store, writer, stop) = (store.clone(), writer.clone(), stop.clone());
        tasks.spawn(async move {
            while !stop.load(Ordering::Relaxed) {
                drop(writer.write(&store).await);
            }
        });
    }
    tasks
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_killed_and_restarted_under_load_loses_nothing_acknowledged() {
    let Some((url, ctl)) = server() else { return };
    let store = store(&url).await;
    let writer = Arc::new(Writer::default());
    let stop = Arc::new(AtomicBool::new(false));
    let mut tasks = load(&store, &writer, &stop);
    for round in 0..6 {
        tokio::time::sleep(Duration::from_millis(700)).await;
        match round % 3 {
            0 => control(&ctl, "-m immediate restart").await,
            1 => control(&ctl, "-m fast restart").await,
            _ => {
                control(&ctl, "-m immediate stop").await;
                tokio::time::sleep(Duration::from_secs(1)).await;
                control(&ctl, "start").await;
            }
        }
    }
    tokio::time::sleep(Duration::from_millis(700)).await;
    stop.store(true, Ordering::Relaxed);
    while tasks.join_next().await.is_some() {}
    // The next works without another process.
    for _ in 0..8 {
        writer.write(&store).await.unwrap();
    }
    let tally = writer.verify("PostgreSQL, killed", &url).await;
    assert_eq!(tally.lost, 0, "{tally:?}");
    assert!(tally.acknowledged > 0 && tally.refused > 0, "{tally:?}");
}
