//! Import reports and differences for people, in Swedish, and moments.

mod difference;
mod finding;
mod moment;

use std::io::{self, Write};

use vanort_model::{ImportCounts, ImportReport};

pub(crate) use difference::print_differences;
pub(crate) use moment::{minute, timestamp};

/// Prints what became of a file: its findings, then its counts.
pub(crate) fn print_report(out: &mut impl Write, report: &ImportReport) -> io::Result<()> {
    writeln!(out, "{}", report.workbook)?;
    finding::print_findings(out, &report.findings)?;
    if !report.surveys.is_empty() {
        writeln!(out, "  kartläggning: {}", report.surveys.join("; "))?;
    }
    writeln!(out, "  {}", counts(&report.counts))
}

/// The counts in a sentence; those that are seldom anything but nought only when they are.
fn counts(counts: &ImportCounts) -> String {
    let mut told = vec![format!(
        "{} rader lästa: {} nya, {} ändrade, {} oförändrade, {} ej intagna",
        counts.rows_read, counts.created, counts.updated, counts.unchanged, counts.rejected
    )];
    if counts.observed > 0 {
        told.push(format!(
            "{} samarbeten har en ny iakttagelse",
            counts.observed
        ));
    }
    if counts.missing > 0 {
        told.push(format!("{} samarbeten saknas i listan", counts.missing));
    }
    told.join("; ")
}
