//! Each reason why a file cannot be read at all, in the words that its sender gets.

use std::error::Error as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

use vanort_ingest::{
    ImportOptions, WorkbookError, WorkbookLimits, list_data_files, plan_import, read_source,
};
use vanort_model::Snapshot;

use crate::bench::{COUNTIES, Sheet, find, fixture, list, read, replaced, workbook};

#[track_caller]
fn assert_says(error: &WorkbookError, parts: &[&str]) {
    let sentence = error.to_string();
    for part in parts {
        assert!(sentence.contains(part), "{sentence}");
    }
    assert!(
        sentence.ends_with('.') && !sentence.contains('\n'),
        "{sentence}"
    );
    if let Some(cause) = error.source() {
        assert!(
            !sentence.contains(&cause.to_string()),
            "{sentence} repeats its cause"
        );
    }
}

#[test]
fn a_file_that_is_missing_or_a_folder() {
    let limits = WorkbookLimits::default();
    let error = read_source(Path::new("nowhere/lista.xlsx"), &limits).unwrap_err();
    assert!(matches!(error, WorkbookError::FileMissing { .. }));
    assert_says(&error, &["nowhere/lista.xlsx finns inte"]);
    let folder = tempfile::tempdir().unwrap();
    let error = read_source(folder.path(), &limits).unwrap_err();
    assert!(matches!(error, WorkbookError::NotAFile { .. }), "{error:?}");
    assert_says(&error, &["är en mapp"]);
}

#[test]
fn a_file_of_another_kind() {
    let error = read("lista.docx", &workbook(&[COUNTIES])).unwrap_err();
    assert!(matches!(error, WorkbookError::UnknownExtension { .. }));
    let extensions = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv"];
    assert_says(&error, &extensions);
    assert_says(&error, &["lista.docx"]);
    assert!(read("LISTA.XLSX", &workbook(&[COUNTIES])).is_ok());
}

#[test]
fn a_workbook_is_read_as_what_it_is_whatever_it_is_called() {
    let bytes = workbook(&[COUNTIES]);
    for name in [
        "lista.xls",
        "lista.ods",
        "lista.xlsm",
        "lista.csv",
        "lista.tsv",
    ] {
        assert!(read(name, &bytes).is_ok(), "{name}");
    }
}

#[test]
fn damaged_archives_called_workbooks() {
    let whole = workbook(&[COUNTIES]);
    let halves = [&whole[..whole.len() / 2], &whole[whole.len() / 2..]];
    for bytes in [b"" as &[u8], b"PK\x03\x04", b"%PDF\0\x01"]
        .into_iter()
        .chain(halves)
    {
        let error = read("lista.xlsx", bytes).unwrap_err();
        assert!(
            matches!(error, WorkbookError::NotAWorkbook { .. }),
            "{error:?}"
        );
        assert_says(
            &error,
            &["lista.xlsx är ingen Excelarbetsbok", "spara den på nytt"],
        );
    }
}

#[test]
fn text_called_a_workbook() {
    for bytes in [
        "Kommun;Vänort\n",
        "<html><table><tr><td>Vänort</td></tr></table></html>",
    ] {
        let error = read("lista.xls", bytes.as_bytes()).unwrap_err();
        assert!(
            matches!(error, WorkbookError::TextNotWorkbook { .. }),
            "{error:?}"
        );
        assert_says(&error, &["lista.xls", "ren text", ".xlsx", ".csv"]);
    }
}

#[test]
fn lists_in_text_that_cannot_be_read_whole() {
    let error = read("lista.csv", b"Kommun;V\xc3\xa4nort\nHalmstad;Hang\xc3").unwrap_err();
    assert!(
        matches!(error, WorkbookError::NotAText { line: 2, .. }),
        "{error:?}"
    );
    assert_says(&error, &["lista.csv", "rad 2", "CSV UTF-8"]);
    let text = "Kommun;Vänort\n\"Habo;Hangö\nHalmstad;Stord\n";
    let error = read("lista.csv", text.as_bytes()).unwrap_err();
    assert!(
        matches!(error, WorkbookError::UnclosedQuote { row: 2, .. }),
        "{error:?}"
    );
    assert_says(&error, &["lista.csv", "rad 2", "itattecknet"]);
}

