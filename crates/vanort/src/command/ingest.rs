//! `vanort ingest`.

use std::io::Write;

use anyhow::Context as _;
use serde_json::json;
use tracing::warn;
use vanort_register::{ColumnMapping, ImportOptions, ImportRequest, ImportSummary};

use crate::cli::{Format, IngestOptions, StorageOptions};
use crate::command::{follow, open};
use crate::exit::Exit;
use crate::progress;
use crate::report::{print_differences, print_report};

/// Imports the files, prints the report, and brings the index after the register.
pub(crate) async fn run(options: &IngestOptions, storage: &StorageOptions) -> anyhow::Result<Exit> {
    // What the options name is read before anything is opened.
    let request = request(options)?;
    let register = open(storage).await?;
    let summary = register
        .import_files(request, progress::on_terminal())
        .await;
    let summary = match summary {
        Ok(summary) => summary,
        Err(error) => {
            register.close().await?;
            return Err(error.into());
        }
    };
    // The import is done: what fails from here on is told, and does not undo it.
    if !summary.dry_run {
        follow(&register).await;
    }
    if let Err(error) = register.close().await {
        warn!(
            error = &error as &dyn std::error::Error,
            "the database did not close in order"
        );
    }
    if let (Some(path), Some(bytes)) = (&options.rejected, &summary.rejected) {
        std::fs::write(path, bytes).with_context(|| {
            format!(
                "the rejected rows could not be written to {}",
                path.display()
            )
        })?;
    }
    if let Err(error) = print(options, &summary) {
        warn!(
            error = &error as &dyn std::error::Error,
            "the import is in, but its report could not be written to stdout"
        );
    }
    Ok(if summary.took_nothing() {
        Exit::NotDone
    } else if summary.has_errors() {
        Exit::DoneInPart
    } else {
        Exit::Done
    })
}

fn request(options: &IngestOptions) -> anyhow::Result<ImportRequest> {
    let mapping = match &options.mapping {
        None => ColumnMapping::default(),
        Some(path) => {
            let told = || format!("the mapping file {} could not be read", path.display());
            let text = std::fs::read_to_string(path).with_context(told)?;
            ColumnMapping::parse(&text)?
        }
    };
    let options_of_import = ImportOptions {
        survey: options.survey.clone(),
        accepted: options.accept_suggestions.iter().copied().collect(),
        complete: options.complete,
        scope: options.scope.map(Into::into),
        mapping,
        ..ImportOptions::default()
    };
    Ok(ImportRequest {
        options: options_of_import,
        dry_run: options.dry_run,
        collect_rejected: options.rejected.is_some(),
        ..ImportRequest::new(options.files.clone(), &options.actor)
    })
}

fn print(options: &IngestOptions, summary: &ImportSummary) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match options.report {
        Format::Text => print_text(&mut out, options, summary),
        Format::Json => {
            let told = json!({
                "dryRun": summary.dry_run,
                "changed": summary.changed,
                "revision": summary.revision,
                "runs": summary.run_ids,
                "reports": summary.reports,
                "differences": summary.differences,
            });
            serde_json::to_writer_pretty(&mut out, &told)?;
            writeln!(out)
        }
    }
}

/// The report for people, in Swedish: the findings, then the counts, then what it came to.
fn print_text(
    out: &mut impl Write,
    options: &IngestOptions,
    summary: &ImportSummary,
) -> std::io::Result<()> {
    for report in &summary.reports {
        print_report(out, report)?;
    }
    print_differences(out, &summary.differences, summary.dry_run)?;
    if summary.has_errors() {
        match (&options.rejected, &summary.rejected) {
            (Some(path), Some(_)) => writeln!(
                out,
                "Raderna som inte togs in står i {}, med skälen; laga dem och läs in den filen.",
                path.display()
            )?,
            _ => writeln!(
                out,
                "Med --rejected FIL.xlsx får du raderna som inte togs in i en arbetsbok att laga."
            )?,
        }
    }
    if summary.dry_run {
        let told = if summary.changed {
            "Provkörning: inget är ändrat. Så här skulle registret ändras; kör utan --dry-run för att göra det."
        } else {
            "Provkörning: inget skulle ändras."
        };
        return writeln!(out, "{told}");
    }
    if !summary.changed {
        return writeln!(
            out,
            "Inget att ändra: registret var redan så (revision {}).",
            summary.revision
        );
    }
    writeln!(
        out,
        "Registret är ändrat och har nu revision {}.",
        summary.revision
    )?;
    match summary.run_ids.first() {
        Some(run) => writeln!(out, "Ångra med: vanort revert {run}"),
        None => Ok(()),
    }
}
