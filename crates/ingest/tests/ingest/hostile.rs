//! Bytes that nobody meant well.

use std::sync::OnceLock;

use proptest::prelude::*;
use vanort_ingest::{ImportOptions, plan_import};
use vanort_model::Snapshot;

use crate::bench::{COUNTIES, COUNTRIES, MUNICIPALITIES, read, workbook};

/// A workbook of stored parts, so that changed bytes reach the XML, and one as Excel packs it.
fn samples() -> &'static [Vec<u8>; 2] {
    static SAMPLES: OnceLock<[Vec<u8>; 2]> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let packed = workbook(&[COUNTIES, COUNTRIES, MUNICIPALITIES]);
        [stored(&packed), packed]
    })
}

fn stored(packed: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, copy};
    use zip::write::SimpleFileOptions;
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut archive = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
    let mut unpacked = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        unpacked
            .start_file(part.name().unwrap().into_owned(), stored)
            .unwrap();
        copy(&mut part, &mut unpacked).unwrap();
    }
    unpacked.finish().unwrap().into_inner()
}

/// Puts the checksums of stored parts right again, so that a change is not refused for them alone.
fn repack(parts: &[u8], change: impl Fn(&mut Vec<u8>)) -> Option<Vec<u8>> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut archive = zip::ZipArchive::new(Cursor::new(parts)).ok()?;
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        change(&mut content);
        changed
            .start_file(name, zip::write::SimpleFileOptions::default())
            .ok()?;
        changed.write_all(&content).ok()?;
    }
    Some(changed.finish().ok()?.into_inner())
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_of_a_workbook_are_survived(
        sample in 0_usize..2,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = samples()[sample].clone();
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        swallow("lista.xlsx", &bytes);
    }

    #[test]
    fn changed_xml_in_a_sound_archive_is_survived(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let bytes = repack(&samples()[0], |content| {
            for (at, byte) in &edits {
                let at = at.index(content.len());
                content[at] = *byte;
            }
        });
        swallow("lista.xlsx", &bytes.unwrap());
    }

    #[test]
    fn any_cells_are_survived(
        cells in prop::collection::vec(prop::collection::vec("\\PC{0,12}", 8), 1..6),
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
}
