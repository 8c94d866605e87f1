//! Nothing stale is served and nothing is made up, whatever happens to the database.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::command::Home;
use crate::server::Server;

fn list(home: &Home, partner: &str) -> PathBuf {
    vanort_tests::WorkbookBuilder::new()
        .sheet("Vänorter", &["Kommunkod", "Kommun", "Vänort", "Land"])
        .row(&["1380", "Halmstad", partner, "Danmark"])
        .save(home.path(), &format!("{partner}.xlsx"))
        .unwrap()
}

/// The revision, how often the search finds the town, and the entity tag of a page about it.
fn state(server: &Server, town: &str) -> (i64, i64, String) {
    let found = server.ask(&format!(
        "{{ dataset {{ revision }} search(query: \"{town}\") {{ totalCount }} }}"
    ));
    let page = "/graphql?query=%7B%20statistics%20%7B%20twinnings%20%7B%20total%20%7D%20%7D%20%7D";
    let tag = server.header(page, "etag");
    (
        found["dataset"]["revision"].as_i64().unwrap(),
        found["search"]["totalCount"].as_i64().unwrap(),
        tag,
    )
}

fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_database_that_is_restored_under_a_running_server_is_served_under_tags_of_its_own() {
    let home = Home::new();
    let server = Server::start(&home);
    server.signal("TERM");
    assert_eq!(server.wait().code, Some(0));
    let database = home.path().join("var/vanort.db");
    let backup = home.path().join("backup.db");
    std::fs::copy(&database, &backup).unwrap();

    let server = Server::start(&home);
    let (_, _, first) = state(&server, "qvixtaborg");
    assert_eq!(home.ingest(&[list(&home, "Qvixtaborg")]).code, Some(0));
    wait_until("the import is served", || {
        state(&server, "qvixtaborg").0 == 2
    });
    let (_, found, second) = state(&server, "qvixtaborg");
    assert_eq!(found, 1);
    assert_ne!(first, second);

    for ending in ["-wal", "-shm"] {
        drop(std::fs::remove_file(format!(
            "{}{ending}",
            database.display()
        )));
    }
    std::fs::rename(&backup, &database).unwrap();
    wait_until("the restored database is served", || {
        state(&server, "qvixtaborg").0 == 1
    });
    assert_eq!(state(&server, "qvixtaborg"), (1, 0, first));

    // The same revision number again, with other content.
    assert_eq!(home.ingest(&[list(&home, "Zyxbergen")]).code, Some(0));
    wait_until("the other import is served", || {
        state(&server, "zyxbergen").0 == 2
    });
    let (_, found, other) = state(&server, "zyxbergen");
    assert_eq!(found, 1);
    assert_ne!(other, second);
    assert_eq!(state(&server, "qvixtaborg").1, 0);
}

#[test]
fn a_lost_database_is_not_replaced_by_the_shipped_data() {
    let home = Home::new();
    let server = Server::start(&home);
    // The index folder is marked once the index is saved.
    let marker = home.path().join("var/index/REGISTER");
    wait_until("the index is saved", || marker.exists());
    server.signal("TERM");
    assert_eq!(server.wait().code, Some(0));
    for ending in ["", "-wal", "-shm"] {
        let file = format!("var/vanort.db{ending}");
        drop(std::fs::remove_file(home.path().join(file)));
    }
    let refused = home.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
    assert!(
        refused
            .stderr
            .contains("the database is empty, but the index folder var/index belongs to"),
        "{}",
        refused.stderr
    );
    // As the message says.
    std::fs::remove_dir_all(home.path().join("var/index")).unwrap();
    let server = Server::start(&home);
    assert_eq!(state(&server, "halmstad").0, 1);
}

#[test]
fn an_empty_database_stays_empty_where_that_is_asked_for() {
    let home = Home::new();
    let server = Server::start_with(&home, &[("VANORT_SEED", "never")]);
    assert_eq!(state(&server, "halmstad").0, 0);
}

#[test]
fn servers_that_start_together_on_an_empty_database_all_serve_the_filled_one() {
    let home = Home::new();
    std::thread::scope(|scope| {
        let servers: Vec<_> = ["a", "b", "c"]
            .map(|index| scope.spawn(|| Server::start_with(&home, &[("VANORT_INDEX_DIR", index)])))
            .into_iter()
            .map(|starting| starting.join().unwrap())
            .collect();
        for server in &servers {
            let counted = server.ask("{ municipalities { totalCount } dataset { revision } }");
            assert_eq!(
                counted,
                json!({ "municipalities": { "totalCount": 290 }, "dataset": { "revision": 1 } })
            );
        }
    });
}

#[test]
fn commands_that_read_create_neither_database_nor_index() {
    let home = Home::new();
    for command in [
        &["search", "halmstad"][..],
        &["runs"],
        &["export", "list.xlsx"],
        &["seekers"],
        &["feedback"],
    ] {
        let refused = home.run(command);
        assert_eq!(refused.code, Some(2), "{command:?}: {}", refused.stderr);
        assert!(
            refused.stderr.contains("var/vanort.db"),
            "{command:?}: {}",
            refused.stderr
        );
    }
    assert!(!home.path().join("var").exists());
}

#[test]
fn readiness_reports_what_is_served() {
    let home = Home::new();
    let server = Server::start(&home);
    let ready: Value = serde_json::from_str(&server.get("/health/ready")).unwrap();
    assert_eq!(ready["status"], "ready");
    for (key, value) in [
        ("revision", 1),
        ("indexRevision", 1),
        ("databaseRevision", 1),
        ("lagMs", 0),
    ] {
        assert_eq!(ready[key], value, "{key}: {ready}");
    }
    assert!(ready["registerId"].as_str().unwrap().len() >= 32, "{ready}");
    assert_eq!(ready["version"], env!("CARGO_PKG_VERSION"));
    // The database goes; public answers come from memory.
    std::fs::rename(home.path().join("var"), home.path().join("gone")).unwrap();
    wait_until("the missing database is reported", || {
        server.get("/health/ready").contains("degraded")
    });
    assert_eq!(state(&server, "halmstad").0, 1);
}
