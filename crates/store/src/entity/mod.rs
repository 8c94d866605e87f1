//! The tables as SeaORM sees them; the migrations make them.

pub(crate) mod authority;
pub(crate) mod authority_name;
pub(crate) mod contact;
pub(crate) mod country;
pub(crate) mod country_name;
pub(crate) mod county;
pub(crate) mod feedback;
pub(crate) mod import_change;
pub(crate) mod import_difference;
pub(crate) mod import_run;
pub(crate) mod kept_workbook;
pub(crate) mod network;
pub(crate) mod network_member;
pub(crate) mod observation;
pub(crate) mod partner_seeker;
pub(crate) mod place;
pub(crate) mod place_name;
pub(crate) mod programme;
pub(crate) mod programme_country;
pub(crate) mod register_state;
pub(crate) mod register_version;
pub(crate) mod resource;
pub(crate) mod survey;
pub(crate) mod twinning;

#[cfg(test)]
#[path = "../../tests/suite/database.rs"]
mod database;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sea_orm::{
        ConnectionTrait as _, DbBackend, EntityTrait, IdenStatic as _, Iterable as _, Statement,
    };

    use super::database::TestDatabase;
    use crate::store::Store;

    /// The columns of a migrated table, as the database tells them.
    async fn columns(store: &Store, table: &str) -> BTreeSet<String> {
        let backend = store.db.get_database_backend();
        let sql = match backend {
            DbBackend::Postgres => format!(
                "SELECT column_name::text AS name FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = '{table}'"
            ),
            _ => format!("SELECT name FROM pragma_table_info('{table}')"),
        };
        let rows = store
            .db
            .query_all_raw(Statement::from_string(backend, sql))
            .await
            .unwrap();
        rows.iter()
            .map(|row| row.try_get("", "name").unwrap())
            .collect()
    }

    async fn assert_matches<E: EntityTrait>(store: &Store) {
        let entity: BTreeSet<String> = E::Column::iter()
            .map(|column| column.as_str().to_owned())
            .collect();
        let table = E::default().table_name().to_owned();
        assert_eq!(columns(store, &table).await, entity, "{table}");
        // Types too: every column is read as what the entity takes it for.
        E::find().all(&store.db).await.unwrap();
    }

    async fn all_match(database: TestDatabase) {
        let store = Store::connect(database.url()).await.unwrap();
        assert_matches::<super::authority::Entity>(&store).await;
        assert_matches::<super::authority_name::Entity>(&store).await;
        assert_matches::<super::contact::Entity>(&store).await;
        assert_matches::<super::country::Entity>(&store).await;
        assert_matches::<super::country_name::Entity>(&store).await;
        assert_matches::<super::county::Entity>(&store).await;
        assert_matches::<super::feedback::Entity>(&store).await;
        assert_matches::<super::import_change::Entity>(&store).await;
        assert_matches::<super::import_difference::Entity>(&store).await;
        assert_matches::<super::import_run::Entity>(&store).await;
        assert_matches::<super::kept_workbook::Entity>(&store).await;
        assert_matches::<super::network::Entity>(&store).await;
        assert_matches::<super::network_member::Entity>(&store).await;
        assert_matches::<super::observation::Entity>(&store).await;
        assert_matches::<super::partner_seeker::Entity>(&store).await;
        assert_matches::<super::place::Entity>(&store).await;
        assert_matches::<super::place_name::Entity>(&store).await;
        assert_matches::<super::programme::Entity>(&store).await;
        assert_matches::<super::programme_country::Entity>(&store).await;
        assert_matches::<super::register_state::Entity>(&store).await;
        assert_matches::<super::register_version::Entity>(&store).await;
        assert_matches::<super::resource::Entity>(&store).await;
        assert_matches::<super::survey::Entity>(&store).await;
        assert_matches::<super::twinning::Entity>(&store).await;
        store.close().await.unwrap();
    }

    #[tokio::test]
    async fn the_entities_match_the_tables_of_sqlite() {
        all_match(TestDatabase::sqlite()).await;
    }

    #[tokio::test]
    async fn the_entities_match_the_tables_of_postgresql() {
        if let Some(database) = TestDatabase::postgresql().await {
            all_match(database).await;
        }
    }
}
