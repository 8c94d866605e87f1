//! Raw rows to checked rows: every cell has the form that its column needs, but what it names is
//! not looked up yet.

mod address;
mod contact;
mod date;
mod finding;
mod heading;
mod layout;
mod locate;
mod mapped;
mod names;
mod network;
mod partner_items;
mod position;
mod programme;
mod resource;
mod row;
mod row_of_sheet;
mod row_reader;
mod sheet_kind;
mod table;
mod tie_row;
mod words;
mod year;

use std::collections::BTreeMap;
use std::sync::Arc;

use vanort_model::{FindingCode, Severity};

use crate::error::WorkbookError;
use crate::options::ImportOptions;
use crate::read::{Gazetteer, GazetteerPlace, RawSheet};
use crate::source::{Content, Source};

pub(crate) use contact::ContactRow;
pub(crate) use finding::Findings;
pub(crate) use heading::{ORIGINAL_ROW, REASONS, compact as compact_heading};
pub(crate) use network::{NetworkMemberRow, NetworkRow};
pub(crate) use position::{Head, Position};
pub(crate) use programme::{ProgrammeCountryRow, ProgrammeRow};
pub(crate) use resource::ResourceRow;
pub(crate) use row::{
    AuthorityCells, AuthorityWords, Cell, CheckedRows, CountryRow, CountyRow, FederationRow,
    MunicipalityRow, PlaceCells, PlaceRow, RegionRow, SurveyRow, TwinningRow,
};
pub(crate) use sheet_kind::SheetKind;

pub(crate) use table::{ABOUT_SHEET, Table};
pub(crate) use words::{kind_word, status_word, theme_word};

use row_reader::RowReader;
use table::recognise;

/// The places of the gazetteers, by their GeoNames ids.
pub(crate) type Gazetteers = BTreeMap<u32, (Position, GazetteerPlace)>;

/// What all sources together say.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub(crate) rows: CheckedRows,
    pub(crate) gazetteer: Gazetteers,
    /// The rows read, by source.
    pub(crate) rows_read: BTreeMap<usize, u32>,
}

/// Checks all rows of the sources, each named by its number among them.
pub(crate) fn check_sources<'s>(
    sources: impl Iterator<Item = (usize, &'s Source)>,
    options: &ImportOptions,
    findings: &mut Findings,
) -> Result<Checked, WorkbookError> {
    let mut checked = Checked::default();
    let sources: Vec<(usize, &Source)> = sources.collect();
    check_mapping(&sources, options)?;
    for (number, source) in sources {
        tell_remarks((number, source), findings);
        let rows_read = match &source.content {
            Content::Workbook(sheets) => check_workbook(
                (number, source),
                sheets,
                options,
                &mut checked.rows,
                findings,
            )?,
            Content::Gazetteer(gazetteer) => {
                check_gazetteer((number, source), gazetteer, &mut checked, findings);
                gazetteer.rows_read
            }
        };
        checked.rows_read.insert(number, rows_read);
    }
    Ok(checked)
}

/// The lists of a source as they are understood. A source that cannot be read has none.
pub(crate) fn tables_of<'s>(
    source: &'s Source,
    options: &ImportOptions,
    findings: &mut Findings,
) -> Vec<Table<'s>> {
    let Content::Workbook(sheets) = &source.content else {
        return Vec::new();
    };
    (sheets.iter().enumerate())
        .filter_map(|(index, sheet)| {
            recognise((0, source), index, sheet, options, findings).ok()?
        })
        .collect()
}

/// Refuses a mapping that names a sheet which no source has.
fn check_mapping(
    sources: &[(usize, &Source)],
    options: &ImportOptions,
) -> Result<(), WorkbookError> {
    let has = |name: &str| {
        let contents = sources.iter().map(|(_, source)| &source.content);
        contents
            .filter_map(|content| match content {
                Content::Workbook(sheets) => Some(sheets),
                Content::Gazetteer(_) => None,
            })
            .flatten()
            .any(|sheet| compact_heading(&sheet.name) == compact_heading(name))
    };
    match options.mapping.sheet_names().find(|name| !has(name)) {
        None => Ok(()),
        Some(sheet) => Err(WorkbookError::MappedSheetMissing {
            sheet: sheet.to_owned(),
        }),
    }
}

/// Tells what the file carries that was left alone.
fn tell_remarks((number, source): (usize, &Source), findings: &mut Findings) {
    let head = Head::of_file(number, source);
    for remark in &source.remarks {
        findings.of_sheet(
            Severity::Info,
            &head,
            (None, None),
            remark.code(),
            remark.message().to_owned(),
            None,
        );
    }
}

fn tell_hidden_sheet(head: &Head, findings: &mut Findings) {
    findings.of_sheet(
        Severity::Warning,
        head,
        (None, None),
        FindingCode::HiddenSheet,
        "bladet är dolt men lästes som de andra.".to_owned(),
        Some("Ta bort bladet om det inte hör till listan.".to_owned()),
    );
}

fn check_workbook(
    source: (usize, &Source),
    sheets: &[RawSheet],
    options: &ImportOptions,
    rows: &mut CheckedRows,
    findings: &mut Findings,
) -> Result<u32, WorkbookError> {
    let mut rows_read = 0;
    let mut known = false;
    for (index, sheet) in sheets.iter().enumerate() {
        let Some(table) = recognise(source, index, sheet, options, findings)? else {
            continue;
        };
        known = true;
        if sheet.hidden {
            tell_hidden_sheet(&table.head, findings);
        }
        for raw in &table.rows {
            rows_read += 1;
            let at = Position::new(&table.head, raw.number);
            let reader = RowReader::new(at, raw, &options.accepted, findings);
            for row in reader.check(table.kind) {
                rows.push(row);
            }
        }
    }
    let file = &source.1.file;
    match (known, source.1.is_text) {
        (true, _) => Ok(rows_read),
        (false, false) => Err(WorkbookError::NoKnownSheet { file: file.clone() }),
        (false, true) => Err(WorkbookError::NoKnownHeadings { file: file.clone() }),
    }
}

fn check_gazetteer(
    (number, source): (usize, &Source),
    gazetteer: &Gazetteer,
    checked: &mut Checked,
    findings: &mut Findings,
) {
    let head = Arc::new(Head::of_gazetteer(number, source));
    for (row, column, message) in &gazetteer.refused {
        let at = Position::new(&head, *row);
        findings.error_in_letters(&at, column, message.clone());
    }
    for (row, place) in &gazetteer.places {
        let at = Position::new(&head, *row);
        match checked.gazetteer.get(&place.id) {
            None => {
                checked.gazetteer.insert(place.id, (at, place.clone()));
            }
            // The same row of the same dump, in two files.
            Some((_, known)) if known == place => {}
            Some((first, _)) => {
                let message = format!(
                    "GeoNames-id {} står redan på {first}, med andra uppgifter.",
                    place.id
                );
                findings.error(
                    &at,
                    Head::GEONAMES_ID,
                    FindingCode::DuplicateRow,
                    message,
                    None,
                );
            }
        }
    }
}
