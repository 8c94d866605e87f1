//! The register's database: `SQLite` by default, PostgreSQL where one machine is not enough.
//!
//! [`Store`] opens it and holds the one way into the register: [`Store::commit_import`] commits a list of
//! [`Change`](vanort_model::Change)s in one transaction that raises the revision and logs what it
//! found. [`Store::start_import`] does the same in two steps, so that a run that is killed between
//! them is known to have been under way. [`Store::snapshot`]
//! reads the whole register at one revision; nothing else does. [`Reader`] tells of the runs.
//!
//! What people send in stands beside the register and raises no revision:
//! [`Store::register_partner_seeker`] and [`Store::send_feedback`] take it in,
//! [`Store::sweep_submissions`] erases what is to be kept no longer, and [`Reader`] tells of it.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), vanort_store::StoreError> {
//! use vanort_store::Store;
//!
//! let store = Store::connect("sqlite::memory:").await?;
//! let (state, snapshot) = store.snapshot().await?;
//! assert_eq!(state.version.revision.0, 0);
//! assert!(snapshot.places.is_empty());
//! # Ok(())
//! # }
//! ```

mod batch;
mod change_log;
mod commit;
mod connection;
mod delta;
mod entity;
mod erasure;
mod error;
mod feedback;
mod import_run;
mod kept_workbook;
mod lock;
mod migration;
mod options;
mod outage;
mod partner_seeker;
mod partner_seeker_change;
mod postgres;
mod reader;
mod record;
mod run;
mod snapshot;
mod sqlite;
mod store;
mod submission;
mod transaction;

pub use change_log::LoggedChange;
pub use delta::RegisterDelta;
pub use error::StoreError;
pub use feedback::FEEDBACK_KEPT;
pub use import_run::ImportRunPage;
pub use kept_workbook::{DifferencePage, Keeping, KeptWorkbook};
pub use options::DatabaseOptions;
pub use outage::Outage;
pub use partner_seeker::PartnerSeekerFilter;
pub use partner_seeker_change::{Decision, PartnerSeekerLimits, Registration, WithdrawalProof};
pub use reader::Reader;
pub use run::ImportUnderWay;
pub use store::{NewImportRun, RegisterState, Store};
pub use submission::{SubmissionPage, SubmissionPosition, SubmissionRequest};
