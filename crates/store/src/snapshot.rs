//! The whole register, read table by table.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder as _};
use vanort_model::{
    Country, County, LocalAuthority, Name, Network, Observation, Place, Record, Snapshot, Survey,
    Twinning,
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
    all::<County>(db)
        .await?
        .into_iter()
        .map(Record::County)
        .for_each(&mut put);
    named::<Country>(db)
        .await?
        .into_iter()
        .map(Record::Country)
        .for_each(&mut put);
    named::<Place>(db)
        .await?
        .into_iter()
        .map(Record::Place)
        .for_each(&mut put);
    named::<LocalAuthority>(db)
        .await?
        .into_iter()
        .map(Record::Authority)
        .for_each(&mut put);
    all::<Network>(db)
        .await?
        .into_iter()
        .map(Record::Network)
        .for_each(&mut put);
    all::<Survey>(db)
        .await?
        .into_iter()
        .map(Record::Survey)
        .for_each(&mut put);
    all::<Twinning>(db)
        .await?
        .into_iter()
        .map(Record::Twinning)
        .for_each(&mut put);
    all::<Observation>(db)
        .await?
        .into_iter()
        .map(Record::Observation)
        .for_each(&mut put);
    Ok(snapshot)
}

async fn all<R: Stored>(db: &impl ConnectionTrait) -> Result<Vec<R>, StoreError> {
    let rows = R::Entity::find().all(db).await?;
    rows.into_iter().map(R::from_row).collect()
}

async fn named<R: NameRow>(db: &impl ConnectionTrait) -> Result<Vec<R>, StoreError> {
    let mut records: Vec<R> = all(db).await?;
    let rows = R::Names::find()
        .order_by_asc(R::OWNER)
        .order_by_asc(R::ORDINAL)
        .all(db)
        .await?;
    let mut names = group_names::<R>(rows)?;
    for record in &mut records {
        if let Some(names) = names.remove(&record.key_text()) {
            record.set_names(names);
        }
    }
    Ok(records)
}

/// Names by their owner's key, in the order of the rows.
fn group_names<R: NameRow>(
    rows: Vec<<R::Names as EntityTrait>::Model>,
) -> Result<HashMap<String, Vec<Name>>, StoreError> {
    let mut names: HashMap<String, Vec<Name>> = HashMap::new();
    for row in rows {
        let (owner, name) = R::read_name(row)?;
        names.entry(owner).or_default().push(name);
    }
    Ok(names)
}
