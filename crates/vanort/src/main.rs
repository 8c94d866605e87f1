//! The twin-town register: command line and server.

mod cli;
mod command;
mod environment;
mod exit;
mod logging;
mod progress;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use crate::cli::Cli;
use crate::exit::Exit;

fn main() -> ExitCode {
    let cli = Cli::parse();
    logging::start(&cli.logging);
    environment::warn_of_unknown_names();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return report(&error.into()),
    };
    match runtime.block_on(command::run(cli)) {
        Ok(exit) => exit.into(),
        Err(error) => report(&error),
    }
}

/// Says on stderr what went wrong, with its causes, and exits as for a job that was not done.
fn report(error: &anyhow::Error) -> ExitCode {
    // With stderr gone there is nobody left to tell.
    drop(writeln!(std::io::stderr(), "vanort: {error:#}"));
    Exit::NotDone.into()
}
