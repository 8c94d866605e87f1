//! `vanort seekers` and `vanort feedback`: what people sent in to a server, for whoever runs it.

use serde_json::Value;

use crate::command::Home;
use crate::server::Server;

const REGISTER: &str = r#"mutation { registerPartnerSeeker(input: { name: "Halmstads vänortskommitté",
    kind: COMMITTEE, country: "SE", municipality: "1380", wishedCountries: ["NO"], themes: [CULTURE],
    description: "Vi söker en stad vid havet.\nGärna med kör.", website: "https://example.org/",
    contactName: "Åsa Ek", contactEmail: "asa@hemlig.example", shownUntil: "2027-01-01" })
    { withdrawalToken partnerSeeker { id } } }"#;

#[test]
fn what_people_sent_in_is_listed_and_told_to_no_log() {
    let home = Home::new();
    let server = Server::start(&home);
    server.signal("TERM");
    server.wait();
    let nothing = home.run(&["seekers"]);
    assert_eq!(nothing.stdout, "Inga partnersökande.\n", "{nothing:?}");
    let nothing = home.run(&["feedback"]);
    assert_eq!(nothing.stdout, "Inga synpunkter.\n", "{nothing:?}");

    let server = Server::start_with(&home, &[("VANORT_LOG", "trace")]);
    let until = time::OffsetDateTime::now_utc().date() + time::Duration::days(30);
    let register = REGISTER.replace("2027-01-01", &until.to_string());
    let sent = server.ask(&register);
    let token = sent["registerPartnerSeeker"]["withdrawalToken"].as_str();
    let token = token.unwrap().to_owned();
    let id = &sent["registerPartnerSeeker"]["partnerSeeker"]["id"];
    server.ask(r#"mutation { sendFeedback(input: { helpful: false, text: "Var är Norge?", about: "/kommun/1380" }) { receivedAt } }"#);

    let listed = home.run(&["seekers", "--state", "pending"]);
    assert_eq!(listed.code, Some(0), "{listed:?}");
    for told in [
        "Halmstads vänortskommitté, kommitté i SE (1380)",
        "väntar på beslut",
        "söker partner: NO om culture",
        "kontakt: Åsa Ek <asa@hemlig.example> (visas inte)",
        "webbplats: https://example.org/",
        "text: Vi söker en stad vid havet.\n    Gärna med kör.",
    ] {
        assert!(listed.stdout.contains(told), "{told}: {}", listed.stdout);
    }
    let listed = home.run(&["seekers", "--state", "published"]);
    assert_eq!(listed.stdout, "Inga partnersökande.\n");
    let listed = home.run(&["seekers", "--report", "json", "--limit", "1"]);
    let json: Value = serde_json::from_str(&listed.stdout).unwrap();
    assert_eq!(json[0]["contact"]["email"], "asa@hemlig.example");
    assert_eq!(json[0]["shown_until"], until.to_string());
    let listed = home.run(&["feedback"]);
    assert!(
        listed.stdout.contains("hjälpte ej") && listed.stdout.contains("    Var är Norge?"),
        "{listed:?}"
    );
    let listed = home.run(&["feedback", "--report", "json"]);
    let json: Value = serde_json::from_str(&listed.stdout).unwrap();
    assert_eq!(json[0]["about"], "/kommun/1380");
    assert_eq!(json[0]["revision"], 1);
    let wrong = home.run(&["seekers", "--state", "lost"]);
    assert_eq!(wrong.code, Some(2), "{wrong:?}");

    let withdraw = format!(
        "mutation {{ withdrawPartnerSeeker(input: {{ id: {id}, withdrawalToken: \"{token}\" }}) {{ partnerSeeker {{ state }} }} }}"
    );
    server.ask(&withdraw);
    let listed = home.run(&["seekers"]);
    assert!(
        listed.stdout.contains("(raderad)") && listed.stdout.contains("återtagen"),
        "{listed:?}"
    );
    server.signal("TERM");
    let ended = server.wait();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.stderr.contains("a partner seeker was withdrawn"));
    for secret in ["hemlig", "Åsa", "havet", "Norge", &token] {
        let line = ended.stderr.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
