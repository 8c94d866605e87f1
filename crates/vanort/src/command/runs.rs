//! `vanort runs`.

use std::io::{self, Write};

use anyhow::bail;
use vanort_model::{ImportOutcome, ImportRun, RunKind};

use crate::cli::{Format, RunsOptions, StorageOptions};
use crate::command::open_existing;
use crate::exit::Exit;
use crate::report::{minute, print_report};

/// Prints the last runs, or one with its whole report.
pub(crate) async fn run(options: &RunsOptions, storage: &StorageOptions) -> anyhow::Result<Exit> {
    let register = open_existing(storage).await?;
    let runs = match options.run {
        None => register.reader().import_runs(options.limit).await,
        Some(id) => (register.reader().import_run(id).await).map(|run| run.into_iter().collect()),
    };
    register.close().await?;
    let runs: Vec<ImportRun> = runs?;
    if let (Some(id), []) = (options.run, runs.as_slice()) {
        bail!("Det finns ingen körning nr {id}; se vilka som finns med vanort runs.");
    }
    let mut out = io::stdout().lock();
    match (options.report, options.run) {
        (Format::Json, _) => {
            serde_json::to_writer_pretty(&mut out, &runs)?;
            writeln!(out)?;
        }
        (Format::Text, None) if runs.is_empty() => writeln!(out, "Inget är inläst än.")?,
        (Format::Text, None) => print_table(&mut out, &runs)?,
        (Format::Text, Some(_)) => {
            print_table(&mut out, &runs)?;
            for run in &runs {
                writeln!(out)?;
                print_fingerprint(&mut out, run)?;
                print_report(&mut out, &run.report)?;
            }
        }
    }
    Ok(Exit::Done)
}

fn print_table(out: &mut impl Write, runs: &[ImportRun]) -> io::Result<()> {
    writeln!(
        out,
        "{:>5}  {:<16}  {:<14}  {:<12}  {:>8}  fil",
        "nr", "när (UTC)", "vem", "utfall", "revision"
    )?;
    for run in runs {
        let revision = (run.revision).map_or_else(|| "-".to_owned(), |it| it.to_string());
        writeln!(
            out,
            "{:>5}  {:<16}  {:<14}  {:<12}  {revision:>8}  {}",
            run.id,
            minute(run.started_at),
            run.actor,
            outcome(run),
            file(run)
        )?;
    }
    Ok(())
}

/// The file, with what became of its rows or of the run itself.
fn file(run: &ImportRun) -> String {
    let counts = &run.report.counts;
    let undone = run.reverts.map(|it| format!(" (ångrar revision {it})"));
    let rows = run.finished_at.map(|_| {
        format!(
            " ({} nya, {} ändrade, {} oförändrade, {} ej intagna)",
            counts.created, counts.updated, counts.unchanged, counts.rejected
        )
    });
    let reverted = (run.reverted_by).map(|by| format!(" [ångrad i revision {by}]"));
    format!(
        "{}{}{}",
        run.report.workbook,
        undone.or(rows).unwrap_or_default(),
        reverted.unwrap_or_default()
    )
}

fn outcome(run: &ImportRun) -> &'static str {
    match (run.outcome, run.kind) {
        (ImportOutcome::Running, _) => "pågår",
        (ImportOutcome::Interrupted, _) => "avbruten",
        (ImportOutcome::Waiting, _) => "väntar",
        (ImportOutcome::Expired, _) => "förfallen",
        (ImportOutcome::Unchanged, _) => "oförändrat",
        (ImportOutcome::Committed, RunKind::Import) => "inläst",
        (ImportOutcome::Committed, RunKind::Revert) => "ångrade",
    }
}

fn print_fingerprint(out: &mut impl Write, run: &ImportRun) -> io::Result<()> {
    let report = &run.report;
    if report.sha256.is_empty() {
        return Ok(());
    }
    writeln!(out, "{} byte, SHA-256 {}", report.size_bytes, report.sha256)
}
