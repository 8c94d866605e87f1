//! `vanort ingest`: sentences, exit codes, and a database that is as before.

use vanort_model::{ImportRun, Revision, Snapshot};
use vanort_store::Store;
use vanort_tests::WorkbookBuilder;

use crate::command::Home;

/// All that the database holds.
pub(crate) fn dump(home: &Home) -> (Revision, Snapshot, Vec<ImportRun>) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::connect(&home.database_url()).await.unwrap();
        let (state, snapshot) = store.snapshot().await.unwrap();
        let runs = store.reader().import_runs(1_000).await.unwrap();
        store.close().await.unwrap();
        (state.version.revision, snapshot, runs)
    })
}

pub(crate) fn filled() -> Home {
    let home = Home::new();
    let files = ["register.xlsx", "ortnamn.tsv", "vanorter.xlsx"].map(Home::data);
    let outcome = home.ingest(&files);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(
        outcome
            .stdout
            .contains("Registret är ändrat och har nu revision 1."),
        "{}",
        outcome.stdout
    );
    home
}

#[test]
fn the_same_files_again_change_nothing_and_say_so() {
    let home = filled();
    let (_, before, _) = dump(&home);
    let outcome = home.ingest(&["vanorter.xlsx", "register.xlsx", "ortnamn.tsv"].map(Home::data));
    assert_eq!(outcome.code, Some(0));
    assert!(
        outcome
            .stdout
            .contains("Inget att ändra: registret var redan så (revision 1)."),
        "{}",
        outcome.stdout
    );
    let (revision, after, runs) = dump(&home);
    assert_eq!((revision, runs.len()), (Revision(1), 6));
    assert_eq!(after, before);
}

#[test]
fn a_file_that_cannot_be_read_is_told_in_one_sentence_and_nothing_changes() {
    let home = filled();
    let before = dump(&home);
    let text = home.path().join("text.xlsx");
    std::fs::write(&text, "Kommun;Vänort;Land\nHalmstad;Vejle;Danmark\n").unwrap();
    let truncated = home.path().join("halv.xlsx");
    let whole = std::fs::read(Home::data("vanorter.xlsx")).unwrap();
    std::fs::write(&truncated, &whole[..whole.len() / 2]).unwrap();
    let without_country = WorkbookBuilder::new()
        .sheet("Vänorter", &["Kommunkod", "Kommun", "Vänort"])
        .row(&["1380", "Halmstad", "Vejle"])
        .save(home.path(), "utan-land.xlsx")
        .unwrap();
    let other_sheets = WorkbookBuilder::new()
        .sheet("Blad1", &["A", "B"])
        .row(&["1", "2"])
        .save(home.path(), "blad.xlsx")
        .unwrap();
    for (file, words) in [
        (
            home.path().join("saknas.xlsx"),
            vec!["saknas.xlsx", "finns inte"],
        ),
        (text, vec!["text.xlsx", "ingen Excelarbetsbok"]),
        (truncated, vec!["halv.xlsx", "skadad"]),
        (
            without_country,
            vec!["utan-land.xlsx", "Vänorter", "kolumnen Land"],
        ),
        (
            other_sheets,
            vec!["blad.xlsx", "inget blad som registret läser"],
        ),
    ] {
        // Beside a good file too: all or nothing.
        for files in [
            vec![file.clone()],
            vec![Home::data("vanorter.xlsx"), file.clone()],
        ] {
            let outcome = home.ingest(&files);
            assert_eq!(outcome.code, Some(2), "{outcome:?}");
            assert_eq!(outcome.stdout, "");
            assert_eq!(outcome.stderr.lines().count(), 1, "{}", outcome.stderr);
            for word in &words {
                assert!(outcome.stderr.contains(word), "{word}: {}", outcome.stderr);
            }
        }
    }
    assert_eq!(dump(&home), before);
}

#[test]
fn good_rows_are_in_and_the_bad_one_is_named_by_its_cell() {
    let home = filled();
    let list = WorkbookBuilder::new()
        .sheet(
            "Vänorter",
            &["Kommunkod", "Kommun", "Vänort", "Land", "Källa"],
        )
        .row(&["1380", "Halmstad", "Vejle", "Danmark", "test"])
        .row(&["1380", "Halmstad", "Vasa", "Finnland", "test"])
        .row(&["1480", "Göteborg", "Århus", "Danmark", "test"])
        .save(home.path(), "lista.xlsx")
        .unwrap();
    let (_, before, _) = dump(&home);
    let outcome = home.ingest(std::slice::from_ref(&list));
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(
        outcome
            .stdout
            .contains("fel: bladet \"Vänorter\", cell D3:"),
        "{}",
        outcome.stdout
    );
    assert!(outcome.stdout.contains("Finnland") && outcome.stdout.contains("Menade du Finland?"));
    let (revision, after, _) = dump(&home);
    assert_eq!(revision, Revision(2));
    let halmstad_vejle = |snapshot: &Snapshot| {
        let ties = snapshot.twinnings.keys();
        ties.filter(|key| key.authority.code() == "1380").count()
    };
    assert_eq!(halmstad_vejle(&after), halmstad_vejle(&before) + 1);
    // As a program reads it.
    let again = home.run(&["ingest", "--report", "json", "lista.xlsx"]);
    assert_eq!(again.code, Some(1));
    let reports: serde_json::Value = serde_json::from_str(&again.stdout).unwrap();
    let errors: Vec<_> = reports["reports"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] == "ERROR")
        .collect();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0]["code"], "UNKNOWN_COUNTRY");
    assert_eq!(
        (&errors[0]["row"], &errors[0]["column"]),
        (&3.into(), &"D".into())
    );
    assert_eq!(dump(&home).0, Revision(2));
    // The index has followed the first import.
    let found = home.run(&["search", "halmstad", "danmark"]).stdout;
    assert!(found.contains("Vejle"), "{found}");
}
