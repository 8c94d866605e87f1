//! The findings of all sources, put in order.

use std::collections::BTreeSet;

use vanort_model::{Finding, FindingCode, Severity, column_letters};

use crate::check::position::{Head, Position};

/// The findings of all sources, as they are made.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    placed: Vec<Placed>,
}

/// A finding with what it is sorted by.
#[derive(Debug)]
struct Placed {
    source: usize,
    sheet: usize,
    finding: Finding,
}

impl Findings {
    /// Tells that the row is not taken, because of the column.
    pub(crate) fn error(
        &mut self,
        at: &Position,
        column: &str,
        code: FindingCode,
        message: String,
        suggestion: Option<String>,
    ) {
        self.place(Severity::Error, at, column, code, message, suggestion);
    }

    /// Tells that the row is taken, but that somebody should look at the column.
    pub(crate) fn warning(
        &mut self,
        at: &Position,
        column: &str,
        code: FindingCode,
        message: String,
        suggestion: Option<String>,
    ) {
        self.place(Severity::Warning, at, column, code, message, suggestion);
    }

    /// Tells what was decided for the reader.
    pub(crate) fn info(
        &mut self,
        at: &Position,
        column: &str,
        code: FindingCode,
        message: String,
        suggestion: Option<String>,
    ) {
        self.place(Severity::Info, at, column, code, message, suggestion);
    }

    /// Tells that a row is not taken, by the letters of a column that has no heading.
    pub(crate) fn error_in_letters(&mut self, at: &Position, letters: &str, message: String) {
        self.push(
            &at.head,
            Finding {
                severity: Severity::Error,
                code: FindingCode::InvalidValue,
                sheet: at.head.sheet.clone(),
                row: Some(at.row),
                column: Some(letters.to_owned()),
                message,
                suggestion: None,
            },
        );
    }

    /// Tells what was decided for the reader, by the letters of a column.
    pub(crate) fn info_in_letters(
        &mut self,
        at: &Position,
        letters: Option<String>,
        code: FindingCode,
        message: String,
    ) {
        self.push(
            &at.head,
            Finding {
                severity: Severity::Info,
                code,
                sheet: at.head.sheet.clone(),
                row: Some(at.row),
                column: letters,
                message,
                suggestion: None,
            },
        );
    }

    /// Tells something about a whole sheet, or a column of it.
    pub(crate) fn of_sheet(
        &mut self,
        severity: Severity,
        head: &Head,
        cell: (Option<u32>, Option<usize>),
        code: FindingCode,
        message: String,
        suggestion: Option<String>,
    ) {
        let (row, column) = cell;
        self.push(
            head,
            Finding {
                severity,
                code,
                sheet: head.sheet.clone(),
                row,
                column: column.map(column_letters),
                message,
                suggestion,
            },
        );
    }

    fn place(
        &mut self,
        severity: Severity,
        at: &Position,
        column: &str,
        code: FindingCode,
        message: String,
        suggestion: Option<String>,
    ) {
        let column = at.head.columns.get(column).copied();
        let cell = (Some(at.row), column);
        self.of_sheet(severity, &at.head, cell, code, message, suggestion);
    }

    fn push(&mut self, head: &Head, finding: Finding) {
        self.placed.push(Placed {
            source: head.source,
            sheet: head.index,
            finding,
        });
    }

    /// The rows of the source that are not taken, each with the number of its sheet.
    pub(crate) fn rejected_rows(&self, source: usize) -> BTreeSet<(usize, u32)> {
        (self.placed.iter())
            .filter(|it| it.source == source && it.finding.severity == Severity::Error)
            .filter_map(|it| Some((it.sheet, it.finding.row?)))
            .collect()
    }

    /// The findings of the source, in the order of sheets, rows and columns.
    pub(crate) fn of_source(&self, source: usize) -> Vec<Finding> {
        let mut placed: Vec<&Placed> = (self.placed.iter())
            .filter(|it| it.source == source)
            .collect();
        let cell = |it: &Placed| {
            let column = it.finding.column.as_ref();
            (it.sheet, it.finding.row, column.map(String::len))
        };
        placed.sort_by(|one, other| {
            (cell(one).cmp(&cell(other)))
                .then_with(|| one.finding.column.cmp(&other.finding.column))
        });
        placed.into_iter().map(|it| it.finding.clone()).collect()
    }
}
