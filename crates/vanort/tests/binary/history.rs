//! `vanort runs` and `vanort revert`; imports that are killed, and imports at once.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use calamine::Reader as _;
use vanort_model::{ImportOutcome, ImportRun, Revision};
use vanort_tests::WorkbookBuilder;

use crate::command::Home;
use crate::ingest::{dump, filled};

/// The shipped list of the same name with one cell of its ties altered.
fn altered(folder: &Path, column: &str, row: usize, text: &str) -> PathBuf {
    let mut shipped: calamine::Xlsx<_> =
        calamine::open_workbook(Home::data("vanorter.xlsx")).unwrap();
    let mut workbook = WorkbookBuilder::new();
    for name in shipped.sheet_names() {
        let range = shipped.worksheet_range(&name).unwrap();
        let mut rows: Vec<Vec<String>> = (range.rows())
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect();
        if name == "Vänorter" {
            let column = rows[0]
                .iter()
                .position(|heading| heading == column)
                .unwrap();
            text.clone_into(&mut rows[row - 1][column]);
        }
        let rows: Vec<Vec<&str>> = (rows.iter())
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        workbook = workbook.sheet(&name, &rows[0]);
        for row in &rows[1..] {
            workbook = workbook.row(row);
        }
    }
    workbook.save(folder, "vanorter.xlsx").unwrap()
}

#[test]
fn an_altered_cell_is_one_update_that_can_be_undone_and_done_again() {
    let home = filled();
    let (_, before, _) = dump(&home);
    let list = altered(home.path(), "Status", 2, "vilande");

    let tried = home.run(&["ingest", "--dry-run", "vanorter.xlsx"]);
    assert_eq!(tried.code, Some(0), "{tried:?}");
    assert!(
        tried.stdout.contains("status: okänd → vilande"),
        "{}",
        tried.stdout
    );
    assert!(
        tried.stdout.contains("Provkörning: inget är ändrat."),
        "{}",
        tried.stdout
    );
    assert_eq!(dump(&home).1, before);
    assert_eq!(dump(&home).2.len(), 3, "a dry run is no run");

    let imported = home.ingest(std::slice::from_ref(&list));
    assert_eq!(imported.code, Some(0));
    assert!(
        imported
            .stdout
            .contains("0 nya, 1 ändrade, 1426 oförändrade"),
        "{}",
        imported.stdout
    );
    assert!(
        imported.stdout.contains("status: okänd → vilande"),
        "{}",
        imported.stdout
    );
    let (revision, after, runs) = dump(&home);
    assert_eq!(revision, Revision(2));
    assert_ne!(after, before);
    let run = runs[0].id.to_string();

    let reverted = home.run(&["revert", &run]);
    assert_eq!(reverted.code, Some(0), "{reverted:?}");
    assert!(
        reverted.stdout.contains("status: vilande → okänd"),
        "{}",
        reverted.stdout
    );
    let (revision, undone, runs) = dump(&home);
    assert_eq!((revision, &undone), (Revision(3), &before));
    assert_eq!(
        (runs[0].reverts, runs[1].reverted_by),
        (Some(Revision(2)), Some(Revision(3)))
    );
    let again = home.run(&["revert", &run]);
    assert_eq!(again.code, Some(2));
    assert!(
        again.stderr.contains("är redan ångrad, i revision 3."),
        "{}",
        again.stderr
    );

    // Undoing the undoing is the import again, and history keeps all three.
    let redo = runs[0].id.to_string();
    assert_eq!(home.run(&["revert", &redo]).code, Some(0));
    let (revision, redone, runs) = dump(&home);
    assert_eq!((revision, redone), (Revision(4), after));
    assert_eq!(runs.len(), 6);
    let told = home.run(&["runs"]).stdout;
    assert!(told.contains("vanorter.xlsx (0 nya, 1 ändrade"), "{told}");
    let one = home.run(&["runs", &run]).stdout;
    assert!(
        one.contains("SHA-256") && one.contains("1427 rader lästa"),
        "{one}"
    );
}

#[test]
fn a_run_that_later_ones_build_on_is_not_undone_and_they_are_named() {
    let home = filled();
    let (_, before, runs) = dump(&home);
    let first = runs.last().unwrap().id;
    // Another list that observes a tie of the first import.
    WorkbookBuilder::new()
        .sheet("Vänorter", &["Kommun", "Vänort", "Land", "Kartläggning"])
        .row(&["Halmstad", "Gentofte", "Danmark", "Egen 2027"])
        .save(home.path(), "egen.xlsx")
        .unwrap();
    assert_eq!(home.run(&["ingest", "egen.xlsx"]).code, Some(0));
    let later = dump(&home).2[0].id;
    let refused = home.run(&["revert", &first.to_string()]);
    assert_eq!(refused.code, Some(2));
    assert!(
        refused
            .stderr
            .contains(&format!("senare körningar bygger på den: nr {later}.")),
        "{}",
        refused.stderr
    );
    // Undone in the order that was told.
    assert_eq!(home.run(&["revert", &later.to_string()]).code, Some(0));
    assert_eq!(dump(&home).1, before);
    let all = home.run(&["revert", &first.to_string()]);
    assert_eq!(all.code, Some(0), "{all:?}");
    let (_, emptied, _) = dump(&home);
    assert_eq!(emptied, vanort_model::Snapshot::default());
    for (run, told) in [
        (9_999, "Det finns ingen körning nr 9999"),
        (first, "är redan ångrad"),
    ] {
        let outcome = home.run(&["revert", &run.to_string()]);
        assert_eq!(outcome.code, Some(2));
        assert!(outcome.stderr.contains(told), "{}", outcome.stderr);
    }
}

