//! Files that are too much.

use std::io::{Cursor, Read as _, Write as _};
use std::time::Instant;

use vanort_ingest::{WorkbookError, WorkbookLimits};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::bench::{COUNTIES, COUNTRIES, find, fixture, read, read_within, workbook};

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

#[test]
fn an_archive_may_not_grow_beyond_its_ratio() {
    let padded = |megabytes: usize| {
        with_part(&workbook(&[COUNTIES]), "xl/media/image1.png", |part| {
            for _ in 0..megabytes {
                part.write_all(&vec![b' '; 1024 * 1024]).unwrap();
            }
        })
    };
    let floor = WorkbookLimits::RATIO_FLOOR_BYTES / 1024 / 1024;
    let floor = usize::try_from(floor).unwrap();
    // Small archives may be mostly air.
    assert!(read("l.xlsx", &padded(floor - 1)).is_ok());
    let error = read("l.xlsx", &padded(floor + 8)).unwrap_err();
    assert!(
        matches!(error, WorkbookError::UnpacksTooLarge { max_ratio: 200, .. }),
        "{error:?}"
    );
    assert!(
        read_within(
            "l.xlsx",
            &padded(floor + 8),
            &limits(|it| it.max_ratio = 2_000)
        )
        .is_ok()
    );
}

#[test]
fn an_honest_list_of_very_many_rows_is_far_from_the_ratio() {
    let row = [
        "0114",
        "Upplands Väsby",
        "Hangö",
        "Finland",
        "#1951",
        "Aktiv",
    ];
    let rows = vec![row.as_slice(); 30_000];
    assert!(read("l.xlsx", &workbook(&[("Vänorter", &rows)])).is_ok());
}

/// A spreadsheet of one sheet with these rows.
fn spreadsheet(rows: &str) -> Vec<u8> {
    let content = format!("<a><table:table table:name='Län'>{rows}</table:table></a>");
    with_part(&fixture("lista.ods"), "content.xml", |part| {
        part.write_all(content.as_bytes()).unwrap();
    })
}

#[test]
fn what_a_spreadsheet_repeats_is_counted() {
    let cell =
        "<table:table-cell office:value-type='string'{}><text:p>x</text:p></table:table-cell>";
    let wide = cell.replace("{}", " table:number-columns-repeated='4000000000'");
    let once = cell.replace("{}", "");
    let tall = |cell: &str| {
        format!("<table:table-row table:number-rows-repeated='4000000000'>{cell}</table:table-row>")
    };
    let begun = Instant::now();
    let error = read("l.ods", &spreadsheet(&tall(&once))).unwrap_err();
    assert!(
        matches!(error, WorkbookError::TooManyRows { .. }),
        "{error:?}"
    );
    let error = read("l.ods", &spreadsheet(&tall(&wide))).unwrap_err();
    assert!(
        matches!(error, WorkbookError::TooManyCells { .. }),
        "{error:?}"
    );
    let spaces = "<table:table-row><table:table-cell office:value-type='string'>\
        <text:p>a<text:s text:c='4000000000'/>b</text:p></table:table-cell></table:table-row>";
    assert!(read("l.ods", &spreadsheet(spaces)).is_ok());
    let far = format!(
        "{}<table:table-row><table:table-cell table:number-columns-repeated='16383'/>{once}</table:table-row>",
        tall("")
    );
    assert!(read("l.ods", &spreadsheet(&far)).is_ok());
    assert!(begun.elapsed().as_secs() < 20);
}

#[test]
fn a_spreadsheet_that_ends_within_a_sheet_is_refused() {
    // calamine would wait for the end of the sheet for ever.
    let bytes = with_part(&fixture("lista.ods"), "content.xml", |part| {
        part.write_all(b"<a><table:table table:name='L'><table:table-row>")
            .unwrap();
    });
    let error = read("l.ods", &bytes).unwrap_err();
    assert!(
        matches!(error, WorkbookError::NotAWorkbook { .. }),
        "{error:?}"
    );
}

#[test]
fn cells_far_out_in_an_old_workbook_cost_no_more_than_others() {
    // The last shared text of the first sheet: row 7, column A.
    let bytes = fixture("lista.xls");
    let at = find(&bytes, b"\xfd\x00\x0a\x00\x06\x00\x00\x00");
    let mut far = bytes.clone();
    far.splice(at + 4..at + 8, [0xFF, 0xFF, 0xFF, 0x00]);
    let begun = Instant::now();
    assert!(read("l.xls", &far).is_ok());
    assert!(begun.elapsed().as_secs() < 5);
    let told = find(&bytes, b"\x00\x02\x0e\x00");
    far.splice(told + 4..told + 12, [0, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF]);
    assert!(read("l.xls", &far).is_ok());
}

#[test]
fn sectors_that_follow_each_other_in_a_circle_are_refused() {
    // calamine would follow them for ever, and keep each.
    let bytes = fixture("lista.xls");
    let sector = |at: usize| {
        let number = bytes[at..].first_chunk().unwrap();
        usize::try_from(u32::from_le_bytes(*number)).unwrap()
    };
    let (table, directory) = (sector(76), sector(48));
    let mut circle = bytes.clone();
    let next = 512 * (table + 1) + 4 * directory;
    let itself = u32::try_from(directory).unwrap().to_le_bytes();
    circle.splice(next..next + 4, itself);
    let error = read("l.xls", &circle).unwrap_err();
    assert!(
        matches!(error, WorkbookError::NotAWorkbook { .. }),
        "{error:?}"
    );
}

#[test]
fn all_formats_are_held_to_the_limits() {
    for name in ["lista.xls", "lista.xlsb", "lista.ods", "lista.csv"] {
        let bytes = fixture(name);
        let refused = |limits: WorkbookLimits| read_within(name, &bytes, &limits).unwrap_err();
        let error = refused(limits(|it| it.max_rows = 3));
        let sheet_is_told = |sheet: &str| sheet == "Vänorter" || sheet == "lista";
        assert!(
            matches!(&error, WorkbookError::TooManyRows { sheet, .. } if sheet_is_told(sheet)),
            "{name}: {error:?}"
        );
        let error = refused(limits(|it| it.max_cells = 20));
        assert!(
            matches!(&error, WorkbookError::TooManyCells { sheet, .. } if sheet_is_told(sheet)),
            "{name}: {error:?}"
        );
        let error = refused(limits(|it| it.max_text_chars = 15));
        assert!(
            matches!(&error, WorkbookError::TextTooLong { cell, .. } if cell == "G2"),
            "{name}: {error:?}"
        );
        if name != "lista.csv" {
            let error = refused(limits(|it| it.max_sheets = 2));
            assert!(
                matches!(error, WorkbookError::TooManySheets { .. }),
                "{name}: {error:?}"
            );
        }
    }
}
