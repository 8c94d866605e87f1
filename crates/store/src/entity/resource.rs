//! Resources.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "resource")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub title: String,
    pub kind: Option<String>,
    pub publisher: Option<String>,
    pub format: Option<String>,
    pub languages: String,
    pub link: Option<String>,
    pub state: String,
    pub last_checked: Option<String>,
    pub description: Option<String>,
    pub source: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
