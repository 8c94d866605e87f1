//! What every revision changed, so that it can be undone; and runs that are under way, were
//! interrupted, or undo others.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, text, text_null};
use sea_orm_migration::sea_orm::DbBackend;

/// The migration, named after its file.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What changes are looked up by, and by whom a removed record may be referred to.
const INDICES: &[(&str, &[&str])] = &[
    ("import_change", &["key", "record"]),
    ("authority", &["seat_place"]),
    ("authority", &["successor"]),
    ("observation", &["survey_key"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut key = text("key");
        if manager.get_database_backend() == DbBackend::Postgres {
            // Sorted byte by byte, as SQLite does by itself.
            key.extra("COLLATE \"C\"");
        }
        let mut changes = Table::create();
        changes
            .table("import_change")
            .col(big_integer("revision"))
            .col(integer("ordinal"))
            .col(text("record"))
            .col(key)
            .col(text_null("before"))
            .primary_key(Index::create().col("revision").col("ordinal"));
        manager.create_table(changes).await?;
        for (table, columns) in INDICES {
            let mut index = Index::create();
            index
                .name(format!("idx_{table}_{}", columns.join("_")))
                .table(*table);
            for column in *columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        // One column a statement: SQLite adds no more.
        for column in [
            text("kind").default("import").take(),
            big_integer_null("reverts"),
            big_integer_null("reverted_by"),
        ] {
            let mut add = Table::alter();
            add.table("import_run").add_column(column);
            manager.alter_table(add).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["reverted_by", "reverts", "kind"] {
            let mut drop = Table::alter();
            drop.table("import_run").drop_column(column);
            manager.alter_table(drop).await?;
        }
        for (table, columns) in INDICES {
            let mut drop = Index::drop();
            drop.name(format!("idx_{table}_{}", columns.join("_")))
                .table(*table);
            manager.drop_index(drop).await?;
        }
        let mut drop = Table::drop();
        drop.table("import_change");
        manager.drop_table(drop).await
    }
}
