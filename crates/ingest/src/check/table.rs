//! Sheets with known headings, wherever on the sheet they stand.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use vanort_model::{FindingCode, Severity, fold_name};

use crate::check::finding::Findings;
use crate::check::heading::{column_of, is_passed_over};
use crate::check::layout::rows_of_list;
use crate::check::locate::{Located, locate};
use crate::check::mapped::map_columns;
use crate::check::position::Head;
use crate::check::sheet_kind::SheetKind;
use crate::error::WorkbookError;
use crate::options::ImportOptions;
use crate::read::{RawCell, RawRow, RawSheet};
use crate::resolve::{did_you_mean, nearest};
use crate::source::Source;

/// The sheet beside an exported list that tells people about it.
pub(crate) const ABOUT_SHEET: &str = "Om listan";

/// A sheet of a known kind, with the rows of its list.
#[derive(Debug)]
pub(crate) struct Table<'s> {
    pub(crate) head: Arc<Head>,
    pub(crate) kind: SheetKind,
    pub(crate) rows: Vec<Cow<'s, RawRow>>,
}

/// Recognises a sheet by its mapping, name or headings; `None` when the register does not read it.
pub(super) fn recognise<'s>(
    (number, source): (usize, &Source),
    index: usize,
    sheet: &'s RawSheet,
    options: &ImportOptions,
    findings: &mut Findings,
) -> Result<Option<Table<'s>>, WorkbookError> {
    let mut head = Head {
        source: number,
        index,
        file: source.file.clone(),
        stem: source.stem.clone(),
        sheet: sheet.name.clone(),
        columns: BTreeMap::new(),
        heading_row: 1,
        headings: BTreeMap::new(),
        constants: BTreeMap::new(),
    };
    let mapping = options.mapping.entry_for(&sheet.name);
    let Some(Located {
        kind,
        headings,
        rows,
    }) = locate(&sheet.name, &sheet.rows, mapping)
    else {
        if !sheet.rows.is_empty() && fold_name(&sheet.name) != fold_name(ABOUT_SHEET) {
            tell_unknown_sheet(&head, findings);
        }
        return Ok(None);
    };
    if let Some(row) = headings {
        head.heading_row = row.number;
        head.headings = (row.cells.iter())
            .map(|(column, cell)| (*column, cell.written()))
            .collect();
    }
    if let Some(entry) = mapping {
        map_columns(entry, &mut head)?;
    }
    let unknown = find_columns(kind, &mut head, options, findings);
    require_columns(kind, &head)?;
    let head = Arc::new(head);
    let rows = rows_of_list(kind, &head, rows, findings);
    tell_unread_columns(&head, &unknown, &rows, findings);
    Ok(Some(Table { head, kind, rows }))
}

fn tell_unknown_sheet(head: &Head, findings: &mut Findings) {
    let named = |kind: &SheetKind| fold_name(kind.title()) == fold_name(&head.sheet);
    if let Some(kind) = SheetKind::all().find(named) {
        let columns = kind.required().join(", ");
        let message = format!("registret läser inte detta blad, som saknar kolumnen {columns}.");
        let suggestion = Some(format!(
            "Lägg till den om bladet är registrets {}.",
            kind.title()
        ));
        let code = FindingCode::UnknownSheet;
        findings.of_sheet(
            Severity::Warning,
            head,
            (None, None),
            code,
            message,
            suggestion,
        );
        return;
    }
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

/// Finds the columns that no mapping names, and gives those whose headings are not understood.
fn find_columns(
    kind: SheetKind,
    head: &mut Head,
    options: &ImportOptions,
    findings: &mut Findings,
) -> Vec<usize> {
    let mapped: BTreeSet<usize> = head.columns.values().copied().collect();
    let mut unknown = Vec::new();
    for (column, heading) in head.headings.clone() {
        if mapped.contains(&column) || is_passed_over(&heading) {
            continue;
        }
        match column_of(kind, &heading) {
            Some(known) if head.columns.contains_key(known) => {
                let message = format!(
                    "rubriken \"{heading}\" betyder {known}, som redan står i en annan kolumn; den här lästes inte."
                );
                tell_unknown_heading(head, column, message, None, findings);
            }
            Some(known) => {
                head.columns.insert(known, column);
            }
            None => unknown.push((column, heading)),
        }
    }
    // After all that are understood: a slip is only a slip for a column that is not there.
    let mut unread = Vec::new();
    for (column, heading) in unknown {
        let free = kind
            .columns()
            .filter(|name| !head.columns.contains_key(name));
        let near = nearest(&heading, free);
        let known = near.and_then(|near| kind.columns().find(|column| *column == near));
        if let Some(known) = known
            && options.accepted.contains(&FindingCode::UnknownHeading)
        {
            head.columns.insert(known, column);
            let message = format!("rubriken \"{heading}\" lästes som {known}.");
            let cell = (Some(head.heading_row), Some(column));
            let code = FindingCode::SuggestionTaken;
            findings.of_sheet(Severity::Info, head, cell, code, message, None);
            continue;
        }
        let message = format!("rubriken \"{heading}\" är okänd och kolumnen lästes inte.");
        tell_unknown_heading(head, column, message, near.map(did_you_mean), findings);
        unread.push(column);
    }
    unread
}

/// Tells of columns that hold something below no heading.
fn tell_unread_columns(
    head: &Head,
    told: &[usize],
    rows: &[Cow<'_, RawRow>],
    findings: &mut Findings,
) {
    let used: BTreeSet<usize> = (rows.iter())
        .flat_map(|row| row.cells.keys().copied())
        .collect();
    let read: BTreeSet<usize> = head.columns.values().copied().collect();
    for column in used {
        if !read.contains(&column)
            && !told.contains(&column)
            && !head.headings.contains_key(&column)
        {
            let message = "kolumnen saknar rubrik och lästes inte.".to_owned();
            tell_unknown_heading(head, column, message, None, findings);
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
        (Some(head.heading_row), Some(column)),
        FindingCode::UnknownHeading,
        message,
        suggestion,
    );
}

fn require_columns(kind: SheetKind, head: &Head) -> Result<(), WorkbookError> {
    let missing = (kind.required().iter()).find(|column| !head.tells(column));
    match missing {
        None => Ok(()),
        Some(column) => Err(WorkbookError::MissingColumn {
            file: head.file.clone(),
            sheet: head.sheet.clone(),
            column: (*column).to_owned(),
        }),
    }
}

/// The texts of a row's cells.
pub(super) fn texts(row: &RawRow) -> impl Iterator<Item = (usize, &str)> {
    (row.cells.iter()).filter_map(|(column, cell)| match cell {
        RawCell::Text(text) => Some((*column, text.as_str())),
        _ => None,
    })
}
