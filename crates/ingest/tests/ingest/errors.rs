//! Each reason why a file cannot be read at all, in the words that its sender gets.

use std::error::Error as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

use vanort_ingest::{
    ImportOptions, WorkbookError, WorkbookLimits, list_data_files, plan_import, read_source,
};
use vanort_model::Snapshot;

use crate::bench::{COUNTIES, Sheet, list, read, workbook};

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
    let error = read("lista.xls", b"x").unwrap_err();
    assert!(matches!(error, WorkbookError::UnknownExtension { .. }));
    assert_says(&error, &["lista.xls", ".xlsx", ".tsv"]);
    assert!(read("LISTA.XLSX", &workbook(&[COUNTIES])).is_ok());
}

#[test]
fn text_and_damaged_archives_called_workbooks() {
    let whole = workbook(&[COUNTIES]);
    let halves = [&whole[..whole.len() / 2], &whole[whole.len() / 2..]];
    for bytes in [b"Kommun;V\xc3\xa4nort\n" as &[u8], b"", b"PK\x03\x04"]
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

#[test]
fn a_workbook_with_a_password_and_one_of_the_old_format() {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.extend([0; 512]);
    let error = read("gammal.xlsx", &bytes).unwrap_err();
    assert!(matches!(error, WorkbookError::NotAWorkbook { .. }));
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let error = read("hemlig.xlsx", &bytes).unwrap_err();
    assert!(matches!(error, WorkbookError::Encrypted { .. }));
    assert_says(&error, &["hemlig.xlsx", "lösenord"]);
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
    let error = read("ortnamn.tsv", b"\xff\xfe").unwrap_err();
    assert!(matches!(
        error,
        WorkbookError::NotAGazetteer {
            source: Some(_),
            ..
        }
    ));
    let error = read("ortnamn.tsv", b"Ort\tLand\n").unwrap_err();
    assert!(matches!(
        error,
        WorkbookError::NotAGazetteer { source: None, .. }
    ));
    assert_says(&error, &["ortnamn.tsv", "19 kolumner"]);
}

#[test]
fn a_folder_that_is_missing_or_holds_nothing() {
    let error = list_data_files(Path::new("nowhere")).unwrap_err();
    assert!(matches!(error, WorkbookError::FolderMissing { .. }));
    assert_says(&error, &["Mappen nowhere"]);
    let folder = tempfile::tempdir().unwrap();
    for name in ["README.md", "~$lista.xlsx", ".dold.xlsx"] {
        std::fs::write(folder.path().join(name), b"x").unwrap();
    }
    let error = list_data_files(folder.path()).unwrap_err();
    assert!(matches!(error, WorkbookError::FolderEmpty { .. }));
    assert_says(&error, &[".xlsx", ".tsv"]);
    for name in ["b.xlsx", "a.TSV"] {
        std::fs::write(folder.path().join(name), b"x").unwrap();
    }
    let listed = list_data_files(folder.path()).unwrap();
    assert_eq!(
        listed,
        ["a.TSV", "b.xlsx"].map(|name| folder.path().join(name))
    );
}
