//! The harness of the end-to-end cases: a whole service in one process, and workbooks to fill it.
//!
//! [`TestApp`] is a service with a database and an index of its own, asked through its router
//! without a socket; [`Socket`] connects to it over a real one. [`Register`] says what it is filled
//! with: a small register made by [`WorkbookBuilder`], or the shipped data.

#![expect(
    clippy::panic,
    reason = "a case whose server does something else has failed"
)]

mod app;
mod hostile;
mod log;
mod register;
mod repository;
mod socket;
mod workbook;

pub use app::{Answer, TestApp, TestAppBuilder};
pub use hostile::{Form, HostileRequest, hostile_requests};
pub use register::Register;
pub use repository::repository_root;
pub use socket::{Heard, Socket};
pub use workbook::{Sheet, WorkbookBuilder};
