//! Workbooks that were checked and wait to be applied, and what they would change.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, text, timestamp_with_time_zone};

/// The migration, named after its file.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables, in the order in which they are made.
const TABLES: [&str; 2] = ["kept_workbook", "import_difference"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let [workbooks, differences] = TABLES;
        let mut kept = Table::create();
        kept.table(workbooks)
            .col(big_integer("run_id").primary_key())
            .col(timestamp_with_time_zone("kept_at"))
            .col(binary("content"))
            .col(text("options"))
            .foreign_key(&mut of_run(workbooks));
        manager.create_table(kept).await?;
        let mut told = Table::create();
        told.table(differences)
            .col(big_integer("run_id"))
            .col(big_integer("ordinal"))
            .col(text("difference"))
            .primary_key(Index::create().col("run_id").col("ordinal"))
            .foreign_key(&mut of_run(differences));
        manager.create_table(told).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in TABLES {
            let mut drop = Table::drop();
            drop.table(name);
            manager.drop_table(drop).await?;
        }
        Ok(())
    }
}

/// What goes with its run.
fn of_run(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_run_id"))
        .from(table, "run_id")
        .to("import_run", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}
