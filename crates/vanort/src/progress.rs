//! A progress bar where a terminal is attached, and silence where not.

use std::io::IsTerminal as _;
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use vanort_register::{Progress, Silent, Stage};

/// Shows how far long work has come, on stderr, if that is a terminal.
pub(crate) fn on_terminal() -> Arc<dyn Progress> {
    if std::io::stderr().is_terminal() {
        Arc::new(Bar(ProgressBar::with_draw_target(
            None,
            ProgressDrawTarget::stderr(),
        )))
    } else {
        Arc::new(Silent)
    }
}

struct Bar(ProgressBar);

impl Progress for Bar {
    fn report(&self, stage: Stage, done: u64, total: u64) {
        let message = match stage {
            Stage::Reading => "reading files",
            Stage::Checking => "checking rows",
            Stage::Saving => "saving changes",
            Stage::Indexing => "building the search index",
        };
        let template = if total > 0 {
            "{msg:26} {bar:30} {pos}/{len}"
        } else {
            "{msg:26} {spinner}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.0.set_style(style);
        }
        self.0.set_message(message);
        self.0.set_length(total);
        self.0.set_position(done);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
