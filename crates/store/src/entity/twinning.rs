//! Twinnings.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "twinning")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub authority_key: String,
    pub partner_key: String,
    pub kind: String,
    pub status: String,
    pub since: Option<i32>,
    pub until: Option<i32>,
    pub themes: String,
    pub network_key: Option<String>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