/// A list that takes a while to import.
fn long_list(folder: &Path, name: &str) -> PathBuf {
    let mut workbook =
        WorkbookBuilder::new().sheet("Vänorter", &["Kommunkod", "Vänort", "Land", "Kartläggning"]);
    for number in 0..6_000 {
        workbook = workbook.row(&[
            "1380",
            &format!("Ort {name} {number}"),
            "Norge",
            "Lång 2026",
        ]);
    }
    workbook.save(folder, &format!("{name}.xlsx")).unwrap()
}

fn last_run(home: &Home) -> ImportRun {
    dump(home).2.remove(0)
}

#[test]
fn an_import_that_is_killed_in_the_middle_is_told_as_interrupted_and_changes_nothing() {
    let home = filled();
    let (_, before, _) = dump(&home);
    let list = long_list(home.path(), "lang");
    let list = list.to_str().unwrap();
    let mut interrupted = 0;
    // From the moment at which the run is remembered, at several distances.
    for delay_ms in [0, 100, 300, 600] {
        let known = last_run(&home).id;
        let mut command = home.command(&["ingest", list]);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let begin = Instant::now();
        while last_run(&home).id == known {
            assert!(
                begin.elapsed() < Duration::from_mins(1),
                "the run is never remembered"
            );
        }
        // While its process lives, nobody else takes it for dead.
        let seen = last_run(&home).outcome;
        assert!(
            matches!(seen, ImportOutcome::Running | ImportOutcome::Committed),
            "{seen}"
        );
        std::thread::sleep(Duration::from_millis(delay_ms));
        child.kill().unwrap();
        child.wait().unwrap();
        let run = last_run(&home);
        if run.outcome == ImportOutcome::Committed {
            break;
        }
        interrupted += 1;
        assert_eq!(
            (run.outcome, run.finished_at),
            (ImportOutcome::Interrupted, None)
        );
        assert_eq!(run.report.workbook, "lang.xlsx");
        assert_eq!(dump(&home).1, before);
        let told = home.run(&["runs"]).stdout;
        assert!(told.contains("avbruten"), "{told}");
    }
    assert!(interrupted > 0, "no import was killed in time");
    // And the next import is as if nothing had happened.
    assert_eq!(home.run(&["ingest", list]).code, Some(0));
}

#[test]
fn imports_of_two_processes_wait_for_each_other() {
    let home = filled();
    let lists = ["ena", "andra"].map(|name| long_list(home.path(), name));
    let children = lists.each_ref().map(|list| {
        let mut command = home.command(&["ingest"]);
        command
            .arg(list)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    });
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let (revision, register, runs) = dump(&home);
    assert_eq!(revision, Revision(3));
    assert!(register.twinnings.len() > 12_000);
    assert!(
        runs[..2]
            .iter()
            .all(|run| run.outcome == ImportOutcome::Committed)
    );
}

/// Every row of every table of the register, as the database holds them.
fn dump_tables(home: &Home) -> String {
    const HISTORY: [&str; 6] = [
        "import_run",
        "import_change",
        "register_state",
        "register_version",
        "seaql_migrations",
        "sqlite_sequence",
    ];
    let database = rusqlite::Connection::open(home.path().join("var/vanort.db")).unwrap();
    let mut names = database
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .unwrap();
    let names = names.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut dump = Vec::new();
    for name in names
        .map(Result::unwrap)
        .filter(|name| !HISTORY.contains(&name.as_str()))
    {
        let mut rows = database
            .prepare(&format!("SELECT * FROM {name} ORDER BY 1, 2"))
            .unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells = (0..columns).map(|column| row.get_ref(column).unwrap());
            dump.push(format!("{name} {:?}", cells.collect::<Vec<_>>()));
        }
    }
    dump.join("\n")
}

#[test]
fn a_dump_of_the_tables_is_the_same_after_an_import_and_its_undoing() {
    let home = filled();
    let tables = || dump_tables(&home);
    let before = tables();
    assert!(before.lines().count() > 10_000, "a dump of everything");
    long_list(home.path(), "lang");
    assert_eq!(home.run(&["ingest", "lang.xlsx"]).code, Some(0));
    assert_ne!(tables(), before);
    let run = last_run(&home).id.to_string();
    assert_eq!(home.run(&["revert", &run]).code, Some(0));
    assert!(tables() == before, "the tables differ");
}