#[test]
fn an_archive_that_is_no_workbook() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file(
            "word/document.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
    archive.write_all(b"<document/>").unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    let error = read("brev.xlsx", &bytes).unwrap_err();
    assert!(matches!(
        error,
        WorkbookError::NotAWorkbook {
            source: Some(_),
            ..
        }
    ));
}

/// An archive of these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_with_a_password_in_each_format() {
    // The name of the stream that holds an encrypted workbook, and a FilePass record.
    let old = fixture("lista.xls");
    let units =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let named = replaced(&old, &units("Workbook\0"), &units("Encrypte\0"));
    let error = read("annan.xls", &named).unwrap_err();
    assert!(matches!(error, WorkbookError::NotAWorkbook { .. }));
    let at = find(&old, b"\x09\x08\x10\x00");
    let mut passed = old.clone();
    // In the place of the record after the first one.
    let second = at + 20;
    assert!(old[second + 2] >= 2, "too short for a password");
    passed[second] = 0x2F;
    passed[second + 1] = 0;
    passed[second + 4] = 1;
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/>\
        </manifest:file-entry></manifest:manifest>";
    let spreadsheet = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", "\u{1}\u{2}"),
    ]);
    for (name, bytes) in [
        ("hemlig.xls", &passed),
        ("hemlig.xlsx", &fixture("losenord.xlsx")),
        ("hemlig.ods", &spreadsheet),
        ("hemlig.ods", &fixture("losenord.ods")),
        ("hemlig.xls", &fixture("losenord.xls")),
    ] {
        let error = read(name, bytes).unwrap_err();
        assert!(
            matches!(error, WorkbookError::Encrypted { .. }),
            "{name}: {error:?}"
        );
        assert_says(&error, &[name, "lösenord"]);
    }
}

#[test]
fn an_old_workbook_that_is_cut_short() {
    for name in ["lista.xls", "lista.xlsb", "lista.ods"] {
        let bytes = fixture(name);
        for part in 1..8 {
            let error = read(name, &bytes[..bytes.len() * part / 8]).unwrap_err();
            assert!(
                matches!(error, WorkbookError::NotAWorkbook { .. }),
                "{name}, {part}: {error:?}"
            );
        }
    }
}

#[test]
fn a_workbook_without_a_known_sheet() {
    let notes: Sheet<'_> = ("Blad1", &[&["Hej", "Hopp"], &["1", "2"]]);
    let error = plan_import(
        &[list(&[notes])],
        &Snapshot::default(),
        &ImportOptions::default(),
    )
    .unwrap_err();
    assert!(matches!(error, WorkbookError::NoKnownSheet { .. }));
    assert_says(
        &error,
        &[
            "lista.xlsx",
            "Kommuner, Regioner, Regionförbund, Län, Länder, Vänorter",
        ],
    );
}

#[test]
fn a_list_in_text_without_known_headings() {
    // It was told to call its sheet something else, and has none.
    for name in ["lista.csv", "lista.tsv"] {
        let text = read(name, b"Hej\tHopp\n1\t2\n").unwrap();
        let error =
            plan_import(&[text], &Snapshot::default(), &ImportOptions::default()).unwrap_err();
        assert!(
            matches!(error, WorkbookError::NoKnownHeadings { .. }),
            "{error:?}"
        );
        assert_says(&error, &[name, "rubrikerna Kommun, Vänort och Land"]);
        assert!(!error.to_string().contains("blad"), "{error}");
    }
    let notes: Sheet<'_> = ("Blad1", &[&["Hej", "Hopp"], &["1", "2"]]);
    let misnamed = read("lista.csv", &workbook(&[notes])).unwrap();
    let error =
        plan_import(&[misnamed], &Snapshot::default(), &ImportOptions::default()).unwrap_err();
    assert!(
        matches!(error, WorkbookError::NoKnownSheet { .. }),
        "a workbook has sheets whatever it is called"
    );
}

