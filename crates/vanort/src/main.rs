//! The twin-town register: command line and server.

mod cli;
mod command;
mod environment;
mod exit;
mod file;
mod logging;
mod progress;
mod report;
mod server;

use std::io::Write as _;
use std::process::ExitCode;

use tracing::debug;
use vanort_register::RegisterError;

use crate::cli::Cli;
use crate::exit::Exit;

/// A server makes large parts of its register anew with every change, on several threads, which
/// glibc's allocator gives back late. `benches/change` prints the memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::read();
    let log = logging::start(&cli.logging);
    environment::warn_of_unknown_names();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return report(&error.into()),
    };
    match runtime.block_on(command::run(cli, log)) {
        Ok(exit) => exit.into(),
        Err(error) => report(&error),
    }
}

/// Says on stderr what went wrong, with its causes, and exits as for a job that was not done.
fn report(error: &anyhow::Error) -> ExitCode {
    // With stderr gone there is nobody left to tell.
    drop(writeln!(std::io::stderr(), "vanort: {}", sentence(error)));
    Exit::NotDone.into()
}

/// The error with its causes; but a file that cannot be read is told in one sentence for whoever
/// keeps the lists, and what a library says of it goes to the log.
fn sentence(error: &anyhow::Error) -> String {
    let mut links: Vec<String> = Vec::new();
    for link in error.chain() {
        let text = link.to_string();
        // Some libraries tell their cause in their own words already.
        if !links.last().is_some_and(|last| last.ends_with(&text)) {
            links.push(text);
        }
        if let Some(RegisterError::Workbook(cause)) = link.downcast_ref() {
            debug!(
                error = cause as &dyn std::error::Error,
                "a file could not be read"
            );
            break;
        }
    }
    links.join(": ")
}
