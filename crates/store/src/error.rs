//! What can go wrong with the database.

use std::error::Error;

use sea_orm::DbErr;
use vanort_model::{ParseError, Revision};

use crate::outage::Outage;

/// Why the database could not be read or changed. It is as it was.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database could not be opened.
    #[error("the database {place} cannot be opened: {cause}")]
    Connect {
        /// The file, or the database's name with the server's host and port.
        place: String,
        /// The cause in words.
        cause: String,
        /// The driver's error.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// The URL of a database server cannot be parsed.
    #[error("the database URL \"{url}\" cannot be parsed")]
    MalformedUrl {
        /// The URL without its password.
        url: String,
        /// What is wrong with it.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// The database's file could not be created or read.
    #[error("the database file {file} cannot be opened")]
    File {
        /// The file.
        file: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The folder for a new database could not be made.
    #[error("the folder {folder} for the database cannot be made")]
    Folder {
        /// The folder.
        folder: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The URL names no database that the store knows.
    #[error(
        "\"{url}\" is no database URL; write sqlite://FILE or postgres://USER:PASSWORD@HOST/DATABASE"
    )]
    UnknownUrl {
        /// The URL without its password.
        url: String,
    },
    /// There is no database to be read.
    #[error("there is no database at {place}; `vanort serve` or an import creates one")]
    NoDatabase {
        /// The file, or the URL without its password.
        place: String,
    },
    /// The tables were made by an older version of the program.
    #[error(
        "the database's tables are older than this program: {missing} migrations are missing; start `vanort serve` or import to bring them up to date"
    )]
    OlderDatabase {
        /// How many migrations are missing.
        missing: usize,
    },
    /// A newer version of the program has changed the tables.
    #[error(
        "the database is newer than this program: it has the migration \"{migration}\"; start the newer program"
    )]
    NewerDatabase {
        /// The first migration that this program does not know.
        migration: String,
    },
    /// Somebody else changed the register in between.
    #[error(
        "the register has changed in between: revision {found} was found where {expected} was expected; try again"
    )]
    Conflict {
        /// The revision that the change was made for.
        expected: Revision,
        /// The register's revision.
        found: Revision,
    },
    /// Another import did not end in time.
    #[error("another import is under way; try again when it is done")]
    ImportUnderWay,
    /// The file that tells other processes of an import could not be locked.
    #[error("the file {file} beside the database cannot be locked")]
    Lock {
        /// The file.
        file: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A stored text does not have the form of what it should be.
    #[error("the table {table} holds a value that cannot be read")]
    Unreadable {
        /// The table.
        table: &'static str,
        /// What is wrong with the value.
        #[source]
        source: ParseError,
    },
    /// What the database made of several rows is not JSON of the form that it was asked for.
    #[error("what the database makes of the table {table} cannot be read")]
    UnreadableJson {
        /// The table.
        table: &'static str,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
    /// A row that is made with the tables is not there.
    #[error("the table {table} is empty: the database is damaged or not of this program")]
    Missing {
        /// The table.
        table: &'static str,
    },
    /// A stored number is out of the range of what it should be.
    #[error("the table {table} holds {number} where it cannot stand")]
    OutOfRange {
        /// The table.
        table: &'static str,
        /// The number.
        number: i64,
    },
    /// An import's report could not be written as JSON, or not be read back.
    #[error("the report of an import has no JSON form")]
    Report(#[source] serde_json::Error),
    /// The database cannot be used at the moment. Whoever asked need not know why.
    #[error("the database cannot be used now; try again later")]
    Unavailable {
        /// Why.
        outage: Outage,
        /// The driver's error.
        #[source]
        source: DbErr,
    },
    /// The database failed.
    #[error("the database failed")]
    Database(#[source] DbErr),
}

impl From<DbErr> for StoreError {
    fn from(source: DbErr) -> Self {
        match Outage::of(&source) {
            Some(outage) => Self::Unavailable { outage, source },
            None => Self::Database(source),
        }
    }
}
