//! How a command ends, as the shell sees it.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All of it was done.
    Done,
    /// It was done, but for some rows.
    DoneInPart,
    /// Nothing was done.
    NotDone,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::DoneInPart => Self::from(1),
            Exit::NotDone => Self::from(2),
        }
    }
}
