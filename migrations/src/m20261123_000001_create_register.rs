//! The tables of the register: counties, countries, places, authorities, networks, surveys,
//! twinnings, their observations, import runs, and the revision.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, double_null, integer, integer_null, text,
    text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
};
use sea_orm_migration::sea_orm::DbBackend;

/// The migration, named after its file.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        for table in tables(backend) {
            manager.create_table(table).await?;
        }
        for (table, columns) in INDICES {
            manager.create_index(index_over(table, columns)).await?;
        }
        let first = Query::insert()
            .into_table("register_state")
            .columns(["id", "register_id", "revision"])
            .values_panic([1.into(), random_text(backend), 0i64.into()])
            .to_owned();
        manager.get_connection().execute(&first).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables(manager.get_database_backend()).into_iter().rev() {
            let Some(name) = table.get_table_name().cloned() else {
                continue;
            };
            let mut drop = Table::drop();
            drop.table(name);
            manager.drop_table(drop).await?;
        }
        Ok(())
    }
}

/// A text that no other register has: an index of another register is not taken for this one's.
fn random_text(backend: DbBackend) -> Expr {
    Expr::cust(match backend {
        DbBackend::Postgres => "gen_random_uuid()::text",
        _ => "lower(hex(randomblob(16)))",
    })
}

/// The columns that lists are searched and joined by, beside the primary keys.
const INDICES: &[(&str, &[&str])] = &[
    ("place", &["country_code"]),
    ("place", &["merged_into"]),
    ("place", &["sort_key", "key"]),
    ("authority", &["kind", "sort_key", "key"]),
    ("authority", &["county_code"]),
    ("country", &["sort_key", "code"]),
    ("twinning", &["authority_key"]),
    ("twinning", &["partner_key"]),
    ("observation", &["twinning_key"]),
];

/// The tables, each after those that it refers to.
fn tables(backend: DbBackend) -> Vec<TableCreateStatement> {
    let key = |name: &'static str| sorted(text(name), backend);
    let key_null = |name: &'static str| sorted(text_null(name), backend);
    let mut tables = vec![
        table("county")
            .col(key("code").primary_key())
            .col(text("name"))
            .col(text_null("letter"))
            .col(text_null("seat"))
            .col(text("source"))
            .take(),
        table("country")
            .col(key("code").primary_key())
            .col(text("name_sv"))
            .col(text("name_en"))
            .col(key("sort_key"))
            .col(text("source"))
            .take(),
        table("place")
            .col(key("key").primary_key())
            .col(text("name"))
            .col(key("sort_key"))
            .col(key("country_code"))
            .col(double_null("latitude"))
            .col(double_null("longitude"))
            .col(big_integer_null("population"))
            .col(big_integer_null("geonames_id"))
            .col(key_null("merged_into"))
            .col(integer_null("merged_year"))
            .col(text_null("note"))
            .col(text("source"))
            .foreign_key(&mut refers("place", "country_code", "country", "code"))
            .foreign_key(&mut refers("place", "merged_into", "place", "key"))
            .take(),
        table("authority")
            .col(key("key").primary_key())
            .col(text("kind"))
            .col(text("name"))
            .col(text("official_name"))
            .col(key("sort_key"))
            .col(key_null("county_code"))
            .col(text_null("seat"))
            .col(key_null("seat_place"))
            .col(integer_null("valid_from"))
            .col(integer_null("valid_until"))
            .col(key_null("successor"))
            .col(text_null("note"))
            .col(text("source"))
            .foreign_key(&mut refers("authority", "county_code", "county", "code"))
            .foreign_key(&mut refers("authority", "seat_place", "place", "key"))
            .foreign_key(&mut refers("authority", "successor", "authority", "key"))
            .take(),
        names_of("country", "code", backend),
        names_of("place", "key", backend),
        names_of("authority", "key", backend),
        table("network")
            .col(key("key").primary_key())
            .col(text("name"))
            .col(text_null("description"))
            .col(text_null("website"))
            .col(text("source"))
            .take(),
        table("survey")
            .col(key("key").primary_key())
            .col(text("name"))
            .col(integer_null("year"))
            .col(text_null("publisher"))
            .col(text_null("description"))
            .col(text("source"))
            .take(),
    ];
    tables.extend(ties(backend));
    tables.extend([
        table("import_run")
            .col(big_pk_auto("id"))
            .col(timestamp_with_time_zone("started_at"))
            .col(timestamp_with_time_zone("finished_at"))
            .col(text("actor"))
            .col(text("outcome"))
            .col(big_integer_null("revision"))
            .col(text("report"))
            .take(),
        table("register_state")
            .col(integer("id").primary_key())
            .col(text("register_id"))
            .col(big_integer("revision"))
            .col(timestamp_with_time_zone_null("updated_at"))
            .take(),
    ]);
    tables
}

