//! What files that are too much cost before they are refused, measured in a process of its own.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    reason = "a case that cannot be set up has failed"
)]

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use vanort_ingest::{WorkbookError, WorkbookLimits, read_source};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const MEGABYTE: usize = 1024 * 1024;

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    std::fs::read(folder.join(name)).unwrap()
}

/// An archive in which one part is a text repeated, with something before and after it.
fn bomb(archive: &[u8], name: &str, (before, repeated, after): (&str, &str, &str)) -> Vec<u8> {
    let mut original = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for index in 0..original.len() {
        let mut part = original.by_index(index).unwrap();
        let part_name = part.name().unwrap().into_owned();
        if part_name != name {
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            changed.start_file(part_name, options).unwrap();
            changed.write_all(&content).unwrap();
        }
    }
    changed.start_file(name, options).unwrap();
    changed.write_all(before.as_bytes()).unwrap();
    let chunk = repeated.repeat(MEGABYTE / repeated.len());
    for _ in 0..192 {
        changed.write_all(chunk.as_bytes()).unwrap();
    }
    changed.write_all(after.as_bytes()).unwrap();
    changed.finish().unwrap().into_inner()
}

/// The most memory that this process has used, in MB.
fn peak_megabytes() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    let kilobytes: usize = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kilobytes / 1024
}

/// 192 MB of XML, packed to some hundred kilobytes, in each format that is an archive.
#[test]
fn a_zip_bomb_of_any_format_is_refused_before_it_costs_memory() {
    let row = "<row><c t=\"inlineStr\"><is><t>vänort</t></is></c></row>";
    let cell = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>vänort</text:p></table:table-cell></table:table-row>";
    let folder = tempfile::tempdir().unwrap();
    for (fixture_name, part, content) in [
        (
            "lista.xlsx",
            "xl/worksheets/sheet1.xml",
            ("<worksheet><sheetData>", row, "</sheetData></worksheet>"),
        ),
        (
            "lista.xlsx",
            "xl/sharedStrings.xml",
            ("<sst>", "<si><t>vänort</t></si>", "</sst>"),
        ),
        (
            "lista.ods",
            "content.xml",
            (
                "<a><table:table table:name=\"L\">",
                cell,
                "</table:table></a>",
            ),
        ),
        (
            "lista.xlsb",
            "xl/sharedStrings.bin",
            ("", "\u{13}\u{5}\0\0\0\0\0", ""),
        ),
    ] {
        let path = folder.path().join(fixture_name);
        std::fs::write(&path, bomb(&fixture(fixture_name), part, content)).unwrap();
        let before = peak_megabytes();
        for max_ratio in [WorkbookLimits::default().max_ratio, u64::MAX] {
            let limits = WorkbookLimits {
                max_ratio,
                ..WorkbookLimits::default()
            };
            let error = read_source(&path, &limits).unwrap_err();
            assert!(
                matches!(error, WorkbookError::UnpacksTooLarge { .. }),
                "{error:?}"
            );
        }
        // Of shared texts all that may be is looked at: 128 MB.
        let grown = peak_megabytes() - before;
        assert!(grown < 300, "{part} in {fixture_name}: {grown} MB");
    }
}
