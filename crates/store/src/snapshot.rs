//! The whole register, read table by table.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QuerySelect as _};
use vanort_model::{
    Contact, Country, County, LocalAuthority, Name, Network, NetworkMember, Observation, Place,
    Programme, ProgrammeCountry, Record, Resource, Snapshot, Survey, Twinning,
};

use crate::error::StoreError;
use crate::record::{NameRow, Stored};

/// Reads all records with their names. The caller's transaction makes them of one moment.
pub(crate) async fn read_snapshot(db: &impl ConnectionTrait) -> Result<Snapshot, StoreError> {
    let mut snapshot = Snapshot::default();
    let mut put = |record| {
        // Keys are unique in every table.
        drop(snapshot.put(record));
    };
    macro_rules! read {
        ($read:ident: $($record:ident as $variant:ident),+) => {
            $($read::<$record>(db)
                .await?
                .into_iter()
                .map(Record::$variant)
                .for_each(&mut put);)+
        };
    }
    read!(named: Country as Country, Place as Place, LocalAuthority as Authority);
    read!(all: County as County, Network as Network, Survey as Survey);
    read!(all: Twinning as Twinning, Observation as Observation);
    read!(all: Contact as Contact, Programme as Programme);
    read!(all: ProgrammeCountry as ProgrammeCountry, NetworkMember as NetworkMember);
    read!(all: Resource as Resource);
    Ok(snapshot)
}

async fn all<R: Stored>(db: &impl ConnectionTrait) -> Result<Vec<R>, StoreError> {
    let rows = R::Entity::find().all(db).await?;
    rows.into_iter().map(R::from_row).collect()
}

async fn named<R: NameRow>(db: &impl ConnectionTrait) -> Result<Vec<R>, StoreError> {
    let mut records: Vec<R> = all(db).await?;
    let mut names = names_by_owner::<R>(db).await?;
    for record in &mut records {
        if let Some(names) = names.remove(&record.key_text()) {
            record.set_names(names);
        }
    }
    Ok(records)
}

/// Names in their order, by their owner's key. Most records have many: the database gives all of
/// one in a row, which takes a third of the time.
async fn names_by_owner<R: NameRow>(
    db: &impl ConnectionTrait,
) -> Result<HashMap<String, Vec<Name>>, StoreError> {
    let list = match db.get_database_backend() {
        DbBackend::Postgres => "json_agg(json_build_array(text, language, kind) ORDER BY ordinal)",
        _ => "json_group_array(json_array(text, language, kind) ORDER BY ordinal)",
    };
    let rows: Vec<(String, String)> = R::Names::find()
        .select_only()
        .column(R::OWNER)
        .expr_as(Expr::cust(list).cast_as("text"), "names")
        .group_by(R::OWNER)
        .into_tuple()
        .all(db)
        .await?;
    let read = |(owner, names): (String, String)| Ok((owner, R::read_names(&names)?));
    rows.into_iter().map(read).collect()
}
