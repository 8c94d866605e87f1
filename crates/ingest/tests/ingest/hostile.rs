//! Bytes that nobody meant well: real files of every format, changed at random.
//!
//! Each property runs 96 cases, or as many as `PROPTEST_CASES` says.

use std::io::{Cursor, Read as _, Write as _};
use std::sync::OnceLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use vanort_ingest::{ImportOptions, plan_import};
use vanort_model::Snapshot;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::bench::{COUNTIES, COUNTRIES, MUNICIPALITIES, find, fixture, read, workbook};

/// How many cases proptest runs when nobody says otherwise.
const OWN_CASES: u32 = 256;

fn config() -> ProptestConfig {
    let config = ProptestConfig::default();
    ProptestConfig {
        cases: if config.cases == OWN_CASES {
            96
        } else {
            config.cases
        },
        failure_persistence: None,
        ..config
    }
}

/// Files of every format, with their names. Archives are there twice: as they were packed, and of
/// stored parts, so that changed bytes reach what is in them.
fn samples() -> &'static [(&'static str, Vec<u8>)] {
    static SAMPLES: OnceLock<Vec<(&'static str, Vec<u8>)>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let mut samples = vec![(
            "egen.xlsx",
            workbook(&[COUNTIES, COUNTRIES, MUNICIPALITIES]),
        )];
        for name in [
            "lista.xlsx",
            "lista.xls",
            "lista95.xls",
            "lista.ods",
            "lista.xlsb",
            "lista.csv",
            "makro.ods",
            "lank.xls",
        ] {
            samples.push((name, fixture(name)));
        }
        let stored: Vec<_> = (samples.iter())
            .filter_map(|(name, bytes)| {
                Some((*name, repack(bytes, CompressionMethod::Stored, |_, _| ())?))
            })
            .collect();
        samples.extend(stored);
        samples
    })
}

fn archives() -> Vec<&'static (&'static str, Vec<u8>)> {
    let archives = samples()
        .iter()
        .filter(|(_, bytes)| bytes.starts_with(b"PK"));
    archives.collect()
}

/// The numbers of the parts that a reader of workbooks looks into.
fn parts_read(bytes: &[u8]) -> Vec<usize> {
    let archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let read = [
        "content",
        "sheet1",
        "sharedStrings",
        "workbook",
        "styles",
        "manifest.xml",
    ];
    let is_read = |name: &str| read.iter().any(|it| name.contains(it));
    let names = archive.file_names().enumerate();
    names
        .filter(|(_, name)| name.as_ref().is_ok_and(|name| is_read(name)))
        .map(|(number, _)| number)
        .collect()
}

/// Packs the parts of an archive anew, each changed, with checksums that are right.
fn repack(
    bytes: &[u8],
    how: CompressionMethod,
    change: impl Fn(usize, &mut Vec<u8>),
) -> Option<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(how);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        change(index, &mut content);
        changed.start_file(name, options).ok()?;
        changed.write_all(&content).ok()?;
    }
    Some(changed.finish().ok()?.into_inner())
}

/// One change of some bytes.
#[derive(Debug, Clone)]
enum Edit {
    /// Another byte.
    Byte(Index, u8),
    /// Nothing from here on.
    Cut(Index),
    /// A stretch of the bytes, put in elsewhere.
    Copy(Index, u8, Index),
    /// A stretch taken out.
    Remove(Index, u8),
    /// One number in digits made large.
    Digits(Index, u8),
}

impl Edit {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let stretch = |at: &Index, length: u8, bytes: &Vec<u8>| {
            let at = at.index(bytes.len());
            at..(at + usize::from(length)).min(bytes.len())
        };
        match self {
            Self::Byte(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Self::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Self::Copy(from, length, to) => {
                let copied = bytes[stretch(from, *length, bytes)].to_vec();
                let to = to.index(bytes.len());
                bytes.splice(to..to, copied);
            }
            Self::Remove(at, length) => {
                bytes.drain(stretch(at, *length, bytes));
            }
            Self::Digits(at, digit) => {
                let digits: Vec<usize> = (0..bytes.len())
                    .filter(|at| bytes[*at].is_ascii_digit())
                    .collect();
                if !digits.is_empty() {
                    let at = digits[at.index(digits.len())];
                    bytes.splice(at..at, [b'0' + digit % 10; 9]);
                }
            }
        }
    }
}

/// Bytes of which those are likelier that end and begin things.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![
        any::<u8>(),
        prop::sample::select(b"\0\x01\x7f\x80\xff<>/\"'&;09 ".to_vec()),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        6 => (at(), byte()).prop_map(|(at, byte)| Edit::Byte(at, byte)),
        1 => at().prop_map(Edit::Cut),
        2 => (at(), any::<u8>(), at()).prop_map(|(from, length, to)| Edit::Copy(from, length, to)),
        2 => (at(), any::<u8>()).prop_map(|(at, length)| Edit::Remove(at, length)),
        1 => (at(), any::<u8>()).prop_map(|(at, digit)| Edit::Digits(at, digit)),
    ]
}

