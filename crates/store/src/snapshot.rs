//! The register's records, read table by table.

use std::collections::{BTreeMap, HashMap};

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbBackend, EntityTrait, QueryFilter as _, QuerySelect as _,
    Select,
};
use vanort_model::{
    Contact, Country, County, LocalAuthority, Name, Network, NetworkMember, Observation, Place,
    Programme, ProgrammeCountry, Record, Resource, Snapshot, Survey, Twinning,
};

use crate::error::StoreError;
use crate::record::{NameRow, Stored};

/// Which records are read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wanted<'k> {
    All,
    /// Those of these keys, by the kind of record.
    Keys(&'k BTreeMap<String, Vec<String>>),
}

impl Wanted<'_> {
    /// The records of one kind whose key stands in a column; `None` when none is wanted.
    fn of<E: EntityTrait>(self, kind: &str, column: E::Column) -> Option<Select<E>> {
        match self {
            Self::All => Some(E::find()),
            Self::Keys(keys) => {
                let keys = keys.get(kind)?;
                Some(E::find().filter(column.is_in(keys)))
            }
        }
    }
}

/// Reads records with their names. The caller's transaction makes them of one moment.
pub(crate) async fn read_records(
    db: &impl ConnectionTrait,
    wanted: Wanted<'_>,
) -> Result<Snapshot, StoreError> {
    let mut snapshot = Snapshot::default();
    let mut put = |record| {
        // Keys are unique in every table.
        drop(snapshot.put(record));
    };
    macro_rules! read {
        ($read:ident: $($record:ident as $variant:ident of $kind:literal),+) => {
            $($read::<$record>(db, wanted, $kind)
                .await?
                .into_iter()
                .map(Record::$variant)
                .for_each(&mut put);)+
        };
    }
    read!(named: Country as Country of "country", Place as Place of "place");
    read!(named: LocalAuthority as Authority of "authority");
    read!(plain: County as County of "county", Network as Network of "network");
    read!(plain: Survey as Survey of "survey", Twinning as Twinning of "twinning");
    read!(plain: Observation as Observation of "observation", Contact as Contact of "contact");
    read!(plain: Programme as Programme of "programme");
    read!(plain: ProgrammeCountry as ProgrammeCountry of "programme_country");
    read!(plain: NetworkMember as NetworkMember of "network_member");
    read!(plain: Resource as Resource of "resource");
    Ok(snapshot)
}

async fn plain<R: Stored>(
    db: &impl ConnectionTrait,
    wanted: Wanted<'_>,
    kind: &str,
) -> Result<Vec<R>, StoreError> {
    let Some(select) = wanted.of::<R::Entity>(kind, R::KEY) else {
        return Ok(Vec::new());
    };
    let rows = select.all(db).await?;
    rows.into_iter().map(R::from_row).collect()
}

async fn named<R: NameRow>(
    db: &impl ConnectionTrait,
    wanted: Wanted<'_>,
    kind: &str,
) -> Result<Vec<R>, StoreError> {
    let mut records: Vec<R> = plain(db, wanted, kind).await?;
    let Some(select) = wanted.of::<R::Names>(kind, R::OWNER) else {
        return Ok(records);
    };
    let mut names = names_by_owner::<R>(db, select).await?;
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
    select: Select<R::Names>,
) -> Result<HashMap<String, Vec<Name>>, StoreError> {
    let list = match db.get_database_backend() {
        DbBackend::Postgres => "json_agg(json_build_array(text, language, kind) ORDER BY ordinal)",
        _ => "json_group_array(json_array(text, language, kind) ORDER BY ordinal)",
    };
    let rows: Vec<(String, String)> = select
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
