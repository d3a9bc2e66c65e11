//! A service of the Administrative Register.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub name_bg: String,
    pub name_en: String,
    pub group_key: String,
    pub group_bg: String,
    pub group_en: String,
    pub source_bg: String,
    pub source_en: String,
}

impl ActiveModelBehavior for ActiveModel {}