/// Where the records of an .xls workbook begin, in a file whose sectors stand in their order.
fn records(bytes: &[u8]) -> Vec<usize> {
    let mut at = find(bytes, b"\x09\x08");
    let mut starts = Vec::new();
    while at + 4 <= bytes.len() && bytes[at..at + 2] != [0, 0] {
        starts.push(at);
        at += 4 + usize::from(u16::from_le_bytes([bytes[at + 2], bytes[at + 3]]));
    }
    starts
}

/// Reads and plans; any outcome will do, as long as there is one.
fn swallow(name: &str, bytes: &[u8]) {
    if let Ok(source) = read(name, bytes) {
        drop(plan_import(
            &[source],
            &Snapshot::default(),
            &ImportOptions::default(),
        ));
    }
}

#[test]
fn a_column_that_is_empty_on_the_first_row_is_there_all_the_same() {
    let headings = ["Kommun", "Vänort", "Land"];
    let rows: [&[&str]; 3] = [&headings, &["!", ",", ""], &["Halmstad", "Vasa", "Finland"]];
    let source = read("lista.xlsx", &workbook(&[("Vänorter", &rows)])).unwrap();
    let plan = plan_import(
        &[source],
        &crate::bench::small_register(),
        &ImportOptions::default(),
    );
    let counts = &plan.unwrap().reports[0].counts;
    assert_eq!((counts.created, counts.rejected), (1, 1));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn changed_bytes_of_a_file_are_survived(
        sample in any::<Index>(),
        edits in vec(edit(), 1..12),
    ) {
        let (name, bytes) = sample.get(samples());
        let mut bytes = bytes.clone();
        for edit in edits {
            edit.apply(&mut bytes);
        }
        swallow(name, &bytes);
    }

    #[test]
    fn a_changed_part_in_a_sound_archive_is_survived(
        sample in any::<Index>(),
        part in any::<Index>(),
        edits in vec(edit(), 1..8),
    ) {
        let archives = archives();
        let (name, bytes) = sample.get(&archives);
        let part = *part.get(&parts_read(bytes));
        let changed = repack(bytes, CompressionMethod::Deflated, |index, content| {
            if index == part {
                for edit in &edits {
                    edit.apply(content);
                }
            }
        });
        swallow(name, &changed.unwrap());
    }

    #[test]
    fn a_changed_record_of_an_old_workbook_is_survived(
        sample in prop::sample::select(vec!["lista.xls", "lista95.xls", "lank.xls"]),
        edits in vec((any::<Index>(), 0_usize..24, byte()), 1..6),
    ) {
        let mut bytes = fixture(sample);
        let records = records(&bytes);
        prop_assert!(records.len() > 50);
        for (record, offset, byte) in edits {
            let at = record.get(&records) + offset;
            if at < bytes.len() {
                bytes[at] = byte;
            }
        }
        swallow(sample, &bytes);
    }

    #[test]
    fn any_cells_are_survived(
        cells in vec(vec("\\PC{0,12}", 8), 1..6),
    ) {
        let headings = ["Kommunkod", "Kommun", "Vänort", "Land", "Typ", "Startår", "Område", "Kartläggning"];
        let mut rows: Vec<Vec<&str>> = vec![headings.to_vec()];
        rows.extend(cells.iter().map(|row| row.iter().map(String::as_str).collect()));
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let source = read("lista.xlsx", &workbook(&[("Vänorter", &rows)])).unwrap();
        let (register, _) = crate::bench::import(crate::bench::small_register(), std::slice::from_ref(&source));
        let again = plan_import(&[source], &register, &ImportOptions::default()).unwrap();
        prop_assert!(again.changes.is_empty());
    }

    #[test]
    fn any_text_called_a_gazetteer_is_survived(text in "(\\PC|\t|\n){0,200}") {
        swallow("ortnamn.tsv", text.as_bytes());
    }

    #[test]
    fn any_text_called_a_list_is_survived(
        rows in vec("(\\PC|[;,\t\"\r\n])*", 0..8),
        line_break in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        swallow("lista.csv", format!("Kommun;Vänort;Land{line_break}{}", rows.join(line_break)).as_bytes());
    }

    #[test]
    fn any_bytes_are_survived(bytes in vec(byte(), 0..400)) {
        for name in ["lista.csv", "lista.tsv", "lista.xlsx"] {
            swallow(name, &bytes);
        }
    }
}
