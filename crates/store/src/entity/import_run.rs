//! Readings of workbooks.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_run")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub started_at: TimeDateTimeWithTimeZone,
    pub finished_at: TimeDateTimeWithTimeZone,
    pub actor: String,
    pub outcome: String,
    pub revision: Option<i64>,
    pub report: String,
    pub kind: String,
    pub reverts: Option<i64>,
    pub reverted_by: Option<i64>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
