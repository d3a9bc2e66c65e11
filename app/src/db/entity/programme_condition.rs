//! What districts are asked of their circumstances in a programme.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "programme_condition")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub programme_id: i64,
    pub key: String,
    pub name_bg: String,
    pub name_en: String,
}

impl ActiveModelBehavior for ActiveModel {}
