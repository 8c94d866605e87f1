//! Members of networks.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "network_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub network_key: String,
    pub country_code: String,
    pub name: String,
    pub authority_key: Option<String>,
    pub place_key: Option<String>,
    pub since: Option<i32>,
    pub until: Option<i32>,
    pub source: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
