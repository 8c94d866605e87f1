//! Files that are too much.

use std::io::{Cursor, Read as _, Write as _};
use std::time::Instant;

use vanort_ingest::{WorkbookError, WorkbookLimits};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::bench::{COUNTIES, COUNTRIES, read, read_within, workbook};

/// A workbook in which one part has been put in another's place, or beside the others.
fn with_part(bytes: &[u8], name: &str, content: impl Fn(&mut dyn std::io::Write)) -> Vec<u8> {
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut original = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..original.len() {
        let mut part = original.by_index(index).unwrap();
        let part_name = part.name().unwrap().into_owned();
        if part_name != name {
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            changed.start_file(part_name, deflated).unwrap();
            changed.write_all(&content).unwrap();
        }
    }
    changed.start_file(name, deflated).unwrap();
    content(&mut changed);
    changed.finish().unwrap().into_inner()
}

fn limits(change: impl FnOnce(&mut WorkbookLimits)) -> WorkbookLimits {
    let mut limits = WorkbookLimits::default();
    change(&mut limits);
    limits
}

#[test]
fn each_limit_is_told_by_its_own_error() {
    let bytes = workbook(&[COUNTIES, COUNTRIES]);
    let refused = |limits: &WorkbookLimits| read_within("l.xlsx", &bytes, limits).unwrap_err();
    let error = refused(&limits(|it| it.max_bytes = 1_000));
    assert!(
        matches!(
            error,
            WorkbookError::TooLarge {
                max_bytes: 1_000,
                ..
            }
        ),
        "{error:?}"
    );
    let error = refused(&limits(|it| it.max_parts = 5));
    assert!(
        matches!(error, WorkbookError::UnpacksTooLarge { .. }),
        "{error:?}"
    );
    let error = refused(&limits(|it| it.max_unpacked_bytes = 3_000));
    assert!(
        matches!(error, WorkbookError::UnpacksTooLarge { .. }),
        "{error:?}"
    );
    let error = refused(&limits(|it| it.max_sheets = 1));
    assert!(
        matches!(error, WorkbookError::TooManySheets { .. }),
        "{error:?}"
    );
    let error = refused(&limits(|it| it.max_rows = 4));
    assert!(
        matches!(&error, WorkbookError::TooManyRows { sheet, .. } if sheet == "Länder"),
        "{error:?}"
    );
    let error = refused(&limits(|it| it.max_cells = 20));
    assert!(
        matches!(error, WorkbookError::TooManyCells { .. }),
        "{error:?}"
    );
    let error = refused(&limits(|it| it.max_text_chars = 12));
    assert!(
        matches!(&error, WorkbookError::TextTooLong { cell, .. } if cell == "B3"),
        "{error:?}"
    );
    let error = read_within("o.tsv", b"a\nb\nc", &limits(|it| it.max_rows = 2)).unwrap_err();
    assert!(
        matches!(error, WorkbookError::TooManyRows { .. }),
        "{error:?}"
    );
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_kept() {
    let megabyte = vec![b' '; 1024 * 1024];
    let bomb = with_part(&workbook(&[COUNTIES]), "xl/worksheets/sheet1.xml", |part| {
        for _ in 0..300 {
            part.write_all(&megabyte).unwrap();
        }
    });
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    let begun = Instant::now();
    let error = read("bomb.xlsx", &bomb).unwrap_err();
    assert!(
        matches!(error, WorkbookError::UnpacksTooLarge { .. }),
        "{error:?}"
    );
    assert!(begun.elapsed().as_secs() < 20);
}

#[test]
fn a_part_that_lies_about_its_size_is_refused_too() {
    let bytes = with_part(&workbook(&[COUNTIES]), "xl/media/image1.png", |part| {
        part.write_all(&vec![0; 300_000]).unwrap();
    });
    // The central directory is the last place where the size stands.
    let size = 300_000_u32.to_le_bytes();
    let mut lying = bytes.clone();
    for at in (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(&size)) {
        lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert_ne!(bytes, lying);
    let error = read_within(
        "l.xlsx",
        &lying,
        &limits(|it| it.max_unpacked_bytes = 200_000),
    );
    assert!(error.is_err());
}

#[test]
fn cells_far_out_cost_no_more_than_others() {
    let sheet = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <dimension ref="A1:XFD1048576"/><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>Länskod</t></is></c><c r="B1" t="inlineStr"><is><t>Län</t></is></c></row>
        <row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>
        </sheetData></worksheet>"#;
    let bytes = with_part(&workbook(&[COUNTIES]), "xl/worksheets/sheet1.xml", |part| {
        part.write_all(sheet.as_bytes()).unwrap();
    });
    assert!(read("l.xlsx", &bytes).is_ok());
}

#[test]
fn a_sheet_that_ends_before_it_begins_is_survived() {
    // calamine subtracted one from the other, and panicked.
    let sheet = r#"<worksheet><dimension ref="B9:A1"/><sheetData></sheetData></worksheet>"#;
    let bytes = with_part(&workbook(&[COUNTIES]), "xl/worksheets/sheet1.xml", |part| {
        part.write_all(sheet.as_bytes()).unwrap();
    });
    if let Err(error) = read("l.xlsx", &bytes) {
        assert!(
            matches!(error, WorkbookError::NotAWorkbook { .. }),
            "{error:?}"
        );
    }
}

#[test]
fn a_table_of_strings_that_asks_for_memory_is_refused() {
    let strings = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="9000000000000000"></sst>"#;
    let bytes = with_part(&workbook(&[COUNTIES]), "xl/sharedStrings.xml", |part| {
        part.write_all(strings.as_bytes()).unwrap();
    });
    let error = read("l.xlsx", &bytes).unwrap_err();
    assert!(
        matches!(error, WorkbookError::NotAWorkbook { .. }),
        "{error:?}"
    );
}

#[test]
fn one_string_in_very_many_cells_is_counted_each_time() {
    let long = "x".repeat(5_000);
    let row = [long.as_str(); 100];
    let bytes = workbook(&[("Län", &[&row])]);
    let error = read_within(
        "l.xlsx",
        &bytes,
        &limits(|it| it.max_unpacked_bytes = 100_000),
    );
    assert!(matches!(
        error.unwrap_err(),
        WorkbookError::UnpacksTooLarge { .. }
    ));
}
