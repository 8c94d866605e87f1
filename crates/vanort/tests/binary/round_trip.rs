//! `vanort export`, and back again.

use crate::ingest::{dump, filled};

#[test]
fn every_cut_comes_back_without_a_change() {
    let home = filled();
    let before = dump(&home);
    for cut in ["municipality", "country", "region", "federation"] {
        for extension in ["xlsx", "csv"] {
            let file = format!("{cut}.{extension}");
            let written = home.run(&["export", "--cut", cut, &file]);
            assert_eq!(written.code, Some(0), "{written:?}");
            let back = home.run(&["ingest", &file]);
            assert_eq!(back.code, Some(0), "{back:?}");
            assert!(back.stdout.contains("Inget att ändra"), "{}", back.stdout);
            assert!(
                back.stdout.contains(" 0 nya, 0 ändrade,"),
                "{}",
                back.stdout
            );
        }
    }
    assert_eq!((dump(&home).0, dump(&home).1), (before.0, before.1));
}

#[test]
fn an_export_says_what_it_wrote_and_never_overwrites_unasked() {
    let home = filled();
    let halmstad = home.run(&["export", "--municipality", "1380", "h.xlsx"]);
    assert_eq!(
        halmstad.stdout,
        "h.xlsx: 4 samarbeten, vänorter per land.\n"
    );
    for (arguments, told) in [
        (&["export", "h.xlsx"][..], "is already there"),
        (&["export", "h.txt"], "neither .xlsx nor .csv"),
        (&["export", "--country", "XX", "x.csv"], "no country XX"),
        (
            &["export", "--municipality", "9999", "x.csv"],
            "no municipality 9999",
        ),
        (&["export", "ingen/x.csv"], "its folder is not there"),
    ] {
        let outcome = home.run(arguments);
        assert_eq!(outcome.code, Some(2), "{arguments:?}");
        assert!(
            outcome.stderr.contains(told),
            "{arguments:?}: {}",
            outcome.stderr
        );
    }
    assert_eq!(home.run(&["export", "--force", "h.xlsx"]).code, Some(0));
}

#[test]
fn rejected_rows_are_written_mended_and_taken() {
    let home = filled();
    std::fs::write(
        home.path().join("lista.csv"),
        "Kommun;Vänort;Land\nHalmstad;Vejle;Danmark\nHalmstad;Vasa;Finnland\n",
    )
    .unwrap();
    let outcome = home.run(&["ingest", "--rejected", "laga.xlsx", "lista.csv"]);
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(outcome.stdout.contains("cell C3") && outcome.stdout.contains("laga.xlsx"));
    let again = home.run(&["ingest", "laga.xlsx"]);
    assert_eq!(again.code, Some(2), "nothing of it can be taken: {again:?}");
    let taken = home.run(&[
        "ingest",
        "--accept-suggestions",
        "UNKNOWN_COUNTRY",
        "laga.xlsx",
    ]);
    assert_eq!(taken.code, Some(0), "{taken:?}");
    assert!(
        taken.stdout.contains("SUGGESTION_TAKEN"),
        "{}",
        taken.stdout
    );
    assert!(taken.stdout.contains("1 nya"), "{}", taken.stdout);
}
