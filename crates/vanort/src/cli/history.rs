//! The options of `vanort runs` and `vanort revert`.

use clap::Args;

use crate::cli::Format;

pub(super) const RUNS_EXAMPLES: &str = "\
Examples:
  vanort runs               the last twenty runs
  vanort runs 7             run 7 with its whole report
  vanort runs --report json --limit 1000";

pub(super) const REVERT_EXAMPLES: &str = "\
Examples:
  vanort runs               find the number of the run
  vanort revert 7           the register is as it was before run 7

Exit codes: 0 undone, 2 nothing undone.";

#[derive(Args)]
pub(crate) struct RunsOptions {
    /// The number of a run, to see its whole report.
    #[arg(value_name = "RUN")]
    pub(crate) run: Option<i64>,

    /// The most runs to print, the newest first.
    #[arg(long, env = "VANORT_RUNS_LIMIT", default_value_t = 20)]
    pub(crate) limit: u64,

    /// How to print the runs on stdout.
    #[arg(long, env = "VANORT_RUNS_REPORT", value_enum, default_value_t = Format::Text)]
    pub(crate) report: Format,
}

#[derive(Args)]
pub(crate) struct RevertOptions {
    /// The number of the run, as `vanort runs` prints it.
    #[arg(value_name = "RUN")]
    pub(crate) run: i64,

    /// Who undoes it, for the history.
    #[arg(
        long,
        env = "VANORT_ACTOR",
        value_name = "NAME",
        default_value = "command line"
    )]
    pub(crate) actor: String,
}
