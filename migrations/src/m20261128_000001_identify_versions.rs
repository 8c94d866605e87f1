//! An identifier of every commit: the revision number alone does not distinguish a restored database
//! from the one that it was restored over.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text};
use sea_orm_migration::sea_orm::DbBackend;

/// The migration, named after its file.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "register_version";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut versions = Table::create();
        versions
            .table(TABLE)
            .col(big_integer("revision").primary_key())
            .col(text("id"));
        manager.create_table(versions).await?;
        let random = match manager.get_database_backend() {
            DbBackend::Postgres => "replace(gen_random_uuid()::text, '-', '')",
            _ => "lower(hex(randomblob(16)))",
        };
        let current = format!(
            "INSERT INTO {TABLE} (revision, id) SELECT revision, {random} FROM register_state"
        );
        let db = manager.get_connection();
        db.execute_unprepared(&current).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut drop = Table::drop();
        drop.table(TABLE);
        manager.drop_table(drop).await
    }
}
