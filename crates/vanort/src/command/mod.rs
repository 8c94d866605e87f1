//! The commands, one file each.

mod export;
mod ingest;
mod reindex;
mod schema;
mod search;
mod serve;

use anyhow::Context as _;
use vanort_register::Register;

use crate::cli::{Cli, Command, StorageOptions};
use crate::exit::Exit;

/// Carries out what the command line asks for; no command means `serve`.
pub(crate) async fn run(cli: Cli) -> anyhow::Result<Exit> {
    match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Serve(options) => serve::run(&options, &cli.storage).await,
        Command::Ingest(options) => ingest::run(&options, &cli.storage).await,
        Command::Export(options) => export::run(&options, &cli.storage).await,
        Command::Reindex => reindex::run(&cli.storage).await,
        Command::Search(options) => search::run(&options, &cli.storage).await,
        Command::Schema => schema::run(),
    }
}

async fn open(storage: &StorageOptions) -> anyhow::Result<Register> {
    Register::open(&storage.database_url, &storage.index_dir)
        .await
        .context("the register could not be opened")
}
