//! An ordered step of a programme.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "milestone")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub programme_id: i64,
    pub key: String,
    pub position: i32,
    pub name_bg: String,
    pub name_en: String,
}

impl ActiveModelBehavior for ActiveModel {}
