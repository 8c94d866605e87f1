//! Partner seekers.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partner_seeker")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub created_us: i64,
    pub updated_us: i64,
    pub state: String,
    pub name: String,
    pub kind: String,
    pub country_code: String,
    pub municipality_code: Option<String>,
    pub wished_countries: String,
    pub themes: String,
    pub description: Option<String>,
    pub website: Option<String>,
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    pub contact_shown: bool,
    pub shown_until: TimeDate,
    pub moderation_reason: Option<String>,
    pub withdrawal_hash: String,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PartnerSeeker({})", self.id)
    }
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
