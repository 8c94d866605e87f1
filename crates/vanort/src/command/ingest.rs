//! `vanort ingest`.

use std::io::Write;

use tracing::warn;
use vanort_model::{ImportReport, Severity};
use vanort_register::{ImportRequest, ImportSummary};

use crate::cli::{Format, IngestOptions, StorageOptions};
use crate::command::open;
use crate::exit::Exit;
use crate::progress;

/// Imports the files, prints the report, and brings the index after the register.
pub(crate) async fn run(options: &IngestOptions, storage: &StorageOptions) -> anyhow::Result<Exit> {
    let register = open(storage).await?;
    let summary = register
        .import_files(
            ImportRequest::new(options.files.clone(), "command line"),
            progress::on_terminal(),
        )
        .await;
    let summary = match summary {
        Ok(summary) => summary,
        Err(error) => {
            register.close().await?;
            return Err(error.into());
        }
    };
    // The import is done: what fails from here on is told, and does not undo it.
    if let Err(error) = register.ensure_index(progress::on_terminal()).await {
        warn!(
            error = &error as &dyn std::error::Error,
            "the import is in, but the search index could not follow; run `vanort reindex`"
        );
    }
    if let Err(error) = register.close().await {
        warn!(
            error = &error as &dyn std::error::Error,
            "the database did not close in order"
        );
    }
    if let Err(error) = print(options.report, &summary) {
        warn!(
            error = &error as &dyn std::error::Error,
            "the import is in, but its report could not be written to stdout"
        );
    }
    Ok(if summary.has_errors() {
        Exit::DoneInPart
    } else {
        Exit::Done
    })
}

fn print(format: Format, summary: &ImportSummary) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match format {
        Format::Text => print_text(&mut out, summary),
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &summary.reports)?;
            writeln!(out)
        }
    }
}

/// The report for people, in Swedish: the findings, then the counts, then what it came to.
fn print_text(out: &mut impl Write, summary: &ImportSummary) -> std::io::Result<()> {
    for report in &summary.reports {
        print_report(out, report)?;
    }
    if summary.changed {
        writeln!(
            out,
            "Registret är ändrat och har nu revision {}.",
            summary.revision
        )
    } else {
        writeln!(
            out,
            "Inget att ändra: registret var redan så (revision {}).",
            summary.revision
        )
    }
}

fn print_report(out: &mut impl Write, report: &ImportReport) -> std::io::Result<()> {
    let counts = &report.counts;
    writeln!(out, "{}", report.workbook)?;
    // The weightiest first; within one weight the order of the sheet.
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        for finding in report.findings.iter().filter(|it| it.severity == severity) {
            writeln!(out, "  {finding}")?;
        }
    }
    writeln!(
        out,
        "  {} rader lästa, {} ej intagna; {} poster nya, {} ändrade, {} oförändrade",
        counts.rows_read, counts.rejected, counts.created, counts.updated, counts.unchanged
    )
}
