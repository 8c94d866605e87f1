//! The options of `schema`.

use std::path::PathBuf;

use clap::Args;

#[derive(Args)]
pub(crate) struct SchemaOptions {
    /// Print, instead of the schema, what is additive and what breaking since the schema in this
    /// file; the exit code is 1 when something is breaking.
    #[arg(long, env = "VANORT_SCHEMA_SINCE", value_name = "FILE")]
    pub(crate) since: Option<PathBuf>,
}
