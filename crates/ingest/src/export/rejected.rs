//! The rows that were not taken, with their reasons, to be mended and sent again.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use vanort_model::{Finding, ImportReport, Severity, column_letters};

use crate::check::{Findings, ORIGINAL_ROW, REASONS, SheetKind, Table, tables_of};
use crate::export::error::ExportError;
use crate::export::sheet::{heading_format, set_widths, text_format, width, write_text};
use crate::options::ImportOptions;
use crate::read::{RawCell, RawRow};
use crate::source::Source;

/// The column that tells the survey of a list without one, which was named after its file.
const SURVEY: &str = "Kartläggning";

/// The most characters that Excel lets a sheet's name have.
const NAME_CHARS: usize = 31;

/// Writes a workbook of the rows that the reports say were not taken, sheet by sheet under their
/// own headings, with the reasons in a column of their own and the cells that they name in
/// colour. Rows are as they were understood: what an empty cell was filled with stands in it.
/// `None` when all rows were taken. Rows of gazetteers are left out: they belong to text files.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn write_rejected(
    sources: &[Source],
    reports: &[ImportReport],
    options: &ImportOptions,
) -> Result<Option<Vec<u8>>, ExportError> {
    let mut workbook = Workbook::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (source, report) in sources.iter().zip(reports) {
        for table in tables_of(source, options, &mut Findings::default()) {
            let reasons = reasons(report, &table);
            if reasons.is_empty() {
                continue;
            }
            let name = free_name(&table.head.sheet, &taken);
            let sheet = workbook.add_worksheet().set_name(&name)?;
            taken.insert(name.to_lowercase());
            write_sheet(sheet, source, &table, &reasons, options)?;
        }
    }
    if taken.is_empty() {
        return Ok(None);
    }
    Ok(Some(workbook.save_to_buffer()?))
}

/// The errors of a sheet's rows, by row.
fn reasons<'f>(report: &'f ImportReport, table: &Table<'_>) -> BTreeMap<u32, Vec<&'f Finding>> {
    let mut reasons: BTreeMap<u32, Vec<&Finding>> = BTreeMap::new();
    let errors = (report.findings.iter()).filter(|it| it.severity == Severity::Error);
    for finding in errors.filter(|it| it.sheet == table.head.sheet) {
        if let Some(row) = finding.row {
            reasons.entry(row).or_default().push(finding);
        }
    }
    reasons.retain(|row, _| table.rows.iter().any(|it| it.number == *row));
    reasons
}

/// The sheet's name, with a number after it where another source has one of the same name.
fn free_name(name: &str, taken: &BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2;
    while taken.contains(&free.to_lowercase()) {
        let suffix = format!(" ({number})");
        let kept = NAME_CHARS.saturating_sub(suffix.chars().count());
        free = name.chars().take(kept).collect::<String>() + &suffix;
        number += 1;
    }
    free
}

fn write_sheet(
    sheet: &mut Worksheet,
    source: &Source,
    table: &Table<'_>,
    reasons: &BTreeMap<u32, Vec<&Finding>>,
    options: &ImportOptions,
) -> Result<(), XlsxError> {
    let head = &table.head;
    let used = table.rows.iter().flat_map(|row| row.cells.keys());
    let end = used
        .chain(head.headings.keys())
        .max()
        .map_or(0, |last| last + 1);
    let survey = (table.kind == SheetKind::Twinnings && !head.tells(SURVEY)).then(|| {
        options
            .survey
            .clone()
            .unwrap_or_else(|| source.stem.clone())
    });
    let mut extra = vec![REASONS, ORIGINAL_ROW];
    if survey.is_some() {
        extra.insert(0, SURVEY);
    }
    let heading = heading_format();
    let mut widths = vec![0; end + extra.len()];
    let headings = (head.headings.iter())
        .map(|(column, heading)| (*column, heading.as_str()))
        .chain((end..).zip(extra.iter().copied()));
    for (column, name) in headings {
        sheet.write_string_with_format(0, letters(column), name, &heading)?;
        widen(&mut widths, column, name);
    }
    let rejected = (table.rows.iter()).filter_map(|row| Some((row, reasons.get(&row.number)?)));
    for (at, (row, errors)) in (1_u32..).zip(rejected) {
        for (column, cell) in &row.cells {
            let named = errors
                .iter()
                .any(|error| error.column.as_deref() == Some(column_letters(*column).as_str()));
            write_cell(sheet, (at, *column), cell, named)?;
            widen(&mut widths, *column, &cell.written());
        }
        colour_empty(sheet, at, row, errors, end)?;
        let mut column = end;
        if let Some(survey) = &survey {
            write_text(sheet, (at, letters(column)), survey, &text_format())?;
            widen(&mut widths, column, survey);
            column += 1;
        }
        let told: Vec<String> = errors.iter().map(|error| reason(error)).collect();
        let told = told.join("\n");
        let format = text_format().set_text_wrap().set_align(FormatAlign::Top);
        write_text(sheet, (at, letters(column)), &told, &format)?;
        widen(&mut widths, column, &told);
        sheet.write_number(at, letters(column + 1), row.number)?;
    }
    set_widths(sheet, &widths)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// The reason as the person who mends the row reads it.
fn reason(error: &Finding) -> String {
    let mut told = format!("{}: {}", error.cell(), error.message);
    if let Some(suggestion) = &error.suggestion {
        told = format!("{told} {suggestion}");
    }
    told
}

fn widen(widths: &mut [usize], column: usize, text: &str) {
    if let Some(widest) = widths.get_mut(column) {
        *widest = (*widest).max(width(text));
    }
}

/// Colours the cells that are empty and should not be.
fn colour_empty(
    sheet: &mut Worksheet,
    at: u32,
    row: &RawRow,
    errors: &[&Finding],
    end: usize,
) -> Result<(), XlsxError> {
    for column in (0..end).filter(|column| !row.cells.contains_key(column)) {
        let named = Some(column_letters(column));
        if errors.iter().any(|error| error.column == named) {
            sheet.write_blank(at, letters(column), &marked(Format::new()))?;
        }
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, usize),
    cell: &RawCell,
    named: bool,
) -> Result<(), XlsxError> {
    let column = letters(column);
    let mark = |format: Format| if named { marked(format) } else { format };
    match cell {
        RawCell::Text(text) | RawCell::Failed(text) => {
            write_text(sheet, (row, column), text, &mark(text_format()))?;
        }
        RawCell::Number(number) => {
            sheet.write_number_with_format(row, column, *number, &mark(Format::new()))?;
        }
        RawCell::Bool(truth) => {
            sheet.write_boolean_with_format(row, column, *truth, &mark(Format::new()))?;
        }
        RawCell::Date { year, month, day } => {
            let date = u16::try_from(*year)
                .ok()
                .and_then(|year| ExcelDateTime::from_ymd(year, *month, *day).ok());
            match date {
                Some(date) => {
                    let format = mark(Format::new().set_num_format("yyyy-mm-dd"));
                    sheet.write_datetime_with_format(row, column, &date, &format)?;
                }
                None => write_text(sheet, (row, column), &cell.written(), &mark(text_format()))?,
            }
        }
    }
    Ok(())
}

fn marked(format: Format) -> Format {
    format.set_background_color(Color::RGB(0x00FF_C7CE))
}

/// The column as the writer counts it; a sheet has no more than 16 384.
fn letters(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
