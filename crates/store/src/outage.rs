//! Outages: why a database cannot be used at the moment, in words, classified by error code.

use std::fmt;
use std::io::ErrorKind;

use sea_orm::sqlx::Error as SqlxError;
use sea_orm::sqlx::error::DatabaseError;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};

/// Why a database cannot be used at the moment. It may work again without a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outage {
    /// The disk is full.
    DiskFull,
    /// The disk reports errors.
    Disk,
    /// The file, its folder or the server does not accept writes.
    ReadOnly,
    /// The file cannot be opened.
    CannotOpen,
    /// Another connection holds the lock.
    Locked,
    /// Nothing listens at the server's address.
    Refused,
    /// The connection was lost.
    ConnectionLost,
    /// The server shuts down or starts up.
    ShuttingDown,
    /// The server has no connection, memory or other resource left.
    OutOfResources,
    /// No connection of the pool came free in time.
    NoFreeConnection,
}

impl fmt::Display for Outage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DiskFull => "disk full",
            Self::Disk => "the disk reports errors",
            Self::ReadOnly => "read-only",
            Self::CannotOpen => "the file cannot be opened",
            Self::Locked => "locked by another connection",
            Self::Refused => "connection refused",
            Self::ConnectionLost => "connection lost",
            Self::ShuttingDown => "the server shuts down or starts up",
            Self::OutOfResources => "the server has no connection or memory left",
            Self::NoFreeConnection => "no connection in time",
        })
    }
}

impl Outage {
    /// The outage behind an error; `None` for an error that waiting does not mend.
    pub(crate) fn of(error: &DbErr) -> Option<Self> {
        match error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Some(Self::NoFreeConnection),
            DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => {
                Some(Self::ConnectionLost)
            }
            DbErr::Conn(RuntimeErr::SqlxError(error))
            | DbErr::Exec(RuntimeErr::SqlxError(error))
            | DbErr::Query(RuntimeErr::SqlxError(error)) => Self::of_driver(error),
            _ => None,
        }
    }

    pub(crate) fn of_driver(error: &SqlxError) -> Option<Self> {
        match error {
            SqlxError::Database(error) => Self::of_code(&**error),
            SqlxError::Io(error) => Some(match error.kind() {
                ErrorKind::ConnectionRefused => Self::Refused,
                ErrorKind::StorageFull => Self::DiskFull,
                _ => Self::ConnectionLost,
            }),
            SqlxError::PoolTimedOut => Some(Self::NoFreeConnection),
            // BeginFailed: the server did not answer BEGIN as it does.
            SqlxError::PoolClosed | SqlxError::WorkerCrashed | SqlxError::BeginFailed => {
                Some(Self::ConnectionLost)
            }
            _ => None,
        }
    }

    fn of_code(error: &dyn DatabaseError) -> Option<Self> {
        let code = error.code()?;
        // PostgreSQL's have five characters. Source: its manual, appendix A.
        match code.split_at_checked(2) {
            Some(("08", _)) if code.len() == 5 => return Some(Self::ConnectionLost),
            Some(("53", "100")) => return Some(Self::DiskFull),
            Some(("53", _)) if code.len() == 5 => return Some(Self::OutOfResources),
            Some(("57", "P01" | "P02" | "P03" | "P05")) => return Some(Self::ShuttingDown),
            Some(("58", _)) if code.len() == 5 => return Some(Self::Disk),
            Some(("25", "006")) => return Some(Self::ReadOnly),
            // A serialisation failure, a deadlock, a lock that was not available.
            Some(("40", "001" | "P01") | ("55", "P03")) => return Some(Self::Locked),
            _ => {}
        }
        // SQLite's have their reasons in the upper bytes. Source: https://sqlite.org/rescode.html
        match code.parse::<u32>().ok()? & 0xff {
            5 | 6 => Some(Self::Locked),
            8 => Some(Self::ReadOnly),
            10 => Some(Self::Disk),
            13 => Some(Self::DiskFull),
            14 => Some(Self::CannotOpen),
            _ => None,
        }
    }
}
