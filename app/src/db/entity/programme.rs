//! Something districts join.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "programme")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub key: String,
    pub position: i32,
    pub name_bg: String,
    pub name_en: String,
    pub short_bg: String,
    pub short_en: String,
    pub note_bg: String,
    pub note_en: String,
    pub starts_on: Date,
    pub starts_source_bg: String,
    pub starts_source_en: String,
    pub go_live_position: i32,
    pub owners: String,
    pub holders: String,
}

impl ActiveModelBehavior for ActiveModel {}
