//! SIGHUP: the token and the log's directives are read anew.

use crate::command::Home;
use crate::server::Server;

fn is_administrator(server: &Server, token: &str) -> bool {
    let answer = ureq::post(format!("http://{}/graphql", server.address()))
        .header("content-type", "application/json")
        .header("authorization", format!("Bearer {token}"))
        .send("{\"query\":\"{ jobs { totalCount } }\"}");
    let text = answer.unwrap().body_mut().read_to_string().unwrap();
    !text.contains("UNAUTHENTICATED")
}

#[test]
fn the_token_and_the_directives_are_replaced_at_sighup_and_stay_when_they_cannot_be_read() {
    let home = Home::new();
    let token = home.path().join("token");
    let directives = home.path().join("directives");
    std::fs::write(&token, "old\n").unwrap();
    std::fs::write(&directives, "info\n").unwrap();
    let variables = [
        ("VANORT_ADMIN_TOKEN_FILE", token.to_str().unwrap()),
        ("VANORT_LOG_DIRECTIVES_FILE", directives.to_str().unwrap()),
    ];
    let mut server = Server::start_with(&home, &variables);
    assert!(is_administrator(&server, "old"));

    std::fs::write(&token, "new\n").unwrap();
    std::fs::write(&directives, "info,vanort_api=debug\n").unwrap();
    server.signal("HUP");
    let log = server.log_until("reloaded the log's directives");
    assert!(log.contains("reloaded the administrator's token"), "{log}");
    assert!(!log.contains("answered http.status=200"), "{log}");
    assert!(is_administrator(&server, "new") && !is_administrator(&server, "old"));
    server.log_until("answered http.status=200");

    std::fs::write(&token, "\n").unwrap();
    std::fs::write(&directives, "vanort=loud").unwrap();
    server.signal("HUP");
    let log = server.log_until("reload the log's directives");
    assert!(log.contains("token is empty"), "{log}");
    assert!(log.contains("\"vanort=loud\" is not understood"), "{log}");
    assert!(is_administrator(&server, "new"));
    std::fs::remove_file(&token).unwrap();
    server.signal("HUP");
    server.log_until("token cannot be read");
    assert!(is_administrator(&server, "new"));
    server.signal("TERM");
    assert_eq!(server.wait().code, Some(0));
}

#[test]
fn a_server_without_such_files_survives_sighup() {
    let home = Home::new();
    let mut server = Server::start(&home);
    server.signal("HUP");
    server.log_until("nothing is reloaded");
    assert!(server.get("/health/live").contains("live"));
}

#[test]
fn a_token_file_that_cannot_be_read_is_an_error_at_the_start() {
    let home = Home::new();
    let outcome = home.run(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--admin-token-file",
        "nowhere",
    ]);
    assert_eq!(outcome.code, Some(2));
    assert!(
        outcome.stderr.contains("nowhere cannot be read"),
        "{}",
        outcome.stderr
    );
}
