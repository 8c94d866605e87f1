//! What people send in: partner seekers, and feedback. Neither is part of the register.
//!
//! Moments are whole microseconds since 1970 in UTC: numbers are compared alike by both databases.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, date, text, text_null};

/// The migration, named after its file.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What the lists are sorted and counted by. None holds what is to be erased.
const INDICES: &[(&str, &[&str])] = &[
    ("partner_seeker", &["created_us", "id"]),
    ("partner_seeker", &["state", "created_us"]),
    ("feedback", &["created_us", "id"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut seekers = Table::create();
        seekers
            .table("partner_seeker")
            .col(text("id").primary_key())
            .col(big_integer("created_us"))
            .col(big_integer("updated_us"))
            .col(text("state"))
            .col(text("name"))
            .col(text("kind"))
            .col(text("country_code"))
            .col(text_null("municipality_code"))
            .col(text("wished_countries"))
            .col(text("themes"))
            .col(text_null("description"))
            .col(text_null("website"))
            .col(text_null("contact_name"))
            .col(text_null("contact_email"))
            .col(boolean("contact_shown"))
            .col(date("shown_until"))
            .col(text_null("moderation_reason"))
            // SHA-256 in hexadecimal: the token itself is nowhere.
            .col(text("withdrawal_hash"));
        manager.create_table(seekers).await?;
        let mut feedback = Table::create();
        feedback
            .table("feedback")
            .col(text("id").primary_key())
            .col(big_integer("created_us"))
            .col(boolean("helpful"))
            .col(text_null("text"))
            .col(text_null("about"))
            .col(big_integer("revision"));
        manager.create_table(feedback).await?;
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
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["feedback", "partner_seeker"] {
            let mut drop = Table::drop();
            drop.table(table);
            manager.drop_table(drop).await?;
        }
        Ok(())
    }
}
