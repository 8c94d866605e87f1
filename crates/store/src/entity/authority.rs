//! Local authorities.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "authority")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub kind: String,
    pub name: String,
    pub official_name: String,
    pub sort_key: String,
    pub county_code: Option<String>,
    pub seat: Option<String>,
    pub seat_place: Option<String>,
    pub valid_from: Option<i32>,
    pub valid_until: Option<i32>,
    pub successor: Option<String>,
    pub note: Option<String>,
    pub source: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