/// Twinnings and what was observed of them. Themes are one text, each word between commas
/// (",culture,school,"), so that one of them is found by a pattern on both databases.
fn ties(backend: DbBackend) -> [TableCreateStatement; 2] {
    let key = |name: &'static str| sorted(text(name), backend);
    let key_null = |name: &'static str| sorted(text_null(name), backend);
    [
        table("twinning")
            .col(key("key").primary_key())
            .col(key("authority_key"))
            .col(key("partner_key"))
            .col(text("kind"))
            .col(text("status"))
            .col(integer_null("since"))
            .col(integer_null("until"))
            .col(text("themes"))
            .col(key_null("network_key"))
            .col(text_null("note"))
            .foreign_key(&mut refers("twinning", "authority_key", "authority", "key"))
            .foreign_key(&mut refers("twinning", "partner_key", "place", "key"))
            .foreign_key(&mut refers("twinning", "network_key", "network", "key"))
            .take(),
        table("observation")
            .col(key("key").primary_key())
            .col(key("twinning_key"))
            .col(key("survey_key"))
            .col(text("workbook"))
            .col(text("sheet"))
            .col(big_integer("row"))
            .col(text("text"))
            .col(text_null("status"))
            .col(integer_null("since"))
            .col(integer_null("until"))
            .col(text("themes"))
            .col(key_null("network_key"))
            .col(text_null("note"))
            .col(text_null("source"))
            .foreign_key(&mut refers(
                "observation",
                "twinning_key",
                "twinning",
                "key",
            ))
            .foreign_key(&mut refers("observation", "survey_key", "survey", "key"))
            .foreign_key(&mut refers("observation", "network_key", "network", "key"))
            .take(),
    ]
}

/// A table of this name, without columns.
pub(crate) fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).to_owned()
}

/// Sorts a column byte by byte on both databases, as SQLite does by itself.
pub(crate) fn sorted(mut column: ColumnDef, backend: DbBackend) -> ColumnDef {
    if backend == DbBackend::Postgres {
        column.extra("COLLATE \"C\"");
    }
    column
}

/// That a column refers to the key of a table.
pub(crate) fn refers(
    table: &'static str,
    column: &'static str,
    to: &'static str,
    key: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_{column}"))
        .from(table, column)
        .to(to, key)
        .to_owned()
}

/// The other names of what `owner` holds, in the order to show them; they go with their owner.
fn names_of(
    owner: &'static str,
    owner_key: &'static str,
    backend: DbBackend,
) -> TableCreateStatement {
    let name = format!("{owner}_name");
    Table::create()
        .table(name.clone())
        .col(sorted(text("owner_key"), backend))
        .col(integer("ordinal"))
        .col(text("text"))
        .col(text_null("language"))
        .col(text("kind"))
        .primary_key(Index::create().col("owner_key").col("ordinal"))
        .foreign_key(
            ForeignKey::create()
                .name(format!("fk_{name}_owner_key"))
                .from(name, "owner_key")
                .to(owner, owner_key)
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

/// An index, named after what it is over.
pub(crate) fn index_over(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index
        .name(format!("idx_{table}_{}", columns.join("_")))
        .table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
