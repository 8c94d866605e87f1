//! `vanort serve`: set up once, answer, end in order, come up again whatever happened.

use std::net::TcpListener;
use std::time::Duration;

use serde_json::json;

use crate::command::Home;
use crate::server::Server;

const STATE: &str = "{ municipalities { totalCount } twinnings { totalCount }
    indexStatus { state revision registerRevision }
    search(query: \"goteborg norge\") { nodes { ... on PartnerTown { name } } } }";

fn assert_whole(server: &Server) {
    let data = server.ask(STATE);
    assert_eq!(data["municipalities"]["totalCount"], 290);
    assert!(data["twinnings"]["totalCount"].as_u64().unwrap() >= 700);
    assert_eq!(
        data["indexStatus"],
        json!({ "state": "CURRENT", "revision": 1, "registerRevision": 1 })
    );
    assert_eq!(data["search"]["nodes"][0]["name"], "Bergen");
}

#[test]
fn a_first_start_fills_the_register_and_a_second_one_finds_it_filled() {
    let home = Home::new();
    let server = Server::start(&home);
    assert!(
        server.greeting.contains("/schema.graphql"),
        "{}",
        server.greeting
    );
    assert_whole(&server);
    assert!(server.get("/health/ready").contains("ready"));
    assert!(server.get("/schema.graphql").contains("type Municipality "));
    server.signal("TERM");
    let first = server.wait();
    assert_eq!(first.code, Some(0), "{}", first.stderr);
    assert!(
        first.stderr.contains("import finished")
            && first.stderr.contains("the register is in memory")
    );
    assert!(
        first.stderr.trim_end().ends_with("stopped"),
        "{}",
        first.stderr
    );

    let server = Server::start(&home);
    assert_whole(&server);
    server.signal("INT");
    let second = server.wait();
    assert_eq!(second.code, Some(0), "{}", second.stderr);
    assert!(
        !second.stderr.contains("import finished"),
        "{}",
        second.stderr
    );
    assert!(
        !second.stderr.contains("index rebuilt"),
        "{}",
        second.stderr
    );
}

#[test]
fn a_first_start_killed_at_any_moment_leaves_nothing_that_the_next_cannot_mend() {
    let home = Home::new();
    for delay_ms in [5, 20, 60, 120, 250, 400, 700, 1_000] {
        let mut child = Server::spawn(&home);
        std::thread::sleep(Duration::from_millis(delay_ms));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_whole(&Server::start(&home));
}

#[test]
fn an_import_beside_a_running_server_is_followed() {
    let home = Home::new();
    let server = Server::start(&home);
    let list = vanort_tests::WorkbookBuilder::new()
        .sheet(
            "Vänorter",
            &["Kommunkod", "Kommun", "Vänort", "Land", "Källa"],
        )
        .row(&["1380", "Halmstad", "Nyköpstad", "Danmark", "test"])
        .save(home.path(), "ny.xlsx")
        .unwrap();
    assert_eq!(home.ingest(&[list]).code, Some(0));
    let find =
        || server.ask("{ search(query: \"nykopstad\") { totalCount } indexStatus { state } }");
    // The server looks every two seconds; thirty of them are far more than it needs.
    for _ in 0..300 {
        if find()["search"]["totalCount"] == 1 {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let found = find();
    assert_eq!(found["search"]["totalCount"], 1);
    assert_eq!(found["indexStatus"]["state"], "CURRENT");
    for _ in 0..20 {
        let rebuilt = server.ask("mutation { reindex { indexStatus { state } } }");
        assert_eq!(rebuilt["reindex"]["indexStatus"]["state"], "CURRENT");
        assert_eq!(find()["search"]["totalCount"], 1);
    }
}

#[test]
fn a_damaged_or_missing_index_is_rebuilt_without_being_asked() {
    let home = Home::new();
    let server = Server::start(&home);
    let index = home.path().join("var/index");
    // It is saved once the server is ready.
    while !index.join("REGISTER").exists() {
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(server);
    for entry in std::fs::read_dir(&index).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            for file in std::fs::read_dir(path).unwrap() {
                std::fs::write(file.unwrap().path(), "damaged").unwrap();
            }
        }
    }
    assert_whole(&Server::start(&home));
    std::fs::remove_dir_all(&index).unwrap();
    assert_whole(&Server::start(&home));
}

#[test]
fn a_taken_address_and_a_missing_data_folder_are_told() {
    let home = Home::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let outcome = home.run(&["serve", "--listen", &address]);
    assert_eq!(outcome.code, Some(2));
    assert!(
        outcome
            .stderr
            .contains(&format!("cannot listen on {address}")),
        "{}",
        outcome.stderr
    );
    // Without the command too.
    let outcome = home.run(&["--listen", "127.0.0.1:0", "--data-dir", "nowhere"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("nowhere"), "{}", outcome.stderr);
}

#[test]
fn every_line_about_a_request_has_its_id() {
    let home = Home::new();
    let server = Server::start_with(&home, &[("VANORT_LOG", "debug,sqlx=warn,sea_orm=warn")]);
    server.get_as("/graphql?query=%7B__typename%7D", "known-by-this");
    server.signal("TERM");
    let ended = server.wait();
    let lines: Vec<&str> = ended
        .stderr
        .lines()
        .filter(|line| line.contains("request{"))
        .collect();
    assert!(!lines.is_empty(), "{}", ended.stderr);
    for line in lines {
        assert!(line.contains("request.id=\"known-by-this\""), "{line}");
    }
    assert!(
        ended.stderr.contains("answered http.status=200"),
        "{}",
        ended.stderr
    );
}
