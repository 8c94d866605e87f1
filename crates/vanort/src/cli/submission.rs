//! The options of `vanort seekers` and `vanort feedback`.

use clap::Args;
use vanort_model::PartnerSeekerState;

use crate::cli::Format;

pub(super) const SEEKERS_EXAMPLES: &str = "\
Examples:
  vanort seekers                    the last twenty registrations
  vanort seekers --state pending    those that wait for a decision
  vanort seekers --report json --limit 1000";

#[derive(Args)]
pub(crate) struct SeekersOptions {
    /// Only those in this state: pending, published, rejected, withdrawn or expired.
    #[arg(long, env = "VANORT_SEEKERS_STATE", value_name = "STATE")]
    pub(crate) state: Option<PartnerSeekerState>,

    /// The most registrations to print, the newest first.
    #[arg(long, env = "VANORT_SEEKERS_LIMIT", default_value_t = 20)]
    pub(crate) limit: u32,

    /// How to print them on stdout.
    #[arg(long, env = "VANORT_SEEKERS_REPORT", value_enum, default_value_t = Format::Text)]
    pub(crate) report: Format,
}

#[derive(Args)]
pub(crate) struct FeedbackOptions {
    /// The most to print, the newest first.
    #[arg(long, env = "VANORT_FEEDBACK_LIMIT", default_value_t = 20)]
    pub(crate) limit: u32,

    /// How to print it on stdout.
    #[arg(long, env = "VANORT_FEEDBACK_REPORT", value_enum, default_value_t = Format::Text)]
    pub(crate) report: Format,
}
