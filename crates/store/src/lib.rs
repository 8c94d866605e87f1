//! The register's database: `SQLite` by default, PostgreSQL where one machine is not enough.
//!
//! [`Store`] opens it and holds the one way in: [`Store::commit_import`] commits a list of
//! [`Change`](vanort_model::Change)s in one transaction that raises the revision and logs what it
//! found. [`Store::start_import`] does the same in two steps, so that a run that is killed between
//! them is known to have been under way. [`Store::snapshot`]
//! reads the whole register at one revision. [`Reader`] looks records up by natural keys and pages
//! through lists by [`Position`], alone or for many parents in one statement.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), vanort_store::StoreError> {
//! use vanort_store::{PageRequest, PlaceFilter, Store};
//!
//! let store = Store::connect("sqlite::memory:").await?;
//! assert_eq!(store.state().await?.revision.0, 0);
//! let page = PageRequest::first(20);
//! let towns = store.reader().places(&PlaceFilter::default(), &page).await?;
//! assert!(towns.items.is_empty());
//! # Ok(())
//! # }
//! ```

mod change_log;
mod commit;
mod connection;
mod entity;
mod error;
mod lock;
mod query;
mod reader;
mod record;
mod run;
mod snapshot;
mod store;

pub use change_log::LoggedChange;
pub use error::StoreError;
pub use query::{
    AuthorityFilter, AuthorityParents, CountryFilter, End, PageRequest, PlaceFilter, PlaceParents,
    Position, Slice, SortValue, TwinningFilter, TwinningParents, TwinningSort,
};
pub use reader::Reader;
pub use run::ImportUnderWay;
pub use store::{NewImportRun, RegisterState, Store};
