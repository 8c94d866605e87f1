//! The version of a register's content: its revision number and an identifier of that commit.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::random_id::RandomId;
use crate::revision::Revision;

/// One committed state of one register. The number alone does not identify it: a database that was
/// restored from a backup counts on from an earlier number, and another register has the same
/// numbers. The identifier is made anew with every commit, so that equal versions have equal
/// content, whatever happened to the database in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Version {
    /// The revision number.
    pub revision: Revision,
    /// The identifier of the commit.
    pub id: RandomId,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.revision, self.id)
    }
}
