//! The commands, one file each.

mod export;
mod feedback;
mod ingest;
mod reindex;
mod revert;
mod runs;
mod schema;
mod search;
mod seekers;
mod serve;

use anyhow::Context as _;
use tracing::warn;
use vanort_register::Register;

use crate::cli::{Cli, Command, StorageOptions};
use crate::exit::Exit;
use crate::logging::Directives;
use crate::progress;

/// Carries out what the command line asks for; no command means `serve`.
pub(crate) async fn run(cli: Cli, log: Option<Directives>) -> anyhow::Result<Exit> {
    match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Serve(options) => serve::run(&options, &cli.storage, log).await,
        Command::Ingest(options) => ingest::run(&options, &cli.storage).await,
        Command::Runs(options) => runs::run(&options, &cli.storage).await,
        Command::Revert(options) => revert::run(&options, &cli.storage).await,
        Command::Export(options) => export::run(&options, &cli.storage).await,
        Command::Reindex => reindex::run(&cli.storage).await,
        Command::Search(options) => search::run(&options, &cli.storage).await,
        Command::Seekers(options) => seekers::run(&options, &cli.storage).await,
        Command::Feedback(options) => feedback::run(&options, &cli.storage).await,
        Command::Schema(options) => schema::run(&options),
    }
}

const CANNOT_OPEN: &str = "the register could not be opened";

async fn open(storage: &StorageOptions) -> anyhow::Result<Register> {
    let register = Register::open(&storage.database_url, &storage.index_dir);
    register.await.context(CANNOT_OPEN)
}

/// Opens the register for a command that only reads: it neither makes a database nor changes its
/// tables.
async fn open_existing(storage: &StorageOptions) -> anyhow::Result<Register> {
    let register = Register::open_existing(&storage.database_url, &storage.index_dir);
    register.await.context(CANNOT_OPEN)
}

/// Brings the index after the register.
async fn follow(register: &Register) {
    if let Err(error) = register.ensure_index(progress::on_terminal()).await {
        warn!(
            error = &error as &dyn std::error::Error,
            "the register has changed, but the search index could not follow; run `vanort reindex`"
        );
    }
}
