//! The commands, one file each.

mod ingest;
mod reindex;
mod schema;
mod search;
mod serve;

use anyhow::Context as _;
use vanort_register::Register;

use crate::cli::{Cli, Command, PlaceOptions};
use crate::exit::Exit;

/// Carries out what the command line asks for; no command means `serve`.
pub(crate) async fn run(cli: Cli) -> anyhow::Result<Exit> {
    match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Serve(options) => serve::run(&options, &cli.place).await,
        Command::Ingest(options) => ingest::run(&options, &cli.place).await,
        Command::Reindex => reindex::run(&cli.place).await,
        Command::Search(options) => search::run(&options, &cli.place).await,
        Command::Schema => schema::run(),
    }
}

async fn open(place: &PlaceOptions) -> anyhow::Result<Register> {
    Register::open(&place.database_url, &place.index_dir)
        .await
        .context("the register could not be opened")
}
