//! Observations of twinnings.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "observation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub twinning_key: String,
    pub survey_key: String,
    pub workbook: String,
    pub sheet: String,
    pub row: i64,
    pub text: String,
    pub status: Option<String>,
    pub since: Option<i32>,
    pub until: Option<i32>,
    pub themes: String,
    pub network_key: Option<String>,
    pub note: Option<String>,
    pub source: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
