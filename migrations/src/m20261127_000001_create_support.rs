//! The tables of what supports twinning: contacts, programmes and their countries, members of
//! networks, resources.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer_null, text, text_null};
use sea_orm_migration::sea_orm::DbBackend;

use crate::m20261123_000001_create_register::{index_over, refers, sorted, table};

/// The migration, named after its file.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What a removed record may be referred to by.
const INDICES: &[(&str, &[&str])] = &[
    ("programme", &["contact_key"]),
    ("programme", &["successor"]),
    ("programme_country", &["programme_key"]),
    ("programme_country", &["country_code"]),
    ("network_member", &["network_key"]),
    ("network_member", &["country_code"]),
    ("network_member", &["authority_key"]),
    ("network_member", &["place_key"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables(manager.get_database_backend()) {
            manager.create_table(table).await?;
        }
        for (table, columns) in INDICES {
            manager.create_index(index_over(table, columns)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in [
            "resource",
            "network_member",
            "programme_country",
            "programme",
            "contact",
        ] {
            let mut drop = Table::drop();
            drop.table(name);
            manager.drop_table(drop).await?;
        }
        Ok(())
    }
}

/// The tables, each after those that it refers to. Lists of words are one text, each word between
/// commas (",municipality,region,"); dates are texts as exact as they are known ("2021-01").
fn tables(backend: DbBackend) -> [TableCreateStatement; 5] {
    let key = |name: &'static str| sorted(text(name), backend);
    let key_null = |name: &'static str| sorted(text_null(name), backend);
    [
        table("contact")
            .col(key("key").primary_key())
            .col(text("name"))
            .col(text_null("name_en"))
            .col(text_null("role"))
            .col(text_null("website"))
            .col(text_null("email"))
            .col(text("source"))
            .take(),
        table("programme")
            .col(key("key").primary_key())
            .col(text("name"))
            .col(text_null("name_en"))
            .col(text_null("description"))
            .col(text_null("funder"))
            .col(text_null("administrator"))
            .col(key_null("contact_key"))
            .col(text("applicants"))
            .col(text_null("grant_text"))
            .col(text_null("valid_from"))
            .col(text_null("valid_until"))
            .col(text_null("certainty"))
            .col(key_null("successor"))
            .col(text_null("website"))
            .col(text_null("checked_on"))
            .col(text("source"))
            .foreign_key(&mut refers("programme", "contact_key", "contact", "key"))
            .foreign_key(&mut refers("programme", "successor", "programme", "key"))
            .take(),
        table("programme_country")
            .col(key("key").primary_key())
            .col(key("programme_key"))
            .col(key("country_code"))
            .col(text_null("valid_from"))
            .col(text_null("valid_until"))
            .col(text("source"))
            .foreign_key(&mut refers(
                "programme_country",
                "programme_key",
                "programme",
                "key",
            ))
            .foreign_key(&mut refers(
                "programme_country",
                "country_code",
                "country",
                "code",
            ))
            .take(),
        table("network_member")
            .col(key("key").primary_key())
            .col(key("network_key"))
            .col(key("country_code"))
            .col(text("name"))
            .col(key_null("authority_key"))
            .col(key_null("place_key"))
            .col(integer_null("since"))
            .col(integer_null("until"))
            .col(text("source"))
            .foreign_key(&mut refers(
                "network_member",
                "network_key",
                "network",
                "key",
            ))
            .foreign_key(&mut refers(
                "network_member",
                "country_code",
                "country",
                "code",
            ))
            .foreign_key(&mut refers(
                "network_member",
                "authority_key",
                "authority",
                "key",
            ))
            .foreign_key(&mut refers("network_member", "place_key", "place", "key"))
            .take(),
        table("resource")
            .col(key("key").primary_key())
            .col(text("title"))
            .col(text_null("kind"))
            .col(text_null("publisher"))
            .col(text_null("format"))
            .col(text("languages"))
            .col(text_null("link"))
            .col(text("state"))
            .col(text_null("last_checked"))
            .col(text_null("description"))
            .col(text("source"))
            .take(),
    ]
}
