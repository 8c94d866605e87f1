//! Records and names looked up by natural keys. At most one key a node of an answer is asked for,
//! which the limit of a query's complexity keeps under `SQLite`'s bound of 32,766 parameters.

use std::collections::HashMap;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use vanort_model::{
    AuthorityKey, Country, CountryCode, County, CountyCode, LocalAuthority, Name, Network,
    Observation, Place, PlaceKey, Slug, Survey, Twinning, TwinningKey,
};

use crate::error::StoreError;
use crate::reader::Reader;
use crate::record::{NameRow, Stored};
use crate::snapshot::group_names;

/// Look-ups by natural key: what is not there is left out; the order is not defined. Records come
/// without names.
macro_rules! look_ups {
    ($($(#[$doc:meta])* $method:ident: $key:ty => $record:ty;)+) => {
        impl Reader {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// When the database fails.
                pub async fn $method(&self, keys: &[$key]) -> Result<Vec<$record>, StoreError> {
                    let keys = keys.iter().map(ToString::to_string).collect();
                    self.records_by_key(keys).await
                }
            )+
        }
    };
}

look_ups! {
    /// Counties by code.
    counties_by_code: CountyCode => County;
    /// Countries by code.
    countries_by_code: CountryCode => Country;
    /// Places by key, partner towns or not.
    places_by_key: PlaceKey => Place;
    /// Authorities by key.
    authorities_by_key: AuthorityKey => LocalAuthority;
    /// Networks by key.
    networks_by_key: Slug => Network;
    /// Surveys by key.
    surveys_by_key: Slug => Survey;
    /// Twinnings by key.
    twinnings_by_key: TwinningKey => Twinning;
    /// Observations by key.
    observations_by_key: String => Observation;
}

impl Reader {
    /// The other names of countries, in the order to show them; a country without any is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn names_of_countries(
        &self,
        codes: &[CountryCode],
    ) -> Result<HashMap<CountryCode, Vec<Name>>, StoreError> {
        self.names::<Country, _>(codes).await
    }

    /// The other names of places, in the order to show them; a place without any is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn names_of_places(
        &self,
        keys: &[PlaceKey],
    ) -> Result<HashMap<PlaceKey, Vec<Name>>, StoreError> {
        self.names::<Place, _>(keys).await
    }

    /// The authorities' own other names, not those of their seats; one without any is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn names_of_authorities(
        &self,
        keys: &[AuthorityKey],
    ) -> Result<HashMap<AuthorityKey, Vec<Name>>, StoreError> {
        self.names::<LocalAuthority, _>(keys).await
    }

    async fn records_by_key<R: Stored>(&self, keys: Vec<String>) -> Result<Vec<R>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let rows = R::Entity::find()
            .filter(R::KEY.is_in(keys))
            .all(&self.db)
            .await?;
        rows.into_iter().map(R::from_row).collect()
    }

    async fn names<R, K>(&self, keys: &[K]) -> Result<HashMap<K, Vec<Name>>, StoreError>
    where
        R: NameRow,
        K: Clone + Eq + std::hash::Hash + ToString,
    {
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = R::Names::find()
            .filter(R::OWNER.is_in(keys.iter().map(ToString::to_string)))
            .order_by_asc(R::OWNER)
            .order_by_asc(R::ORDINAL)
            .all(&self.db)
            .await?;
        let mut names = group_names::<R>(rows)?;
        Ok(keys
            .iter()
            .filter_map(|key| Some((key.clone(), names.remove(&key.to_string())?)))
            .collect())
    }
}
