//! The one list of database migrations, for SQLite and PostgreSQL alike.
//!
//! [`Migrator`] lists them in the order in which they are applied. The list only grows: a table
//! that needs another shape gets a new migration.
//!
//! ```
//! use vanort_migrations::{Migrator, MigratorTrait as _};
//!
//! let names: Vec<String> = Migrator::migrations().iter().map(|it| it.name().to_owned()).collect();
//! assert!(names.is_sorted());
//! ```

mod m20261123_000001_create_register;
mod m20261124_000001_remember_changes;
mod m20261127_000001_create_support;
mod m20261127_000002_create_partner_seekers;
mod m20261127_000003_keep_workbooks;
mod m20261128_000001_identify_versions;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

/// The migrations, the oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_create_register::Migration),
            Box::new(m20261124_000001_remember_changes::Migration),
            Box::new(m20261127_000001_create_support::Migration),
            Box::new(m20261127_000002_create_partner_seekers::Migration),
            Box::new(m20261127_000003_keep_workbooks::Migration),
            Box::new(m20261128_000001_identify_versions::Migration),
        ]
    }
}
