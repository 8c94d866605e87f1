//! Programmes.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "programme")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub name: String,
    pub name_en: Option<String>,
    pub description: Option<String>,
    pub funder: Option<String>,
    pub administrator: Option<String>,
    pub contact_key: Option<String>,
    pub applicants: String,
    pub grant_text: Option<String>,
    pub valid_from: Option<String>,
    pub valid_until: Option<String>,
    pub certainty: Option<String>,
    pub successor: Option<String>,
    pub website: Option<String>,
    pub checked_on: Option<String>,
    pub source: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
