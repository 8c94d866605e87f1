//! The parts of an .xlsb workbook that calamine reads, once their records have been walked.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::error::WorkbookError;
use crate::read::archive::Archive;
use crate::read::sheet_draft::Merge;
use crate::read::tally::Tally;
use crate::read::xlsb::record::{kind, push_record, records};
use crate::read::xlsb::relation::{read_relations, sheet_relation};
use crate::read::xlsb::sheet::screen_sheet;
use crate::read::xlsb::styles::screen_styles;

const RELATIONS: &str = "xl/_rels/workbook.bin.rels";
const WORKBOOK: &str = "xl/workbook.bin";
const SHARED_STRINGS: &str = "xl/sharedStrings.bin";
const STYLES: &str = "xl/styles.bin";
const SHEETS: &str = "xl/worksheets/";

/// The parts that calamine reads.
#[derive(Debug)]
pub(super) struct Screened {
    /// An archive of these parts alone.
    pub(super) archive: Vec<u8>,
    /// The sheets of cells, in their order, by the names of their parts.
    pub(super) sheets: Vec<String>,
    /// The merged cells, by the names of the parts of their sheets.
    pub(super) merges: BTreeMap<String, Vec<Merge>>,
}

impl Screened {
    /// Walks the parts and puts them into an archive of their own.
    pub(super) fn new(archive: &Archive<'_>, tally: &Tally<'_>) -> Result<Self, WorkbookError> {
        let mut parts = read_parts(archive, tally)?;
        let relations = parts.remove(RELATIONS).unwrap_or_default();
        let targets = read_relations(&relations).ok_or_else(|| tally.damaged())?;
        let workbook = parts.remove(WORKBOOK).ok_or_else(|| tally.damaged())?;
        let (workbook, sheets) =
            screen_workbook(&workbook, &targets).ok_or_else(|| tally.damaged())?;
        let mut merges = BTreeMap::new();
        let mut screened = vec![(RELATIONS.to_owned(), relations)];
        screened.push((WORKBOOK.to_owned(), workbook));
        // Beside the sheets stand their indices.
        parts.retain(|name, _| sheets.contains(name) || !name.starts_with(SHEETS));
        for (name, part) in parts {
            let walked = records(&part).ok_or_else(|| tally.damaged())?;
            let mut content = None;
            match name.as_str() {
                STYLES => content = Some(screen_styles(&walked)),
                SHARED_STRINGS => {
                    let texts = walked.iter().filter(|it| it.kind == kind::SHARED_STRING);
                    // Texts that no cell shows any more may linger in an honest workbook.
                    if texts.count() > tally.limits().max_cells.saturating_mul(2) {
                        return Err(tally.damaged());
                    }
                }
                _ => {
                    let (cells, merged) = screen_sheet(&walked).ok_or_else(|| tally.damaged())?;
                    merges.insert(name.clone(), merged);
                    content = Some(cells);
                }
            }
            screened.push((name, content.unwrap_or(part)));
        }
        Ok(Self {
            archive: store(&screened).map_err(|error| tally.refused(error))?,
            sheets,
            merges,
        })
    }
}

/// The parts that calamine would read, by the names under which it looks for them.
fn read_parts(
    archive: &Archive<'_>,
    tally: &Tally<'_>,
) -> Result<BTreeMap<String, Vec<u8>>, WorkbookError> {
    let mut opened =
        ZipArchive::new(Cursor::new(archive.bytes())).map_err(|error| tally.refused(error))?;
    let mut parts = BTreeMap::new();
    for (index, name) in archive.names().enumerate() {
        let known = [RELATIONS, WORKBOOK, SHARED_STRINGS, STYLES];
        let known = known.iter().find(|it| it.eq_ignore_ascii_case(name));
        let is_sheet = (name.strip_prefix(SHEETS)).is_some_and(|name| !name.contains('/'));
        let Some(name) = known.copied().or(is_sheet.then_some(name)) else {
            continue;
        };
        let mut content = Vec::new();
        (opened
            .by_index(index)
            .map_err(|error| tally.refused(error))?)
        .read_to_end(&mut content)
        .map_err(|error| tally.refused(error))?;
        parts.insert(name.to_owned(), content);
    }
    Ok(parts)
}

/// The workbook's part with no other sheets than those of cells, and the parts that these are.
fn screen_workbook(
    part: &[u8],
    targets: &BTreeMap<String, String>,
) -> Option<(Vec<u8>, Vec<String>)> {
    let mut screened = Vec::new();
    let mut sheets = Vec::new();
    for record in records(part)? {
        if record.kind == kind::BUNDLE_SHEET {
            let target = sheet_relation(record).and_then(|id| targets.get(&id));
            let Some(target) = target.filter(|target| target.starts_with(SHEETS)) else {
                continue;
            };
            sheets.push(target.clone());
        }
        push_record(&mut screened, record);
    }
    Some((screened, sheets))
}

fn store(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name.as_str(), stored)?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}
