//! Sheets with known headings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use vanort_model::{FindingCode, Severity, fold_name};

use crate::check::finding::Findings;
use crate::check::position::Head;
use crate::check::sheet_kind::SheetKind;
use crate::error::WorkbookError;
use crate::read::{RawCell, RawRow, RawSheet};
use crate::resolve::{did_you_mean, nearest};
use crate::source::Source;

/// A sheet of a known kind, with the rows below its headings.
#[derive(Debug)]
pub(super) struct Table<'s> {
    pub(super) head: Arc<Head>,
    pub(super) kind: SheetKind,
    pub(super) rows: &'s [RawRow],
}

/// Recognises a sheet by its name or headings; `None` when the register does not read it.
pub(super) fn recognise<'s>(
    (number, source): (usize, &Source),
    index: usize,
    sheet: &'s RawSheet,
    findings: &mut Findings,
) -> Result<Option<Table<'s>>, WorkbookError> {
    // The headings stand in row 1, and nowhere else.
    let (headings, rows) = match sheet.rows.split_first() {
        Some((first, rest)) if first.number == 1 => (first.cells.clone(), rest),
        _ => (BTreeMap::new(), sheet.rows.as_slice()),
    };
    let mut head = Head {
        source: number,
        index,
        file: source.file.clone(),
        stem: source.stem.clone(),
        sheet: sheet.name.clone(),
        columns: BTreeMap::new(),
    };
    let folded: Vec<String> = headings
        .values()
        .map(|cell| fold_name(&cell.written()))
        .collect();
    let Some(kind) = SheetKind::recognise(&sheet.name, &folded) else {
        if !sheet.rows.is_empty() {
            tell_unknown_sheet(&head, findings);
        }
        return Ok(None);
    };
    find_columns(kind, &mut head, &headings, rows, findings);
    require_columns(kind, &head)?;
    Ok(Some(Table {
        head: Arc::new(head),
        kind,
        rows,
    }))
}

fn tell_unknown_sheet(head: &Head, findings: &mut Findings) {
    let near = nearest(&head.sheet, SheetKind::titles());
    // A name that is almost right is more likely a slip than a sheet of notes.
    let severity = match near {
        Some(_) => Severity::Warning,
        None => Severity::Info,
    };
    findings.of_sheet(
        severity,
        head,
        (None, None),
        FindingCode::UnknownSheet,
        "registret läser inte detta blad.".to_owned(),
        near.map(did_you_mean),
    );
}

/// Finds the known columns, and tells of the others.
fn find_columns(
    kind: SheetKind,
    head: &mut Head,
    headings: &BTreeMap<usize, RawCell>,
    rows: &[RawRow],
    findings: &mut Findings,
) {
    let used: BTreeSet<usize> = (rows.iter())
        .flat_map(|row| row.cells.keys().copied())
        .chain(headings.keys().copied())
        .collect();
    for column in used {
        let Some(heading) = headings.get(&column).map(RawCell::written) else {
            let message = "kolumnen saknar rubrik och lästes inte.".to_owned();
            tell_unknown_heading(head, column, message, None, findings);
            continue;
        };
        let folded = fold_name(&heading);
        let Some(known) = kind.columns().find(|name| fold_name(name) == folded) else {
            let message = format!("rubriken \"{heading}\" är okänd och kolumnen lästes inte.");
            let free = kind
                .columns()
                .filter(|name| !headings.values().any(|cell| cell.written() == **name));
            let suggestion = nearest(&heading, free).map(did_you_mean);
            tell_unknown_heading(head, column, message, suggestion, findings);
            continue;
        };
        if head.columns.contains_key(known) {
            let message =
                format!("rubriken {known} står redan i en tidigare kolumn; den här lästes inte.");
            tell_unknown_heading(head, column, message, None, findings);
        } else {
            head.columns.insert(known, column);
        }
    }
}

fn tell_unknown_heading(
    head: &Head,
    column: usize,
    message: String,
    suggestion: Option<String>,
    findings: &mut Findings,
) {
    findings.of_sheet(
        Severity::Warning,
        head,
        (Some(1), Some(column)),
        FindingCode::UnknownHeading,
        message,
        suggestion,
    );
}

fn require_columns(kind: SheetKind, head: &Head) -> Result<(), WorkbookError> {
    let has = |column: &&&str| head.columns.contains_key(**column);
    let missing = kind.required().iter().find(|column| !has(column));
    match missing {
        None => Ok(()),
        Some(column) => Err(WorkbookError::MissingColumn {
            file: head.file.clone(),
            sheet: head.sheet.clone(),
            column: (*column).to_owned(),
        }),
    }
}
