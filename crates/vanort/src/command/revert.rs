//! `vanort revert`.

use std::io::{self, Write as _};

use tracing::warn;

use crate::cli::{RevertOptions, StorageOptions};
use crate::command::{follow, open};
use crate::exit::Exit;
use crate::progress;
use crate::report::print_differences;

/// Undoes a run, says what that changed, and brings the index after the register.
pub(crate) async fn run(options: &RevertOptions, storage: &StorageOptions) -> anyhow::Result<Exit> {
    let register = open(storage).await?;
    let summary = register
        .revert_import(options.run, &options.actor, progress::on_terminal())
        .await;
    if summary.is_ok() {
        follow(&register).await;
    }
    if let Err(error) = register.close().await {
        warn!(
            error = &error as &dyn std::error::Error,
            "the database did not close in order"
        );
    }
    let summary = summary?;
    let mut out = io::stdout().lock();
    for run in &summary.reverted {
        writeln!(
            out,
            "Ångrad: körning nr {}, {}",
            run.id, run.report.workbook
        )?;
    }
    print_differences(&mut out, &summary.differences, false)?;
    writeln!(
        out,
        "{} poster är som förut; registret har nu revision {}.",
        summary.differences.len(),
        summary.revision
    )?;
    writeln!(out, "Gör om med: vanort revert {}", summary.run.id)?;
    Ok(Exit::Done)
}