#[test]
fn a_sheet_without_a_column_that_it_must_have() {
    let missing = |sheet: Sheet<'_>| match plan_import(
        &[list(&[sheet])],
        &Snapshot::default(),
        &ImportOptions::default(),
    )
    .unwrap_err()
    {
        WorkbookError::MissingColumn {
            file,
            sheet,
            column,
        } => (file, sheet, column),
        error => panic!("{error}"),
    };
    let told =
        |sheet: &str, column: &str| ("lista.xlsx".to_owned(), sheet.to_owned(), column.to_owned());
    let ties: Sheet<'_> = ("Vänorter", &[&["Kommun", "Vänort"], &["Halmstad", "Hangö"]]);
    assert_eq!(missing(ties), told("Vänorter", "Land"));
    let by_heading: Sheet<'_> = ("Blad1", &[&["Vänort", "Land"], &["Hangö", "Finland"]]);
    assert_eq!(missing(by_heading), told("Blad1", "Kommun"));
    let low: Sheet<'_> = (
        "Orter",
        &[&["Orter i Norden"], &[], &["Ort", "Befolkning"], &["Stord"]],
    );
    assert_eq!(missing(low), told("Orter", "Land"));
    assert_eq!(missing(("Länder", &[])), told("Länder", "Landskod"));
    let error = plan_import(
        &[list(&[ties])],
        &Snapshot::default(),
        &ImportOptions::default(),
    )
    .unwrap_err();
    assert_says(
        &error,
        &["Bladet Vänorter i filen lista.xlsx saknar kolumnen Land"],
    );
}

#[test]
fn a_text_file_that_is_no_gazetteer() {
    let row = |name: &[u8]| {
        let cells: Vec<&[u8]> = std::iter::once(b"7" as &[u8])
            .chain([name])
            .chain([b"" as &[u8]; 17])
            .collect();
        cells.join(&b'\t')
    };
    let error = read("ortnamn.tsv", &row(b"G\xf6teborg")).unwrap_err();
    assert!(matches!(
        error,
        WorkbookError::NotAGazetteer {
            source: Some(_),
            ..
        }
    ));
    let error = read("ortnamn.tsv", &row(b"Nowhere")).unwrap_err();
    assert!(matches!(
        error,
        WorkbookError::NotAGazetteer { source: None, .. }
    ));
    assert_says(&error, &["ortnamn.tsv", "19 kolumner"]);
    // With headings it is a list.
    assert!(read("ortnamn.tsv", b"Ort\tLand\n").is_ok());
}

#[test]
fn a_folder_that_is_missing_or_holds_nothing() {
    let error = list_data_files(Path::new("nowhere")).unwrap_err();
    assert!(matches!(error, WorkbookError::FolderMissing { .. }));
    assert_says(&error, &["Mappen nowhere"]);
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "README.md",
        "~$lista.xlsx",
        ".dold.xlsx",
        ".~lock.lista.ods#",
    ] {
        std::fs::write(folder.path().join(name), b"x").unwrap();
    }
    let error = list_data_files(folder.path()).unwrap_err();
    assert!(matches!(error, WorkbookError::FolderEmpty { .. }));
    assert_says(&error, &[".xlsx", ".ods", ".csv", ".tsv"]);
    let names = [
        "a.TSV", "b.xlsx", "c.csv", "d.ods", "e.xls", "f.xlsb", "g.xlsm",
    ];
    for name in names {
        std::fs::write(folder.path().join(name), b"x").unwrap();
    }
    let listed = list_data_files(folder.path()).unwrap();
    assert_eq!(listed, names.map(|name| folder.path().join(name)));
}
