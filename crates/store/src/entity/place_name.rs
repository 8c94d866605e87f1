//! Other names, in the order to show them.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "place_name")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub owner_key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub ordinal: i32,
    pub text: String,
    pub language: Option<String>,
    pub kind: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
