//! A refused second save, kept for its author.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conflict")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub account_id: i64,
    pub operation: String,
    pub onboarding_id: i64,
    pub item: String,
    pub fields: String,
    pub back: String,
    pub recorded_at: i64,
    pub outcome: Option<String>,
    pub closed_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
